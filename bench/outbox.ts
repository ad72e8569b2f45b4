/** The outbox of Node beside raw `fetch` into the same sink, its memory at a million lines, and its manners in an outage. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createOutbox } from '@fupin/client/outbox';
import { cpuMicroseconds, median, printFigure } from './support/measure.ts';
import { compile } from './outbox/compile.ts';
import { outletId, thousandLines } from './outbox/lines.ts';

const sourceOf = (name: string) => fileURLToPath(new URL(`outbox/${name}.ts`, import.meta.url));
const start = (name: string, ...args: string[]) => fork(sourceOf(name), args);
const messageOf = async (child: ReturnType<typeof start>) =>
  ((await once(child, 'message')) as [number])[0];
const folder = await mkdtemp(path.join(tmpdir(), 'fupin-bench-'));

const sink = start('sink');
const registry = `http://127.0.0.1:${await messageOf(sink)}`;
const batches = Array.from({ length: 50 }, (_, batch) => thousandLines(batch));
let round = 0;

async function throughOutbox(): Promise<void> {
  const own = path.join(folder, String((round += 1)));
  const outbox = await createOutbox({ registry, key: 'sk_1', outletId, folder: own });
  for (const lines of batches) await outbox.reportAll(lines);
  await outbox.flush();
  if (outbox.progress.acknowledged !== batches.length * 1000) throw new Error('not delivered');
  await outbox.close();
}

async function throughFetch(): Promise<void> {
  for (const lines of batches) {
    const response = await fetch(`${registry}/v1/outlets/${outletId}/sales`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer sk_1' },
      body: JSON.stringify({ lines }),
    });
    const { outcomes } = (await response.json()) as { outcomes: unknown[] };
    if (outcomes.length !== lines.length) throw new Error('not delivered');
  }
}

async function measure(work: () => Promise<void>) {
  const before = performance.now();
  const cpu = await cpuMicroseconds(work);
  return { time: performance.now() - before, cpu };
}

const ratios: { throughput: number; cpu: number }[] = [];
for (let count = 0; count <= 7; count += 1) {
  const ours = await measure(throughOutbox);
  const raw = await measure(throughFetch);
  if (count === 0) continue;
  ratios.push({ throughput: raw.time / ours.time, cpu: ours.cpu / raw.cpu });
  const perLine = ({ cpu }: typeof ours) => (cpu / 1000 / batches.length).toFixed(1);
  const speed = ({ time }: typeof ours) => Math.round((batches.length * 1e6) / time);
  console.log(
    `round ${count}: outbox ${speed(ours)} lines/s, ${perLine(ours)} µs a line; ` +
      `fetch ${speed(raw)} lines/s, ${perLine(raw)} µs a line`,
  );
}
sink.disconnect();
printFigure('durable-throughput', median(ratios.map((ratio) => ratio.throughput)));
printFigure('cpu-per-line', median(ratios.map((ratio) => ratio.cpu)));

const program = await compile(sourceOf('million'), path.join(folder, 'compiled'));
const million = path.join(folder, 'million');
const mebibytes = async () =>
  (await messageOf(fork(program, [million], { execArgv: [] }))) / 1024 / 1024;
const queueing = await mebibytes();
await sleep(1000);
const reopening = await mebibytes();
console.log(
  `queueing: ${queueing.toFixed()} MiB at most; opened again: ${reopening.toFixed()} MiB`,
);
printFigure('rss-million-mib', Math.max(queueing, reopening));

const outage = start('sink', 'outage');
const outbox = await createOutbox({
  registry: `http://127.0.0.1:${await messageOf(outage)}`,
  key: 'sk_1',
  outletId,
  folder: path.join(folder, 'outage'),
});
await outbox.reportAll(thousandLines(0));
await sleep(60_000);
outage.send('requests?');
printFigure('requests-per-outage-minute', await messageOf(outage));
outage.disconnect();
await outbox.close();
await rm(folder, { recursive: true });
