/** A till that reports lines without end and says of each on its standard output that it is durable. Killed by a test. */
import { createOutbox } from '@fupin/client/outbox';
import { outletId, saleLine } from './sink.ts';

const [folder = '', registry = '', start = '0'] = process.argv.slice(2);
const outbox = await createOutbox({ registry, key: 'sk_1', outletId, folder });
for (let number = Number(start); ; number += 8) {
  const burst = Array.from({ length: 8 }, (_, index) => saleLine(number + index));
  await Promise.all(
    burst.map(async (line) => process.stdout.write(`${await outbox.report(line)}\n`)),
  );
}
