import type { CheckedLine } from '@fupin/client/adapters/columns';
import {
  createOutbox,
  OutboxFullError,
  type DeadLetter,
  type Outbox,
  type OutboxProgress,
} from '@fupin/client/outbox/browser';
import { lineNumbers, pageLife } from '@fupin/client/outbox/page';
import { outboxName } from './outbox-name.ts';
import { OutcomeTally, type OutcomeCounts } from './outcome-tally.ts';

/** What a sender needs to know of its surroundings. */
export interface SalesSenderOptions {
  readonly registry: string;
  readonly outletId: string;
  /** The key to report with; asked before every request. */
  readonly key: () => string;
  readonly fetch: typeof fetch;
  readonly onChange: () => void;
}

/** How far the sending is. */
export interface SendingState {
  /** Lines of the report that are not durable on the device yet. */
  readonly unstored: number;
  /** Lines of the report, or 0 where only earlier ones are being sent. */
  readonly reported: number;
  readonly progress: OutboxProgress;
  readonly counts: OutcomeCounts;
  /** Lines that were acknowledged through another page. */
  readonly elsewhere: number;
  /** Lines that the registry did not take, the latest word on each. */
  readonly refused: readonly DeadLetter[];
  readonly failure: 'deviceFull' | 'storageBroken' | undefined;
}

/** So few that storing them does not hold up the page. */
const linesPerTurn = 500;

/** Puts reports into the outbox and keeps track of what becomes of them. */
export class SalesSender {
  readonly #outbox: Outbox;
  readonly #options: SalesSenderOptions;
  readonly #tally: OutcomeTally;
  readonly #rowNumbers = new Map<string, number>();
  readonly #unsubscribe: () => void;
  #unstored = 0;
  #reported = 0;
  #acknowledgedBefore = 0;
  #refused: readonly DeadLetter[] = [];
  #known = { rejected: -1, isDone: true };
  #failure: SendingState['failure'];

  private constructor(outbox: Outbox, options: SalesSenderOptions, tally: OutcomeTally) {
    this.#outbox = outbox;
    this.#options = options;
    this.#tally = tally;
    this.#unsubscribe = outbox.subscribe(() => this.#onProgress());
    this.#onProgress();
  }

  /** Opens the outlet's outbox, which at once goes on with what was not sent last time. */
  static async open(options: SalesSenderOptions): Promise<SalesSender> {
    const { registry, outletId, key, fetch } = options;
    const tally = new OutcomeTally();
    const outbox = await createOutbox({
      registry,
      key,
      outletId,
      name: outboxName(registry, outletId),
      fetch: tally.watch(fetch),
      numbers: lineNumbers,
      life: pageLife,
    });
    return new SalesSender(outbox, options, tally);
  }

  get state(): SendingState {
    const { progress } = this.#outbox;
    const counts = this.#tally.counts;
    const acknowledged = progress.acknowledged - this.#acknowledgedBefore;
    return {
      unstored: this.#unstored,
      reported: this.#reported,
      progress,
      counts,
      elsewhere: Math.max(0, acknowledged - counts.accepted - counts.duplicate),
      refused: this.#refused,
      failure: this.#failure,
    };
  }

  /** The row of the file that a line was made of, if it was in the report. */
  rowNumberOf(lineId: string): number | undefined {
    return this.#rowNumbers.get(lineId);
  }

  /** Makes a report's lines durable, a few at a time; they are sent from then on, whatever becomes of the page. */
  async report(lines: readonly CheckedLine[]): Promise<void> {
    this.#tally.clear();
    this.#rowNumbers.clear();
    this.#acknowledgedBefore = this.#outbox.progress.acknowledged;
    this.#failure = undefined;
    this.#reported = this.#unstored = lines.length;
    try {
      for (let from = 0; from < lines.length; from += linesPerTurn) {
        const turn = lines.slice(from, from + linesPerTurn);
        const lineIds = await this.#outbox.reportAll(turn.map(({ line }) => line));
        for (const [place, { rowNumber }] of turn.entries()) {
          this.#rowNumbers.set(lineIds[place] ?? '', rowNumber);
        }
        this.#unstored -= turn.length;
        this.#options.onChange();
      }
    } catch (error) {
      this.#failure = error instanceof OutboxFullError ? 'deviceFull' : 'storageBroken';
      this.#options.onChange();
    }
  }

  /** Tries again where sending had stopped, such as after signing in anew. */
  async retry(): Promise<void> {
    // Whether it comes to anything shows in the progress.
    await this.#outbox.flush().catch(() => undefined);
  }

  /** Forgets the lines that the registry did not take. */
  async discardRefused(): Promise<void> {
    for (const { deadLetterId } of await this.#outbox.deadLetters()) {
      await this.#outbox.discard(deadLetterId);
    }
  }

  async close(): Promise<void> {
    this.#unsubscribe();
    await this.#outbox.close();
  }

  #onProgress(): void {
    this.#options.onChange();
    const { rejected, queued } = this.#outbox.progress;
    const known = this.#known;
    this.#known = { rejected, isDone: queued === 0 };
    if (rejected !== known.rejected || this.#known.isDone !== known.isDone) {
      void this.#loadRefused();
    }
  }

  async #loadRefused(): Promise<void> {
    const latest = new Map<string, DeadLetter>();
    for (const letter of await this.#outbox.deadLetters()) {
      const outcome = this.#tally.outcomeOf(letter.lineId);
      // Corrected and reported again, the line is in the ledger now.
      if (outcome === 'accepted' || outcome === 'duplicate') {
        await this.#outbox.discard(letter.deadLetterId);
      } else latest.set(letter.lineId, letter);
    }
    this.#refused = [...latest.values()];
    this.#options.onChange();
  }
}
