import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { databaseKinds } from '../testing/databases.ts';
import { bookLines, madeUpLine } from '../testing/random-ledger.ts';
import { fillDirectory, sampleIds, testNow } from '../testing/sample-directory.ts';
import { addExactly } from './exact.ts';
import type { KeptDimension } from './kept-sums.ts';
import { atOnePlace } from './ledger-cursor.ts';
import type { LedgerScope } from './ledger-scope.ts';
import type { LedgerSumRow, LedgerSums } from './ledger-tables.ts';
import { createLedgerWorker } from './ledger-worker.ts';
import { noSums, sumNames } from './line-sums.ts';
import { rangeOf, readSums } from './read-sums.ts';
import { spansOf, wholeOf, type Span } from './spans.ts';

const all: LedgerScope = { kind: 'all', ids: [''] };
const outlets: LedgerScope = { kind: 'outlet', ids: [sampleIds.outlet, sampleIds.otherOutlet] };
const range = { from: '2019-12-01', to: '2020-10-17' };

/** The same sums by member and span, added up from those of the days. */
function fromDays(
  kept: readonly LedgerSumRow[],
  { ids }: LedgerScope,
  dimension: KeptDimension,
  spans: readonly Span[],
): Map<string, LedgerSums> {
  const sums = new Map<string, LedgerSums>();
  for (const row of kept) {
    if (!ids.includes(row.scope) || row.dimension !== dimension || row.period.length < 10) continue;
    const span = spans.find(({ from, to }) => row.period >= from && row.period <= to);
    if (!span) continue;
    const key = `${span.name} ${row.member}`;
    const known = sums.get(key) ?? noSums();
    sums.set(key, known);
    addExactly(known, row);
  }
  return sums;
}

for (const kind of databaseKinds) {
  describe(kind.name, () => {
    test('one sum comes of each member and span, whatever periods it is made up of', async (t) => {
      const database = await kind.open(t);
      await fillDirectory(database);
      const lines = fc.sample(madeUpLine, { numRuns: 60, seed: 5 });
      await bookLines(database, lines, { linesAtOnce: 20, firstLeaf: 0 });
      await createLedgerWorker({ database, clock: () => testNow }).turn();
      const kept = await database.db.selectFrom('ledgerSum').selectAll().execute();
      for (const spans of [[wholeOf(range)], spansOf(range, 'quarter'), spansOf(range, 'day')]) {
        for (const scope of [all, outlets]) {
          for (const dimension of ['total', 'county'] as const) {
            const expected = fromDays(kept, scope, dimension, spans);
            const request = { sums: sumNames, scope, dimension, spans };
            const rows = await readSums(database, request);
            assert.ok(rows.length > 0);
            assert.deepEqual(
              new Map(rows.map(({ member, span, ...sums }) => [`${span} ${member}`, { ...sums }])),
              expected,
            );
            const first = rows.map(({ member }) => member).toSorted()[0];
            const ofFirst = (each: typeof rows) =>
              each
                .filter(({ member }) => member === first)
                .toSorted((a, b) => (a.span < b.span ? -1 : 1));
            assert.deepEqual(
              ofFirst(await readSums(database, { ...request, limit: 1 })),
              ofFirst(rows),
            );
          }
        }
      }
      const days = await rangeOf(database, outlets, { from: undefined, to: range.to });
      assert.deepEqual(days, { from: '2019-01-01', to: range.to });
    });

    test('sums that come to more than 64 bits are refused as those beyond exact ones', async (t) => {
      const database = await kind.open(t);
      const month = { ...noSums(), scope: '', dimension: 'total', member: '' };
      for (const period of ['2019', '2020', '2021']) {
        await database.db
          .insertInto('ledgerSum')
          .values({ ...month, period, salesFen: 2 ** 62 })
          .execute();
      }
      const years = { from: '2019-01-01', to: '2021-12-31' };
      const read = () =>
        readSums(database, {
          sums: ['salesFen'],
          scope: all,
          dimension: 'total',
          spans: [wholeOf(years)],
        });
      await assert.rejects(atOnePlace(database, read), { code: 'conflict' });
    });
  });
}
