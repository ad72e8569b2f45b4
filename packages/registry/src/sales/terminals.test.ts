import type { CarriedFault, CarriedRun, Terminal } from '@fupin/schema';
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { NumberingDevice, epochOf } from '../testing/carried-runs.ts';
import { databaseKinds } from '../testing/databases.ts';
import {
  bodyOf,
  problemOf,
  sampleKeys,
  startRegistry,
  type RegistryUnderTest,
} from '../testing/registry-under-test.ts';
import { inWords, reportBatch, saleLine } from '../testing/sale-lines.ts';
import { sampleIds } from '../testing/sample-directory.ts';

const { outlet: outletId } = sampleIds;

const linesOf = (from: number, count: number, changes = {}) =>
  Array.from({ length: count }, (_, place) =>
    saleLine({ receiptNo: `R${from + place}`, soldAt: '2020-10-17T02:00:00.000Z', ...changes }),
  );

async function send(registry: RegistryUnderTest, lines: readonly unknown[], carried: unknown) {
  const { outcomes, carriedFaults } = await reportBatch(registry, { lines, carried });
  return { words: inWords(outcomes), faults: carriedFaults };
}

async function terminalsOf(registry: RegistryUnderTest, query = {}): Promise<readonly Terminal[]> {
  const key = await registry.key(sampleKeys.supervisor);
  const response = await registry.call('listTerminals', { params: { outletId }, query, key });
  return (await bodyOf<{ items: Terminal[] }>(response)).items;
}

const codesOf = (faults: readonly CarriedFault[] | undefined) =>
  faults?.map(({ index, code }) => [index, code]);

for (const kind of databaseKinds) {
  describe(`terminals on ${kind.name}`, () => {
    test('show which numbers have arrived and which are missing, in whatever order they come', async (t) => {
      const registry = await startRegistry(t, kind);
      const till = new NumberingDevice('till');
      const lines = linesOf(1, 12);
      till.number(lines);
      const sendRun = (first: number, last: number) =>
        send(registry, lines.slice(first - 1, last), [till.run(first, last - first + 1)]);
      await sendRun(4, 6);
      await sendRun(9, 9);
      await sendRun(12, 12);
      const [some] = await terminalsOf(registry, { gaps: true });
      assert.deepEqual(some?.missing, [
        { first: 1, last: 3 },
        { first: 7, last: 8 },
        { first: 10, last: 11 },
      ]);
      assert.deepEqual([some.watermark, some.highest, some.missingCount], [0, 12, 7]);
      await sendRun(1, 5);
      await sendRun(8, 10);
      const [most] = await terminalsOf(registry);
      assert.deepEqual(most?.missing, [
        { first: 7, last: 7 },
        { first: 11, last: 11 },
      ]);
      assert.equal(most.watermark, 6);
      await sendRun(1, 12);
      const [all] = await terminalsOf(registry, { gaps: false });
      assert.deepEqual([all?.missing, all?.missingCount, all?.watermark], [[], 0, 12]);
      assert.deepEqual([all?.forks, all?.lastFork], [0, null]);
      assert.deepEqual(await terminalsOf(registry, { gaps: true }), []);
      const ranges = registry.database.db.selectFrom('saleTerminalRange').selectAll();
      assert.equal((await ranges.execute()).length, 1);
    });

    test('batches of the same terminals sent at once lose no number', async (t) => {
      const registry = await startRegistry(t, kind);
      const tills = ['till-1', 'till-2', 'till-3'].map((id) => new NumberingDevice(id, id));
      const sent = Array.from({ length: 12 }, (_, batch) => {
        // Each batch names the terminals in another order.
        const order = tills.map((_, place) => tills[(place + batch) % 3] ?? till());
        const parts = order.map((device) => {
          const lines = linesOf(batch * 10, 3, { terminalId: device.terminalId });
          return { lines, run: device.number(lines) };
        });
        return send(
          registry,
          parts.flatMap(({ lines }) => lines),
          parts.map(({ run }) => run),
        );
      });
      for (const { faults } of await Promise.all(sent)) assert.equal(faults, undefined);
      const terminals = await terminalsOf(registry);
      assert.deepEqual(
        terminals.map((each) => [each.terminalId, each.watermark, each.missingCount, each.forks]),
        [
          ['till-1', 36, 0, 0],
          ['till-2', 36, 0, 0],
          ['till-3', 36, 0, 0],
        ],
      );
      assert.deepEqual(registry.failures, []);
    });
  });
}

for (const kind of databaseKinds.slice(0, 1)) {
  describe('what is carried', () => {
    test('may be wrong in any way and costs no line', async (t) => {
      const registry = await startRegistry(t, kind);
      const device = new NumberingDevice('till');
      const run = device.number(linesOf(1, 2));
      const cases: readonly (readonly [unknown, [number | null, string][]])[] = [
        ['odd', [[null, 'invalidRun']]],
        [Array.from({ length: 1001 }, () => run), [[null, 'invalidRun']]],
        [[null, run], [[0, 'invalidRun']]],
        [[{ ...run, first: 0 }], [[0, 'invalidRun']]],
        [[{ ...run, first: Number.MAX_SAFE_INTEGER }], [[0, 'invalidRun']]],
        [[{ ...run, terminalId: 'a\0' }], [[0, 'invalidRun']]],
        [[{ ...run, surplus: 1 }], [[0, 'invalidRun']]],
        [[{ ...run, count: 3 }], [[0, 'otherLines']]],
        [[{ ...run, terminalId: 'till-9' }], [[0, 'otherLines']]],
        [
          [run, run],
          [
            [0, 'otherLines'],
            [1, 'otherLines'],
          ],
        ],
      ];
      for (const [place, [carried, expected]] of cases.entries()) {
        const { words, faults } = await send(registry, linesOf(1, 2), carried);
        assert.deepEqual(
          words,
          place === 0 ? ['accepted', 'accepted'] : ['duplicate', 'duplicate'],
        );
        assert.deepEqual(codesOf(faults), expected, JSON.stringify(carried).slice(0, 80));
      }
      assert.equal((await terminalsOf(registry)).length, 1);
      assert.deepEqual(registry.failures, []);
    });

    test('counts for lines that are refused, and for lines that somebody else has reported', async (t) => {
      const registry = await startRegistry(t, kind);
      const device = new NumberingDevice('till');
      const [known, conflicting, fresh] = linesOf(1, 3);
      await send(registry, [known, { ...conflicting, amountFen: 1 }], undefined);
      assert.deepEqual(await terminalsOf(registry), []);
      const run = device.number([known, conflicting, fresh].map((line) => line ?? {}));
      const { words, faults } = await send(registry, [known, conflicting, fresh], [run]);
      assert.deepEqual([words, faults], [['duplicate', 'conflict', 'accepted'], undefined]);
      const [terminal] = await terminalsOf(registry);
      assert.deepEqual([terminal?.watermark, terminal?.forks], [3, 0]);
    });

    test('is a fork where the lines do not add up, or line 1 does not follow the epoch', async (t) => {
      const registry = await startRegistry(t, kind);
      const device = new NumberingDevice('till');
      const run = device.number(linesOf(1, 2));
      const head = epochOf('odd');
      const broken = await send(registry, linesOf(1, 2), [{ ...run, head }]);
      assert.deepEqual(codesOf(broken.faults), [[0, 'chainBroken']]);
      const other = new NumberingDevice('other').number(linesOf(1, 2));
      const late = await send(registry, linesOf(1, 2), [{ ...other, epoch: epochOf('third') }]);
      assert.deepEqual(codesOf(late.faults), [[0, 'chainBroken']]);
      const forks = (await terminalsOf(registry)).map((each) => [each.watermark, each.forks]);
      assert.deepEqual(forks, [
        [2, 1],
        [2, 1],
      ]);
    });

    test('is a fork where other lines come under numbers that have been', async (t) => {
      const registry = await startRegistry(t, kind);
      const [mine, copy] = [new NumberingDevice('till'), new NumberingDevice('till')];
      const shared = linesOf(1, 3);
      await send(registry, shared, [mine.number(shared)]);
      copy.number(shared);
      const next = (from: number, device: NumberingDevice): [unknown[], CarriedRun[]] => {
        const lines = linesOf(from, 3);
        return [lines, [device.number(lines)]];
      };
      assert.equal((await send(registry, ...next(10, mine))).faults, undefined);
      const forked = await send(registry, ...next(20, copy));
      assert.deepEqual(forked.words, ['accepted', 'accepted', 'accepted']);
      assert.deepEqual(codesOf(forked.faults), [[0, 'contradiction']]);
      const inside = await send(registry, linesOf(30, 1), [
        { ...mine.run(5, 1), ...chained(mine.run(5, 1), linesOf(30, 1)) },
      ]);
      assert.deepEqual(codesOf(inside.faults), [[0, 'contradiction']]);
      const [terminal] = await terminalsOf(registry);
      assert.deepEqual([terminal?.forks, terminal?.watermark], [2, 6]);
      assert.deepEqual(terminal?.lastFork, { first: 5, last: 5, at: registry.now.toISOString() });
    });

    test('a device that has lost its memory begins a new epoch, and its lines are duplicates', async (t) => {
      const registry = await startRegistry(t, kind);
      const lines = linesOf(1, 4);
      await send(registry, lines, [new NumberingDevice('before').number(lines)]);
      const again = await send(registry, lines, [new NumberingDevice('after').number(lines)]);
      assert.deepEqual(again.words, ['duplicate', 'duplicate', 'duplicate', 'duplicate']);
      const terminals = await terminalsOf(registry);
      assert.deepEqual(
        terminals.map(({ terminalId, watermark, forks }) => [terminalId, watermark, forks]),
        [
          ['till-1', 4, 0],
          ['till-1', 4, 0],
        ],
      );
      assert.equal(new Set(terminals.map(({ epoch }) => epoch)).size, 2);
    });

    test('tells by how much the clock was off, on each line and of the terminal', async (t) => {
      const registry = await startRegistry(t, kind);
      const device = new NumberingDevice('till');
      const lines = linesOf(1, 3);
      device.number(lines);
      await send(registry, lines, [
        { ...device.run(1, 2), clockSkewMs: -4000 },
        { ...device.run(3, 1) },
      ]);
      const [terminal] = await terminalsOf(registry);
      assert.equal(terminal?.clockSkewMs, -4000);
      const rows = await registry.database.db
        .selectFrom('saleLine')
        .select('clockSkewMs')
        .orderBy('batchPlace')
        .execute();
      assert.deepEqual(
        rows.map(({ clockSkewMs }) => clockSkewMs),
        [-4000, -4000, null],
      );
    });
  });

  test('an operator sees the terminals of its own outlets alone', async (t) => {
    const registry = await startRegistry(t, kind);
    const key = await registry.key(sampleKeys.otherOperator);
    const response = await registry.call('listTerminals', { params: { outletId }, key });
    assert.equal((await problemOf(response)).code, 'forbidden');
  });
}

const till = () => new NumberingDevice('till');

/** The head of a run that brings other lines. */
function chained({ previous }: CarriedRun, lines: readonly object[]): Pick<CarriedRun, 'head'> {
  return { head: NumberingDevice.fold(previous, lines).at(-1) ?? previous };
}
