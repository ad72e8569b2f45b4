import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { LedgerTotals } from '@fupin/schema';
import { axisValues } from './axis.ts';
import { formatPeriod, formatShare } from './dashboard-view.ts';
import { presetRange, shiftDays } from './date-range.ts';
import { rankProvinces } from './origin-ranking.ts';
import { salesSeries } from './sales-series.ts';

const totals = (salesFen: number, returnsFen = 0, voidsFen = 0): LedgerTotals => ({
  ...{ lines: 1, salesFen, returnsFen, voidsFen },
  netFen: salesFen - returnsFen - voidsFen,
});

describe('sales over time', () => {
  test('shows the days between, on which nothing was sold', () => {
    const { unit, periods } = salesSeries([
      { date: '2020-02-28', all: totals(500, 100, 20), certified: totals(200) },
      { date: '2020-03-01', all: totals(300), certified: totals(300) },
    ]);
    assert.equal(unit, 'day');
    assert.deepEqual(periods, [
      { period: '2020-02-28', salesFen: 500, certifiedFen: 200, returnsFen: 120 },
      { period: '2020-02-29', salesFen: 0, certifiedFen: 0, returnsFen: 0 },
      { period: '2020-03-01', salesFen: 300, certifiedFen: 300, returnsFen: 0 },
    ]);
  });

  test('sums up months where there are more days than can be told apart', () => {
    const day = (date: string) => ({ date, all: totals(100, 10), certified: totals(40) });
    const { unit, periods } = salesSeries(['2019-11-30', '2020-01-01', '2020-02-15'].map(day));
    assert.equal(unit, 'month');
    assert.deepEqual(
      periods.map(({ period, salesFen }) => [period, salesFen]),
      [
        ['2019-11', 100],
        ['2019-12', 0],
        ['2020-01', 100],
        ['2020-02', 100],
      ],
    );
    const sixtyTwo = salesSeries([day('2020-01-01'), day('2020-03-02')]);
    assert.equal(sixtyTwo.unit, 'day');
    assert.equal(sixtyTwo.periods.length, 62);
    assert.equal(salesSeries([day('2020-01-01'), day('2020-03-03')]).unit, 'month');
  });

  test('sums up years where there are more months than can be told apart', () => {
    const day = (date: string) => ({ date, all: totals(100, 10, 5), certified: totals(40) });
    const { unit, periods } = salesSeries(
      ['2011-09-03', '2025-10-31', '2026-01-01', '2026-11-20'].map(day),
    );
    assert.equal(unit, 'year');
    assert.deepEqual(
      periods.map(({ period }) => period),
      Array.from({ length: 16 }, (_, place) => String(2011 + place)),
    );
    assert.deepEqual(
      periods.filter(({ salesFen }) => salesFen > 0),
      [
        { period: '2011', salesFen: 100, certifiedFen: 40, returnsFen: 15 },
        { period: '2025', salesFen: 100, certifiedFen: 40, returnsFen: 15 },
        { period: '2026', salesFen: 200, certifiedFen: 80, returnsFen: 30 },
      ],
    );
    const threeYears = salesSeries([day('2018-02-28'), day('2021-01-01')]);
    assert.equal(threeYears.unit, 'month');
    assert.equal(threeYears.periods.length, 36);
    assert.equal(threeYears.periods.at(-1)?.period, '2021-01');
    assert.equal(salesSeries([day('2018-02-28'), day('2021-02-01')]).unit, 'year');
  });

  test('of nothing is nothing', () => {
    assert.deepEqual(salesSeries([]).periods, []);
  });
});

describe('axis values', () => {
  const axes: [maximum: number, values: number[]][] = [
    [0, [0]],
    [1, [0, 0.5, 1]],
    [97, [0, 50, 100]],
    [129_761, [0, 50_000, 100_000, 150_000]],
    [40, [0, 10, 20, 30, 40]],
  ];
  for (const [maximum, values] of axes) {
    test(`up to ${maximum} are ${values.join(', ')}`, () => {
      assert.deepEqual(axisValues(maximum), values);
    });
  }
});

describe('ranges', () => {
  // 17 October, 00:30 in Shanghai.
  const now = new Date('2020-10-16T16:30:00Z');
  test('are of the calendar in Shanghai', () => {
    assert.deepEqual(presetRange('all', now), {});
    assert.deepEqual(presetRange('thisMonth', now), { from: '2020-10-01', to: '2020-10-17' });
    assert.deepEqual(presetRange('last30Days', now), { from: '2020-09-18', to: '2020-10-17' });
  });

  test('cross months and leap days', () => {
    assert.equal(shiftDays('2020-03-01', -1), '2020-02-29');
    assert.equal(shiftDays('2020-12-31', 1), '2021-01-01');
  });
});

test('provinces are ranked by net, and so are the counties within', () => {
  const county = (code: string, provinceCode: string) => ({
    ...{ code, name: `${code}县`, nameEn: `County ${code}`, provinceCode },
    ...{ provinceName: `${provinceCode}省`, provinceNameEn: `Province ${provinceCode}` },
  });
  const ranked = rankProvinces([
    { county: county('520328', '520000'), certified: totals(500) },
    { county: county('640521', '640000'), certified: totals(450) },
    { county: county('640522', '640000'), certified: totals(600, 100) },
    { county: county('532600', '530000'), certified: totals(0, 40) },
  ]);
  assert.deepEqual(
    ranked.map(({ code, netFen, counties }) => [code, netFen, counties.map((own) => own.code)]),
    [
      ['640000', 950, ['640522', '640521']],
      ['520000', 500, ['520328']],
      ['530000', -40, ['532600']],
    ],
  );
});

test('a share of nothing is nothing', () => {
  assert.equal(formatShare(0, 0, 'en'), '0%');
  assert.equal(formatShare(1, 3, 'en'), '33.3%');
});

test('days, months and years are written as the locale does', () => {
  assert.equal(formatPeriod('2020-10-17', 'zh-Hans'), '2020年10月17日');
  assert.equal(formatPeriod('2020-10', 'en'), 'Oct 2020');
  assert.equal(formatPeriod('2020', 'zh-Hans'), '2020年');
  assert.equal(formatPeriod('2020', 'en', true), '2020');
  assert.equal(formatPeriod('2020-10-17', 'en', true), 'Oct 17');
});
