import { createReceipts, keptReceipts, type Receipts } from '../receipts.ts';
import type { GivenReceipts } from '../verdict.ts';

/** Receipts that are not read before somebody asks for one: most programs never do. */
export function createUnreadReceipts(): Receipts {
  const receipts = createReceipts();
  let unread: GivenReceipts[] | undefined = [];
  let size = 0;

  return {
    of(lineId, find) {
      for (const given of unread ?? []) receipts.settle(given, []);
      unread = undefined;
      return receipts.of(lineId, find);
    },
    settle(given, deadLetters) {
      if (!unread) return receipts.settle(given, deadLetters);
      if (given.length > 0) unread.push(given);
      size += given.length;
      while (size - (unread[0]?.length ?? 0) >= keptReceipts) size -= unread.shift()?.length ?? 0;
    },
  };
}
