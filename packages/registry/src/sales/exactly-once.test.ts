import type { SaleOutcome } from '@fupin/schema';
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, test, type TestContext } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { openDatabase } from '../database/open-database.ts';
import { databaseKinds, sharedDatabaseKinds } from '../testing/databases.ts';
import { registryOver, sampleKeys, startRegistry } from '../testing/registry-under-test.ts';
import { inWords, report, saleLine } from '../testing/sale-lines.ts';
import { fillDirectory, sampleIds } from '../testing/sample-directory.ts';

const batchOf = (size: number, receipt = 'R') =>
  Array.from({ length: size }, (_, place) =>
    saleLine({ receiptNo: `${receipt}${place >> 2}`, lineNo: (place & 3) + 1 }),
  );

function shuffled<Item>(items: readonly Item[], seed: number): Item[] {
  return items
    .map((item, place) => ({ item, rank: Math.sin(seed * 1000 + place) }))
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ item }) => item);
}

for (const kind of databaseKinds) {
  describe(kind.name, () => {
    test('the same lines sent many times at once, cut and ordered otherwise, are stored once', async (t) => {
      const registry = await startRegistry(t, kind);
      const key = await registry.key(sampleKeys.operator);
      const lines = batchOf(120);
      const sent = [0, 1, 2, 3, 4, 5].map(async (seed) => {
        const order = shuffled(lines, seed);
        const halves = [order.slice(0, 40 + seed * 5), order.slice(40 + seed * 5)];
        return (await Promise.all(halves.map((half) => report(registry, key, half)))).flat();
      });
      const outcomes = (await Promise.all(sent)).flat();
      const words = inWords(outcomes);
      assert.equal(words.filter((word) => word === 'accepted').length, 120);
      assert.equal(words.filter((word) => word === 'duplicate').length, 600);
      const receipts = new Map<string, Set<string>>();
      for (const { lineId, receipt } of outcomes) {
        const ids = receipts.get(lineId ?? '') ?? new Set();
        receipts.set(lineId ?? '', ids.add(JSON.stringify(receipt)));
      }
      assert.equal(receipts.size, 120);
      assert.ok([...receipts.values()].every((same) => same.size === 1));
      assert.equal(
        (await registry.database.db.selectFrom('saleLine').select('lineId').execute()).length,
        120,
      );
      assert.deepEqual(registry.failures, []);
    });

    test('of two contents under one identity sent at once one is accepted and one a conflict', async (t) => {
      const registry = await startRegistry(t, kind);
      const key = await registry.key(sampleKeys.operator);
      const outcomes = await Promise.all(
        [1, 2, 3, 4].map((amountFen) => report(registry, key, [saleLine({ amountFen })])),
      );
      assert.deepEqual(outcomes.flatMap(inWords).sort(), [
        'accepted',
        'conflict',
        'conflict',
        'conflict',
      ]);
    });
  });
}

for (const kind of sharedDatabaseKinds) {
  test(`two registries over one ${kind.name} database store a line once`, async (t) => {
    const place = await kind.place(t);
    const databases = await Promise.all([openDatabase(place), openDatabase(place)]);
    t.after(() => Promise.all(databases.map((database) => database.close())));
    const [one, two] = databases.map(registryOver);
    assert.ok(one && two);
    await fillDirectory(one.database);
    const key = await one.key(sampleKeys.operator);
    const lines = batchOf(200);
    const sent = [0, 1, 2, 3].map((seed) =>
      report(seed % 2 === 0 ? one : two, key, shuffled(lines, seed)),
    );
    const words = (await Promise.all(sent)).flatMap(inWords);
    assert.equal(words.filter((word) => word === 'accepted').length, 200);
    assert.equal(words.filter((word) => word === 'duplicate').length, 600);
  });
}

const server = fileURLToPath(new URL('../testing/serve.ts', import.meta.url));

interface Served {
  readonly url: string;
  readonly kill: () => Promise<void>;
}

async function serve(t: TestContext, place: string): Promise<Served> {
  const child = spawn(process.execPath, ['--conditions=@fupin/source', server, place], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  t.after(() => child.kill('SIGKILL'));
  const [line] = (await once(child.stdout.setEncoding('utf8'), 'data')) as [string];
  const kill = async () => {
    child.kill('SIGKILL');
    await once(child, 'close');
  };
  return { url: line.trim(), kill };
}

for (const kind of databaseKinds) {
  test(`${kind.name}: a registry killed while it takes batches loses nothing it answered for, and doubles nothing`, async (t) => {
    const place = await kind.place(t);
    const prepared = await openDatabase(place);
    await fillDirectory(prepared);
    const key = await registryOver(prepared).key(sampleKeys.operator);
    await prepared.close();
    const batches = Array.from({ length: 60 }, (_, count) => batchOf(50, `K${count}-`));
    const answered = new Set<string>();
    const send = async (url: string, lines: readonly unknown[]) => {
      const response = await fetch(`${url}/v1/outlets/${sampleIds.outlet}/sales`, {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        body: JSON.stringify({ lines }),
      });
      const { outcomes } = (await response.json()) as { outcomes: SaleOutcome[] };
      for (const { lineId, receipt } of outcomes) if (receipt && lineId) answered.add(lineId);
    };
    const first = await serve(t, place);
    const sending = Promise.allSettled(batches.map((lines) => send(first.url, lines)));
    while (answered.size < 500) await setTimeout(1);
    await first.kill();
    await sending;
    const answeredBeforeDeath = new Set(answered);
    assert.ok(answeredBeforeDeath.size < 3000, 'killed in the middle');
    const second = await serve(t, place);
    for (const lines of batches) await send(second.url, lines);
    await second.kill();
    const database = await openDatabase(place);
    t.after(() => database.close());
    const rows = await database.db.selectFrom('saleLine').select(['lineId', 'amountFen']).execute();
    const stored = new Set(rows.map(({ lineId }) => lineId));
    assert.equal(rows.length, 3000);
    assert.equal(stored.size, 3000);
    assert.ok([...answeredBeforeDeath].every((lineId) => stored.has(lineId)));
  });
}
