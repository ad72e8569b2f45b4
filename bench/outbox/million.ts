/** Queues a million lines while nobody answers, and tells its memory; opens such a queue again where it is there already. */
import { createOutbox } from '@fupin/client/outbox';
import { outletId, thousandLines } from './lines.ts';

const [folder = ''] = process.argv.slice(2);
const registry = 'http://127.0.0.1:9';
const outbox = await createOutbox({ registry, key: 'sk_1', outletId, folder });
let largest = 0;
for (let batch = outbox.progress.queued / 1000; batch < 1000; batch += 1) {
  await outbox.reportAll(thousandLines(batch));
  largest = Math.max(largest, process.memoryUsage.rss());
}
if (outbox.progress.queued !== 1_000_000) throw new Error(`${outbox.progress.queued} lines queued`);
largest = Math.max(largest, process.memoryUsage.rss());
process.send?.(largest);
await outbox.close();
process.disconnect();
