import { ProblemError } from '../errors/problem-error.ts';
import { createBackoff } from './backoff.ts';
import { monotonic, type Clock } from './clock.ts';
import type { ProgressBoard } from './progress.ts';
import { firstOf, type Queue, type QueuedLine } from './queue.ts';
import type { SalesCall } from './sales-call.ts';
import { unlessAborted } from './unless-aborted.ts';
import { judge, mayPass, type Verdict } from './verdict.ts';

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

/** Sends what is queued, one batch at a time; the board's state says whether it waits or stopped. */
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
  let limit = maximumBytes;
  /** What was taken last, until it is settled. */
  let taken: readonly QueuedLine[] = [];
  let wake: () => void;
  const nextWake = () => new Promise<void>((resolve) => (wake = resolve));
  let woken = nextWake();
  let rouse: (() => void) | undefined;

  /** Sends one batch; answers whether there was any. */
  async function sendNext(): Promise<boolean> {
    if (taken.length === 0) taken = await queue.take(batchLines, maximumBytes);
    if (taken.length === 0) return false;
    const batch = queue.carry(firstOf(taken, batchLines, limit));
    const { lines } = batch;
    limit = maximumBytes;
    board.update({ state: 'sending', sending: lines.length });
    const answer = await send(batch, signal).catch((error: unknown) => {
      if (!(error instanceof ProblemError) || error.code !== 'payloadTooLarge') throw error;
      batchLines = Math.ceil(lines.length / 2);
      if (lines.length > 1) return undefined;
      const { code, detail } = error.problem;
      const problem = { code, detail, issues: [] };
      return lines.map(({ lineId }, index) => ({ index, lineId, outcome: 'rejected', problem }));
    });
    if (!answer) return true;
    batchLines = Math.min(maximumLines, batchLines * 2);
    const verdict = 'accepted' in answer ? answer : judge(lines, answer, clock.now());
    taken = [];
    await settle(verdict);
    if (verdict.accepted.length + verdict.deadLetters.length > 0) return true;
    throw new Error('the registry answered for no line');
  }

  /** Waits after a failure, or until it is roused. */
  async function rest(milliseconds: number): Promise<void> {
    const roused = new AbortController();
    rouse = () => roused.abort();
    await clock.sleep(milliseconds, AbortSignal.any([signal, roused.signal]));
  }

  async function pause(error: Error): Promise<void> {
    if (!mayPass(error)) return board.update({ state: 'stopped', sending: 0, error });
    const wait = backoff.fail(error instanceof ProblemError ? error.retryAfterMs : 0);
    board.update({ state: 'waiting', sending: 0, error, retryAt: clock.now() + wait });
    await rest(wait);
    board.update({ retryAt: undefined });
  }

  return {
    async run() {
      // Since it last ran, others may have settled it.
      taken = [];
      while (!signal.aborted && board.current.state !== 'stopped') {
        try {
          if (await sendNext()) backoff.succeed();
          else {
            board.update({ state: 'idle', sending: 0, error: undefined });
            await unlessAborted(signal, woken);
            woken = nextWake();
          }
        } catch (error) {
          if (signal.aborted) return;
          await pause(error instanceof Error ? error : new Error(String(error)));
        }
      }
    },
    async ready() {
      if (board.current.state === 'stopped') await rest(refusedWaitMs);
    },
    wake: () => wake(),
    hurry(bytes = maximumBytes) {
      const { state, error } = board.current;
      // What the registry itself said is not otherwise for a network that is back or a page that goes.
      if (state !== 'waiting' || error instanceof ProblemError || !backoff.mayHurry()) return;
      limit = bytes;
      rouse?.();
    },
    resume() {
      if (board.current.state !== 'stopped') return;
      board.update({ state: 'idle', error: undefined });
      rouse?.();
    },
  };
}
