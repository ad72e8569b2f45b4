import { ProblemError } from '../errors/problem-error.ts';
import { createBackoff } from './backoff.ts';
import { carry } from './carried-runs.ts';
import { monotonic, type Clock } from './clock.ts';
import type { ProgressBoard } from './progress.ts';
import { firstOf, type Queue, type QueuedLine } from './queue.ts';
import type { SalesCall } from './sales-call.ts';
import { deadLetterOf, judge, mayPass, type Verdict } from './verdict.ts';

const maximumLines = 1000;
// A refusal may be a mistake on the way, which nobody at an unattended till would put right.
const refusedWaitMs = 15 * 60_000;
// Of the 1 MiB of a body, what the runs may take, and what stands around and between the lines.
const maximumBytes = 768 * 1024 - 2 * maximumLines;

/** What a sender needs. */
export interface SenderOptions {
  readonly queue: Queue;
  readonly send: SalesCall;
  readonly clock: Clock;
  readonly board: ProgressBoard;
  /** Stores what the registry said of a batch. */
  readonly settle: (verdict: Verdict) => Promise<void>;
  /** Ends sending. */
  readonly signal: AbortSignal;
}

/** Sends what is queued, one batch at a time. */
export interface Sender {
  /** Sends until the signal aborts, or until it stops, since something has to be put right first. */
  run(): Promise<void>;
  /** Resolves when it may run: at once unless it stopped, otherwise when it is resumed, after 15 minutes, or on abort. */
  ready(): Promise<void>;
  /** Says that something was queued. */
  wake(): void;
  /**
   * Tries again at once what no answer came to, with so many bytes of lines at most, unless the minute has had its attempts. The
   * lines are at hand: what it asks for before the request begins, it asks for in microtasks, which a page that goes still does.
   */
  hurry(maximumBytes?: number): void;
  /** Lets it run again after it stopped. */
  resume(): void;
}

/** The loop between queue and registry. */
export function createSender(options: SenderOptions): Sender {
  const { queue, send, clock, board, settle, signal } = options;
  const backoff = createBackoff(() => monotonic(clock));
  let batchLines = maximumLines;
  let stopped = false;
  /** What was taken last, until it is settled. */
  let taken: readonly QueuedLine[] = [];
  let limit = maximumBytes;
  let hurry: Sender['hurry'] | undefined;
  let wake: () => void;
  let woken = new Promise<void>((resolve) => (wake = resolve));
  signal.addEventListener('abort', () => wake());

  async function sendBatch(first: readonly QueuedLine[]): Promise<Verdict> {
    const batch = carry(first);
    const { lines } = batch;
    try {
      const verdict = judge(lines, await send(batch, signal), clock.now());
      batchLines = Math.min(maximumLines, batchLines * 2);
      return verdict;
    } catch (error) {
      if (!(error instanceof ProblemError) || error.code !== 'payloadTooLarge') throw error;
      batchLines = Math.ceil(lines.length / 2);
      return lines.length > 1
        ? sendBatch(lines.slice(0, batchLines))
        : refuse(lines, error, clock.now());
    }
  }

  /** Sends one batch; answers whether there was any. */
  async function sendNext(): Promise<boolean> {
    if (taken.length === 0) taken = await queue.take(batchLines, maximumBytes);
    if (taken.length === 0) return false;
    const batch = firstOf(taken, batchLines, limit);
    limit = maximumBytes;
    board.update({ state: 'sending', sending: batch.length });
    const verdict = await sendBatch(batch);
    taken = [];
    await settle(verdict);
    if (verdict.accepted.length + verdict.deadLetters.length > 0) return true;
    throw new Error('the registry answered for no line');
  }

  async function pause(error: Error): Promise<void> {
    if (mayPass(error)) {
      const wait = backoff.fail(error instanceof ProblemError ? error.retryAfterMs : 0);
      board.update({ state: 'waiting', sending: 0, error, retryAt: clock.now() + wait });
      const hurried = new AbortController();
      hurry = (bytes = maximumBytes) => {
        // What the registry itself said is not otherwise for a network that is back or a page that goes.
        if (error instanceof ProblemError || !backoff.mayHurry()) return;
        limit = bytes;
        hurried.abort();
      };
      await clock.sleep(wait, AbortSignal.any([signal, hurried.signal]));
      hurry = undefined;
      board.update({ retryAt: undefined });
      return;
    }
    stopped = true;
    board.update({ state: 'stopped', sending: 0, error });
  }

  function resume(): void {
    stopped = false;
    wake();
  }

  async function untilWoken(): Promise<void> {
    await woken;
    woken = new Promise((resolve) => (wake = resolve));
  }

  return {
    async run() {
      // Since it last ran, others may have settled it.
      taken = [];
      while (!signal.aborted && !stopped) {
        try {
          if (await sendNext()) {
            backoff.succeed();
            continue;
          }
          board.update({ state: 'idle', sending: 0, error: undefined });
          await untilWoken();
        } catch (error) {
          if (signal.aborted) break;
          await pause(error instanceof Error ? error : new Error(String(error)));
        }
      }
    },
    async ready() {
      if (!stopped) return;
      const ready = new AbortController();
      void clock.sleep(refusedWaitMs, AbortSignal.any([signal, ready.signal])).then(() => {
        if (!ready.signal.aborted) resume();
      });
      while (stopped && !signal.aborted) await untilWoken();
      ready.abort();
    },
    wake: () => wake(),
    hurry: (bytes) => hurry?.(bytes),
    resume,
  };
}

function refuse([line]: readonly QueuedLine[], error: ProblemError, now: number): Verdict {
  if (!line) return { accepted: [], receipts: [], deadLetters: [] };
  const problem = { code: error.problem.code, detail: error.problem.detail, issues: [] };
  const deadLetters = [deadLetterOf(line, 'rejected', problem, now)];
  return { accepted: [], receipts: [], deadLetters };
}
