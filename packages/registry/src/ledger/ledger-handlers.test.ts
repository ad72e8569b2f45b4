import { LedgerSummary } from '@fupin/schema';
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { databaseKinds } from '../testing/databases.ts';
import {
  bodyOf,
  problemOf,
  sampleKeys,
  startRegistry,
  type RegistryUnderTest,
} from '../testing/registry-under-test.ts';
import { placeOf, report, saleLine } from '../testing/sale-lines.ts';
import { sampleIds } from '../testing/sample-directory.ts';

async function summaryOf(
  registry: RegistryUnderTest,
  key: string,
  query: Readonly<Record<string, string>> = {},
): Promise<LedgerSummary> {
  const summary = await bodyOf<LedgerSummary>(
    await registry.call('getLedgerSummary', { key, query }),
  );
  assert.equal(LedgerSummary.safeParse(summary).success, true);
  return summary;
}

const yesterday = { businessDate: '2020-10-16', soldAt: '2020-10-16T09:00:00+08:00' };
const sale = saleLine();

const lines = [
  sale,
  saleLine({ lineNo: 2, sku: 'pepper', amountFen: 3500 }),
  saleLine({ lineNo: 3, sku: 'bread', amountFen: 700 }),
  saleLine({ lineNo: 4, sku: 'honey', amountFen: 6600 }),
  saleLine({ ...yesterday, sku: 'honey', amountFen: 6600 }),
  saleLine({
    kind: 'return',
    receiptNo: 'R2',
    original: placeOf(sale),
    quantity: '1',
    amountFen: 9800,
  }),
  saleLine({ kind: 'return', receiptNo: 'R3', sku: 'bread', amountFen: 100 }),
  saleLine({ ...yesterday, kind: 'void', receiptNo: 'R4', sku: 'pepper', amountFen: 3500 }),
];

for (const kind of databaseKinds) {
  describe(kind.name, () => {
    test('both totals are summed up in all, by day and by origin', async (t) => {
      const registry = await startRegistry(t, kind);
      const key = await registry.key(sampleKeys.operator);
      await report(registry, key, lines);
      await report(registry, key, lines);
      const summary = await summaryOf(registry, key);
      const { all, certified, byDay, byOrigin, from, to, unmatchedLines } = summary;
      assert.deepEqual([from, to, unmatchedLines], ['2020-10-16', '2020-10-17', 2]);
      assert.deepEqual(all, {
        lines: 8,
        salesFen: 19_600 + 3500 + 700 + 6600 + 6600,
        returnsFen: 9900,
        voidsFen: 3500,
        netFen: 37_000 - 9900 - 3500,
      });
      assert.deepEqual(certified, {
        lines: 5,
        salesFen: 19_600 + 3500 + 6600,
        returnsFen: 9800,
        voidsFen: 3500,
        netFen: 29_700 - 9800 - 3500,
      });
      assert.deepEqual(
        byDay.map(({ date, all: { lines: count } }) => [date, count]),
        [
          ['2020-10-16', 2],
          ['2020-10-17', 6],
        ],
      );
      assert.deepEqual(
        byOrigin.map(({ county, certified: { netFen } }) => [county.code, netFen]),
        [
          ['520328', 9800],
          ['520581', 6600],
          ['513431', 0],
        ],
      );
    });

    test('dates select business days, both inclusive, and must be in order', async (t) => {
      const registry = await startRegistry(t, kind);
      const key = await registry.key(sampleKeys.operator);
      await report(registry, key, lines);
      const linesIn = async (query: Record<string, string>) =>
        (await summaryOf(registry, key, query)).all.lines;
      assert.equal(await linesIn({ from: '2020-10-17' }), 6);
      assert.equal(await linesIn({ to: '2020-10-16' }), 2);
      assert.equal(await linesIn({ from: '2020-10-16', to: '2020-10-17' }), 8);
      const none = await summaryOf(registry, key, { from: '2021-01-01' });
      assert.deepEqual([none.from, none.to, none.all.lines, none.byDay], [null, null, 0, []]);
      const query = { from: '2020-10-17', to: '2020-10-16' };
      const problem = await problemOf(await registry.call('getLedgerSummary', { key, query }));
      assert.equal(problem.issues?.[0]?.pointer, '/to');
    });

    test('an operator sees its own outlets, a supervisor all', async (t) => {
      const registry = await startRegistry(t, kind);
      const mine = await registry.key(sampleKeys.operator);
      const other = await registry.key(sampleKeys.otherOperator);
      const supervisor = await registry.key(sampleKeys.supervisor);
      await report(registry, mine, [sale]);
      await report(registry, other, [sale, saleLine({ lineNo: 2 })], sampleIds.otherOutlet);
      const seen = async (key: string, query = {}) =>
        (await summaryOf(registry, key, query)).all.lines;
      assert.equal(await seen(mine), 1);
      assert.equal(await seen(other), 2);
      assert.equal(await seen(supervisor), 3);
      assert.equal(await seen(supervisor, { outletId: sampleIds.otherOutlet }), 2);
      const query = { outletId: sampleIds.otherOutlet };
      const refused = await registry.call('getLedgerSummary', { key: mine, query });
      assert.equal((await problemOf(refused)).code, 'forbidden');
    });

    test('sums are exact to the fen in the hundreds of billions', async (t) => {
      const registry = await startRegistry(t, kind);
      const key = await registry.key(sampleKeys.operator);
      const amounts = Array.from({ length: 900 }, (_, place) => 99_999_999_999 - place);
      await report(
        registry,
        key,
        amounts.map((amountFen, place) => saleLine({ lineNo: place + 1, amountFen })),
      );
      const expected = amounts.reduce((sum, amount) => sum + BigInt(amount), 0n);
      const { all } = await summaryOf(registry, key);
      assert.equal(BigInt(all.salesFen), expected);
    });

    test('a sum is given up to what JSON carries exactly, and beyond that refused with a remedy', async (t) => {
      const registry = await startRegistry(t, kind);
      const key = await registry.key(sampleKeys.operator);
      const bookAll = (amountFen: number) =>
        registry.database.db.updateTable('saleLine').set({ amountFen }).execute();
      await report(registry, key, [sale]);
      await bookAll(Number.MAX_SAFE_INTEGER);
      const { all } = await summaryOf(registry, key);
      assert.equal(all.salesFen, Number.MAX_SAFE_INTEGER);
      await report(registry, key, [saleLine({ ...yesterday, amountFen: 1 })]);
      const beyond = await problemOf(await registry.call('getLedgerSummary', { key }));
      assert.equal(beyond.code, 'conflict');
      assert.match(beyond.detail, /fewer days, or for one outlet/);
      const { from } = await summaryOf(registry, key, { to: '2020-10-16' });
      assert.equal(from, '2020-10-16');
      for (const receiptNo of ['R2', 'R3']) {
        const many = Array.from({ length: 600 }, (_, place) => place + 1);
        await report(
          registry,
          key,
          many.map((lineNo) => saleLine({ receiptNo, lineNo })),
        );
      }
      await bookAll(Number.MAX_SAFE_INTEGER);
      const beyond64Bits = await problemOf(await registry.call('getLedgerSummary', { key }));
      assert.equal(beyond64Bits.code, 'conflict');
      assert.deepEqual(registry.failures, []);
    });
  });
}
