import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { firstDayOf, lastDayOf, periodsOf, spansOf } from './spans.ts';

const day = fc
  .integer({ min: 0, max: 3000 })
  .map((number) => new Date(Date.UTC(2018, 0, 1 + number)).toISOString().slice(0, 10));
const range = fc.tuple(day, day).map(([a, b]) => (a < b ? { from: a, to: b } : { from: b, to: a }));

test('a range is made up of as few years, months and days as may be', () => {
  assert.deepEqual(periodsOf({ from: '2019-12-31', to: '2021-02-02' }), [
    '2019-12-31',
    '2020',
    '2021-01',
    '2021-02-01',
    '2021-02-02',
  ]);
  assert.deepEqual(periodsOf({ from: '2020-11-30', to: '2020-12-31' }, 'month'), [
    '2020-11-30',
    '2020-12',
  ]);
});

test('periods follow each other from the first day to the last without gap or overlap', () => {
  fc.assert(
    fc.property(range, ({ from, to }) => {
      const periods = periodsOf({ from, to });
      assert.equal(firstDayOf(periods[0] ?? ''), from);
      assert.equal(lastDayOf(periods.at(-1) ?? ''), to);
      for (const [place, period] of periods.slice(1).entries()) {
        const before = Date.parse(lastDayOf(periods[place] ?? ''));
        assert.equal(Date.parse(firstDayOf(period)) - before, 86_400_000);
      }
      assert.ok(periods.length <= 62 + 22 + 8, String(periods.length));
    }),
  );
});

test('spans are cut at the ends of a range', () => {
  assert.deepEqual(spansOf({ from: '2020-02-10', to: '2020-07-05' }, 'quarter'), [
    { name: '2020-Q1', from: '2020-02-10', to: '2020-03-31' },
    { name: '2020-Q2', from: '2020-04-01', to: '2020-06-30' },
    { name: '2020-Q3', from: '2020-07-01', to: '2020-07-05' },
  ]);
});
