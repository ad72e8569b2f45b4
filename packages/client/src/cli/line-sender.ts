import { join } from 'node:path';
import type { SaleLine, SalesReportResult } from '@fupin/schema';
import { createOutbox, type DeadLetter, type Outbox, type OutboxProgress } from '../outbox/node.ts';
import type { ReportState } from './report-state.ts';

/** Where and as whom lines are sent. */
export interface LineSenderOptions {
  readonly registry: string;
  readonly key: string;
  readonly outletId: string;
  /** Folder of the report's state, in which the outbox has its own. */
  readonly folder: string;
  readonly state: ReportState;
  readonly fetch: typeof fetch;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: OutboxProgress) => void;
}

const linesAtOnce = 1000;
/** So many lines may wait for the registry before more are read: the file keeps the others. */
const maximumQueued = 50_000;

/** Puts lines into the outbox of a report, each once however often the report is begun. */
export class LineSender {
  readonly #outbox: Outbox;
  readonly #options: LineSenderOptions;
  readonly #tally: { already: number };
  #skipped = 0;
  #waiting: SaleLine[] = [];

  private constructor(outbox: Outbox, options: LineSenderOptions, tally: { already: number }) {
    this.#outbox = outbox;
    this.#options = options;
    this.#tally = tally;
    outbox.subscribe(options.onProgress);
  }

  static async open(options: LineSenderOptions): Promise<LineSender> {
    const { registry, key, outletId, folder, state } = options;
    const tally = { already: state.already };
    const since = Date.parse(state.startedAt);
    const fetch = counting(options.fetch, (result) => {
      for (const { outcome, receipt } of result.outcomes) {
        // A duplicate of what this report sent itself, before its answer got lost, was not there before.
        const isOlder = receipt !== undefined && Date.parse(receipt.acceptedAt) < since;
        if (outcome === 'duplicate' && isOlder) tally.already += 1;
      }
    });
    const where = { registry, key, outletId, folder: join(folder, 'outbox'), fetch };
    const sender = new LineSender(await createOutbox(where), options, tally);
    await sender.#retryRefused();
    return sender;
  }

  /** Lines that the registry had before this report. */
  get already(): number {
    return this.#tally.already;
  }

  /** Whether nothing waits to be sent. */
  get isIdle(): boolean {
    return this.#outbox.progress.queued === 0;
  }

  /** Takes the next lines of the report; what an earlier run put into the outbox is passed over. */
  async take(lines: readonly SaleLine[]): Promise<void> {
    for (const line of lines) {
      if (this.#skipped < this.#options.state.lines && this.#waiting.length === 0)
        this.#skipped += 1;
      else this.#waiting.push(line);
      if (this.#waiting.length >= linesAtOnce) await this.#store();
    }
  }

  /**
   * Sends what is left; resolves when the registry has answered for every line.
   * @throws {OutboxStoppedError} when it refuses the key or the report
   */
  async finish(): Promise<readonly DeadLetter[]> {
    await this.#store();
    await this.#outbox.flush({ signal: this.#options.signal });
    await this.#options.state.save({ already: this.already });
    return this.#outbox.deadLetters();
  }

  async close(): Promise<void> {
    await this.#outbox.close();
  }

  async #store(): Promise<void> {
    const { state, signal } = this.#options;
    signal.throwIfAborted();
    if (this.#waiting.length === 0) return;
    await this.#outbox.reportAll(this.#waiting);
    this.#skipped += this.#waiting.length;
    this.#waiting = [];
    await state.save({ lines: this.#skipped, already: this.already });
    if (this.#outbox.progress.queued > maximumQueued) await this.#untilRoom();
  }

  /** Waits for half of the queue to go, or for what keeps it from going. */
  async #untilRoom(): Promise<void> {
    const { signal } = this.#options;
    await new Promise<void>((resolve) => {
      const check = ({ queued, state }: OutboxProgress) => {
        if (queued > maximumQueued / 2 && state !== 'stopped' && !signal.aborted) return;
        unsubscribe();
        signal.removeEventListener('abort', onAbort);
        resolve();
      };
      const onAbort = () => check(this.#outbox.progress);
      const unsubscribe = this.#outbox.subscribe(check);
      signal.addEventListener('abort', onAbort);
      check(this.#outbox.progress);
    });
    signal.throwIfAborted();
    // Refused, it is of no use to store more: to flush says why.
    if (this.#outbox.progress.state === 'stopped') await this.#outbox.flush({ signal });
  }

  /**
   * What was refused last time may be taken now: its sale may have come, or its outlet have been opened. Where the report begins anew,
   * its file was changed, and says itself what is to be reported.
   */
  async #retryRefused(): Promise<void> {
    const isGoingOn = this.#options.state.lines > 0;
    for (const { deadLetterId } of await this.#outbox.deadLetters()) {
      if (isGoingOn) await this.#outbox.resend(deadLetterId);
      else await this.#outbox.discard(deadLetterId);
    }
  }
}

/** A fetch that shows each result that comes back to `look`. */
function counting(
  fetch: typeof globalThis.fetch,
  look: (result: SalesReportResult) => void,
): typeof fetch {
  return async (...call) => {
    const response = await fetch(...call);
    if (!response.ok) return response;
    // Whoever asked judges the answer; what can't be read is not counted.
    const body = (await response
      .clone()
      .json()
      .catch(() => undefined)) as Partial<SalesReportResult> | undefined;
    if (Array.isArray(body?.outcomes)) look(body as SalesReportResult);
    return response;
  };
}
