import type { SaleReceipt } from '@fupin/schema';
import { LineRejectedError } from './errors/line-rejected-error.ts';
import { OutboxClosedError } from './errors/outbox-closed-error.ts';
import type { DeadLetter } from './queue.ts';

const kept = 10_000;

/** The receipts of late, and those who wait for one. */
export interface Receipts {
  /**
   * The receipt of a line, now or later. `find` says what else is known of it: undefined that it is queued, a dead letter
   * that it was rejected, an error that it is unknown.
   */
  of(
    lineId: string,
    signal: AbortSignal | undefined,
    find: () => Promise<DeadLetter | Error | undefined>,
  ): Promise<SaleReceipt>;
  /** Notes receipts and rejections. */
  settle(receipts: readonly SaleReceipt[], deadLetters: readonly DeadLetter[]): void;
  /** Rejects all who wait. */
  close(): void;
}

interface Waiter {
  readonly resolve: (receipt: SaleReceipt) => void;
  readonly reject: (reason: unknown) => void;
}

/** No receipts yet. */
export function createReceipts(): Receipts {
  // Two generations: to forget the elder is quicker than to forget receipts one by one.
  let recent = new Map<string, SaleReceipt>();
  let earlier = recent;
  const waiters = new Map<string, Set<Waiter>>();
  const take = (lineId: string): readonly Waiter[] => [...(waiters.get(lineId) ?? [])];
  const rejected = ({ lineId, outcome, problem }: DeadLetter) =>
    new LineRejectedError(lineId, outcome, problem);

  return {
    of: (lineId, signal, find) =>
      new Promise((resolve, reject) => {
        signal?.throwIfAborted();
        const receipt = recent.get(lineId) ?? earlier.get(lineId);
        if (receipt) return resolve(receipt);
        const others = waiters.get(lineId) ?? new Set();
        const end = (settle: () => void) => {
          signal?.removeEventListener('abort', abort);
          others.delete(waiter);
          if (others.size === 0 && waiters.get(lineId) === others) waiters.delete(lineId);
          settle();
        };
        const waiter: Waiter = {
          resolve: (found) => end(() => resolve(found)),
          reject: (reason) => end(() => reject(reason as Error)),
        };
        const abort = () => waiter.reject(signal?.reason);
        waiters.set(lineId, others.add(waiter));
        signal?.addEventListener('abort', abort);
        find().then((found) => {
          if (found) waiter.reject(found instanceof Error ? found : rejected(found));
        }, waiter.reject);
      }),
    settle(receipts, deadLetters) {
      for (const receipt of receipts) {
        recent.set(receipt.lineId, receipt);
        for (const waiter of take(receipt.lineId)) waiter.resolve(receipt);
      }
      for (const letter of deadLetters) {
        for (const waiter of take(letter.lineId)) waiter.reject(rejected(letter));
      }
      if (recent.size < kept) return;
      earlier = recent;
      recent = new Map();
    },
    close() {
      for (const lineId of [...waiters.keys()]) {
        for (const waiter of take(lineId)) waiter.reject(new OutboxClosedError());
      }
    },
  };
}
