import { randomUUID } from 'node:crypto';
import type { SaleLine } from '@fupin/schema';
import type { OpenSeat } from '../adapter.ts';
import { reportOnce } from './report-once.ts';

/**
 * A peer: the queue that collectors of events keep in memory, sent with retries. It says that a line is safe when it is
 * queued, and gives it a number of its own when it is sent.
 */
export const open: OpenSeat = (options) => {
  let queue: SaleLine[] = [];
  let sending: Promise<void> | undefined;
  let isClosed = false;
  async function send(): Promise<void> {
    while (queue.length > 0 && !isClosed) {
      const batch = queue.slice(0, 100);
      try {
        const numbered = batch.map((line) => ({ ...line, receiptNo: randomUUID() }));
        await reportOnce(options, numbered);
        queue = queue.slice(batch.length);
      } catch {
        await options.clock.sleep(1000);
      }
    }
    sending = undefined;
  }
  return Promise.resolve({
    report(line) {
      queue.push(line);
      sending ??= send();
      return Promise.resolve();
    },
    flush: async () => sending,
    refused: () => Promise.resolve([]),
    close() {
      isClosed = true;
      return Promise.resolve();
    },
  });
};
