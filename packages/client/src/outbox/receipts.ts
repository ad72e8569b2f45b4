import type { SaleReceipt } from '@fupin/schema';
import { LineRejectedError } from './errors/line-rejected-error.ts';
import type { DeadLetter } from './queue.ts';
import type { GivenReceipts } from './verdict.ts';

/** So many receipts are known at least, the last that came. */
export const keptReceipts = 10_000;

/** The receipts of late, and those who wait for one. */
export interface Receipts {
  /**
   * The receipt of a line, now or later. `find` says what else is known of it: undefined that it is queued, a dead letter
   * that it was rejected, an error that it is unknown.
   */
  of(lineId: string, find: () => Promise<DeadLetter | Error | undefined>): Promise<SaleReceipt>;
  /** Notes receipts and rejections. */
  settle(receipts: GivenReceipts, deadLetters: readonly DeadLetter[]): void;
}

/** A receipt that has not come; all who wait for one line wait for the same. */
interface Awaited {
  readonly receipt: Promise<SaleReceipt>;
  /** Takes a receipt, or why there is none. */
  readonly end: (found: SaleReceipt | DeadLetter | Error) => void;
}

/** No receipts yet. */
export function createReceipts(): Receipts {
  // Two generations: to forget the elder is quicker than to forget receipts one by one.
  let recent = new Map<string, SaleReceipt>();
  let earlier = recent;
  const awaited = new Map<string, Awaited>();

  function wait(lineId: string): Awaited {
    let end: Awaited['end'] = () => {};
    const receipt = new Promise<SaleReceipt>((resolve, reject) => {
      end = (found) => {
        awaited.delete(lineId);
        if ('receiptId' in found) resolve(found);
        else if (found instanceof Error) reject(found);
        else reject(new LineRejectedError(found));
      };
    });
    const waiting = { receipt, end };
    awaited.set(lineId, waiting);
    return waiting;
  }

  return {
    async of(lineId, find) {
      const known = recent.get(lineId) ?? earlier.get(lineId);
      if (known) return known;
      const { receipt, end } = awaited.get(lineId) ?? wait(lineId);
      find().then((found) => found && end(found), end);
      return receipt;
    },
    settle(receipts, deadLetters) {
      for (const receipt of receipts) {
        recent.set(receipt.lineId, receipt);
        awaited.get(receipt.lineId)?.end(receipt);
      }
      for (const letter of deadLetters) awaited.get(letter.lineId)?.end(letter);
      if (recent.size < keptReceipts) return;
      earlier = recent;
      recent = new Map();
    },
  };
}
