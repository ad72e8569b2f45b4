import { createClient } from '@fupin/client';
import { createOutbox } from '@fupin/client/outbox';
import { dateInShanghai } from '@fupin/schema';
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { seededRegistry, type SeededRegistry } from './seeded-registry.ts';
import { tillLine, type TillDay } from './till-line.ts';

const till = path.join(import.meta.dirname, 'reporting-till.ts');
const numbersOfTill = 100_000;
const killsOfTill = 3;

/** Runs the till for a while and kills it; answers with the numbers of the lines that it called durable. */
async function killAfter(
  milliseconds: number,
  registry: SeededRegistry,
  day: TillDay,
  start: number,
) {
  const { url, folder, demo, keys } = registry;
  const outbox = path.join(folder, 'outbox');
  const child = spawn(
    process.execPath,
    [
      '--conditions=@fupin/source',
      till,
      outbox,
      url,
      demo.outletId,
      day.sku,
      day.businessDate,
      String(start),
    ],
    { env: { ...process.env, TILL_KEY: keys['operator'] }, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const ended = once(child, 'exit');
  const durable: number[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    if (durable.length === 0) setTimeout(() => child.kill('SIGKILL'), milliseconds);
    durable.push(Number(line));
  }
  await ended;
  assert.equal(child.signalCode, 'SIGKILL');
  return durable;
}

it('reports each line once, though till and registry are killed again and again', async (t) => {
  const registry = await seededRegistry(t, 'http://127.0.0.1:5173');
  const { url, demo, keys, folder } = registry;
  const businessDate = dateInShanghai(new Date(Date.now() - 86_400_000));
  const day: TillDay = { sku: demo.badges.valid.sku, businessDate };
  let isReporting = true;
  const killing = (async () => {
    let kills = 0;
    while (isReporting) {
      await delay(200 + Math.random() * 500);
      await registry.stop('SIGKILL');
      await delay(Math.random() * 300);
      await registry.start();
      kills += 1;
    }
    return kills;
  })();
  const durable: number[] = [];
  for (let kill = 0; kill < killsOfTill; kill += 1) {
    const start = kill * numbersOfTill;
    durable.push(...(await killAfter(1500 + Math.random() * 1000, registry, day, start)));
  }
  isReporting = false;
  assert.ok((await killing) >= 2, 'the registry was killed meanwhile');
  assert.ok(durable.length > 100, `${durable.length} lines were durable`);

  const operator = { registry: url, key: keys['operator'] ?? '' };
  const outbox = await createOutbox({
    ...operator,
    outletId: demo.outletId,
    folder: path.join(folder, 'outbox'),
  });
  await outbox.flush();
  assert.deepEqual(await outbox.deadLetters(), []);
  await outbox.close();

  // Reported again by another way, what was durable is known already; what was under way when a till was killed may be.
  const attempted = new Set(durable);
  for (const number of durable) {
    const first = number - (number % 10);
    for (let place = 0; place < 20; place += 1) attempted.add(first + place);
  }
  const numbers = [...attempted];
  const client = createClient(operator);
  const duplicates = new Set<number>();
  for (let start = 0; start < numbers.length; start += 1000) {
    const batch = numbers.slice(start, start + 1000);
    const lines = batch.map((number) => tillLine(number, day));
    const { outcomes } = await client.reportSales({ outletId: demo.outletId, lines });
    for (const { index, outcome } of outcomes) {
      assert.ok(outcome === 'accepted' || outcome === 'duplicate', outcome);
      if (outcome === 'duplicate') duplicates.add(batch[index]!);
    }
  }
  assert.deepEqual(
    durable.filter((number) => !duplicates.has(number)),
    [],
    'every line that was durable had arrived',
  );

  const sum = (some: readonly number[]) =>
    some.reduce((total, number) => total + tillLine(number, day).amountFen, 0);
  const summary = await client.getLedgerSummary({ outletId: demo.outletId });
  assert.equal(summary.all.lines, numbers.length);
  assert.equal(summary.all.salesFen, sum(numbers));
  const certified = numbers.filter((number) => number % 3 === 0);
  assert.equal(summary.certified.lines, certified.length);
  assert.equal(summary.certified.salesFen, sum(certified));
});

it('stops with status 0 when SIGINT and SIGTERM come together', async (t) => {
  const registry = await seededRegistry(t, 'http://127.0.0.1:5173');
  const [first, second] = [registry.stop('SIGINT'), registry.stop('SIGTERM')];
  assert.deepEqual(await Promise.all([first, second]), [0, 0]);
});
