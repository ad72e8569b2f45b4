/** CPU of a validated page of 50 products through `createClient`, beside `fetch` and `JSON.parse` of the same page. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { createClient } from '@fupin/client';
import { createReader } from '@fupin/client/read';
import { cpuMicroseconds, medianRatio, printFigure } from './support/measure.ts';

const calls = 300;
const server = fork(fileURLToPath(new URL('client/server.ts', import.meta.url)));
const [port] = (await once(server, 'message')) as [number];
const registry = `http://127.0.0.1:${port}`;
const client = createClient({ registry });
const reader = createReader({ registry });

const repeat = (call: () => Promise<{ items: readonly unknown[] }>) => () =>
  cpuMicroseconds(async () => {
    for (let count = 0; count < calls; count += 1) {
      const { items } = await call();
      if (items.length !== 50) throw new Error(`expected 50 items, received ${items.length}`);
    }
  });
const raw = repeat(async () => {
  const response = await fetch(`${registry}/v1/products?limit=50`);
  return JSON.parse(await response.text()) as { items: unknown[] };
});
const checked = repeat(() => client.listProducts({ limit: 50 }));
const unchecked = repeat(() => reader.read('GET /v1/products', { limit: 50 }));

console.log(`raw fetch and JSON.parse: ${Math.round((await raw()) / calls)} µs of CPU a call`);
console.log(`createReader ÷ raw: ${(await medianRatio(unchecked, raw)).toFixed(2)}`);
printFigure('call-cpu', await medianRatio(checked, raw, 9));
server.disconnect();
