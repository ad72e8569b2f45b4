import { randomUUID } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SaleLine } from '@fupin/schema';
import type { OpenSeat } from '../adapter.ts';
import { reportOnce } from './report-once.ts';

/**
 * A peer: the queue that many SDKs keep in one JSON file, written anew for every change and never synchronised. It gives a
 * line a number of its own when it is queued; a file that can't be read starts an empty queue.
 */
export const open: OpenSeat = async (options) => {
  const file = join(options.folder, 'queue.json');
  let queue: SaleLine[] = [];
  try {
    queue = JSON.parse(await readFile(file, 'utf8')) as SaleLine[];
  } catch {
    // No file, or a damaged one.
  }
  let writing = Promise.resolve();
  let sending: Promise<void> | undefined;
  let isClosed = false;
  const store = () => (writing = writing.then(() => writeFile(file, JSON.stringify(queue))));
  async function send(): Promise<void> {
    while (queue.length > 0 && !isClosed) {
      const batch = queue.slice(0, 100);
      try {
        await reportOnce(options, batch);
        queue = queue.slice(batch.length);
        await store();
      } catch {
        await options.clock.sleep(1000);
      }
    }
    sending = undefined;
  }
  const start = () => (sending ??= send());
  void start();
  return {
    async report(line) {
      queue.push({ ...line, receiptNo: randomUUID() });
      await store();
      void start();
    },
    flush: async () => sending,
    refused: () => Promise.resolve([]),
    async close() {
      isClosed = true;
      await writing;
    },
  };
};
