/** A till that reports lines without end and prints the number of each that is durable. Killed by a test. */
import { createOutbox } from '@fupin/client/outbox';
import { setTimeout as delay } from 'node:timers/promises';
import { tillLine } from './till-line.ts';

const [folder = '', registry = '', outletId = '', sku = '', businessDate = '', start = '0'] =
  process.argv.slice(2);
const key = process.env['TILL_KEY'] ?? '';
const outbox = await createOutbox({ registry, key, outletId, folder });
for (let number = Number(start); ; number += 10) {
  const burst = Array.from({ length: 10 }, (_, place) => number + place);
  await Promise.all(
    burst.map(async (each) => {
      await outbox.report(tillLine(each, { sku, businessDate }));
      process.stdout.write(`${each}\n`);
    }),
  );
  await delay(5);
}
