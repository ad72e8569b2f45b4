import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { SaleLine, saleLineId } from '@fupin/schema';
import { checkSales, type SalesTable } from './check-sales.ts';
import type { FileRow } from './file-rows.ts';
import type { SaleSettings } from './sale-row.ts';

const headers = ['receipt', 'time', 'sku', 'quantity', 'price'];
const settings: SaleSettings = {
  columns: { receiptNo: 0, soldAt: 1, sku: 2, quantity: 3, unitPrice: 4 },
  terminalId: 'main',
  unit: '件',
};
const now = new Date('2020-10-20T00:00:00Z');

const tableOf = (...rows: (string[] | FileRow)[]): SalesTable => ({
  headers,
  rows: rows.map((row) => (Array.isArray(row) ? { cells: row } : row)),
  firstRowNumber: 2,
});

const row = (receipt: string, quantity = '1', time = '2020-10-17 08:00', sku = 'S1') => [
  ...[receipt, time, sku, quantity, '2.50'],
];

const numbers = (lines: readonly { line: SaleLine }[]) =>
  lines.map(({ line }) => `${line.businessDate} ${line.receiptNo}/${line.lineNo} ${line.kind}`);

const counts = (oddities: readonly { code: string; count: number }[]) =>
  Object.fromEntries(oddities.map(({ code, count }) => [code, count]));

describe('line numbers', () => {
  test('are places within the receipt, sales and returns together, though receipts interleave', async () => {
    const table = tableOf(row('A'), row('B'), row('A', '-1'), row('A'), row('B'));
    const { lines } = await checkSales(table, settings, { now });
    assert.deepEqual(numbers(lines), [
      '2020-10-17 A/1 sale',
      '2020-10-17 B/1 sale',
      '2020-10-17 A/2 return',
      '2020-10-17 A/3 sale',
      '2020-10-17 B/2 sale',
    ]);
  });

  test('begin anew for another day and another terminal', async () => {
    const columns = { ...settings.columns, terminalId: 5 };
    const table = {
      ...tableOf(
        [...row('A'), 'T1'],
        [...row('A'), 'T2'],
        [...row('A', '1', '2020-10-18 08:00'), 'T1'],
        [...row('A'), 'T1'],
      ),
      headers: [...headers, 'terminal'],
    };
    const { lines } = await checkSales(table, { ...settings, columns }, { now });
    assert.deepEqual(
      lines.map(({ line }) => [line.terminalId, line.businessDate, line.lineNo]),
      [
        ['T1', '2020-10-17', 1],
        ['T2', '2020-10-17', 1],
        ['T1', '2020-10-18', 1],
        ['T1', '2020-10-17', 2],
      ],
    );
  });

  test('leave room for the rows that have to be corrected first', async () => {
    const table = tableOf(row('A', 'x'), row('A'), row('A', '1', 'someday'), row('A'));
    const { lines, faultyRows } = await checkSales(table, settings, { now });
    assert.deepEqual(numbers(lines), ['2020-10-17 A/2 sale', '2020-10-17 A/4 sale']);
    assert.deepEqual(
      faultyRows.map(({ rowNumber, lineNo }) => [rowNumber, lineNo]),
      [
        [2, 1],
        [4, 3],
      ],
    );
  });

  test('are the same once the whole file is corrected', async () => {
    const faulty = tableOf(row('A', '1', 'someday'), row('A'), row('A', ''), row('A'));
    const corrected = tableOf(row('A'), row('A'), row('A'), row('A'));
    const first = await checkSales(faulty, settings, { now });
    const second = await checkSales(corrected, settings, { now });
    const ids = (lines: readonly { line: SaleLine }[]) =>
      lines.map(({ line }) => saleLineId('out_1', line));
    const all = new Set(ids(second.lines));
    assert.equal(all.size, 4);
    assert.ok(ids(first.lines).every((id) => all.has(id)));
    assert.deepEqual(
      first.faultyRows.map(({ lineNo }) => lineNo),
      [1, 3],
    );
  });

  test('come from their column where there is one, and may not repeat', async () => {
    const columns = { ...settings.columns, lineNo: 5 };
    const table = {
      ...tableOf([...row('A'), '7'], [...row('A', '2'), '7'], [...row('A', '-1'), '7']),
      headers: [...headers, 'line'],
    };
    const { lines, faultyRows } = await checkSales(table, { ...settings, columns }, { now });
    assert.deepEqual(numbers(lines), ['2020-10-17 A/7 sale', '2020-10-17 A/7 return']);
    assert.deepEqual(faultyRows[0]?.faults, [
      { field: 'lineNo', value: '7', code: 'lineNoRepeated' },
    ]);
  });
});

test('identical rows of a receipt are lines of their own, and noted', async () => {
  const table = tableOf(row('A'), row('A'), row('B'), row('A'));
  const { lines, oddities } = await checkSales(table, settings, { now });
  assert.equal(new Set(lines.map(({ line }) => saleLineId('out_1', line))).size, 4);
  assert.deepEqual(oddities, [{ code: 'identicalRow', count: 2, rowNumbers: [3, 5] }]);
});

test('totals are sums of what the rows say', async () => {
  const table = tableOf(row('A', '3'), row('B', '0.5'), row('C', '-2'), row('D', 'none'));
  const { sales, returns, faultyRows } = await checkSales(table, settings, { now });
  assert.deepEqual(sales, { lines: 2, amountFen: 875n });
  assert.deepEqual(returns, { lines: 1, amountFen: 500n });
  assert.equal(faultyRows.length, 1);
});

test('sums stay exact beyond what a double can hold', async () => {
  const rows = Array.from({ length: 10_001 }, (_, place) => [
    ...[`R${place}`, '2020-10-17', 'S1', '1', place === 0 ? '0.01' : '999999999.99'],
  ]);
  const { sales } = await checkSales(tableOf(...rows), settings, { now });
  assert.equal(sales.amountFen, 99_999_999_999n * 10_000n + 1n);
});

test('every row is a line, a faulty row, blank, or the header again', async () => {
  const table = tableOf(row('A'), ['', ' '], headers, row('B', 'x'), ['']);
  const { lines, faultyRows, oddities } = await checkSales(table, settings, { now });
  assert.equal(lines.length, 1);
  assert.equal(faultyRows.length, 1);
  assert.deepEqual(counts(oddities), { blankRow: 2, repeatedHeader: 1 });
});

test('a row with more cells than there are columns is not trusted', async () => {
  const table = tableOf([...row('A'), 'more'], [...row('B'), ' ']);
  const { lines, faultyRows } = await checkSales(table, settings, { now });
  assert.equal(lines.length, 1);
  assert.deepEqual(faultyRows[0]?.faults, [{ value: 'more', code: 'extraCells' }]);
});

test('a row with broken quotation marks is not trusted', async () => {
  const table = tableOf({
    cells: ['A', '2020-10-17', 'BIG" BOX', '1', '1'],
    hasBrokenQuotes: true,
  });
  const { faultyRows } = await checkSales(table, settings, { now });
  assert.deepEqual(faultyRows[0]?.faults, [{ value: 'BIG" BOX', code: 'brokenQuotes' }]);
});

test('a sale in the future is noted', async () => {
  const table = tableOf(row('A', '1', '2020-10-22 08:00'), row('B', '1', '2020-10-20 08:00'));
  const { oddities } = await checkSales(table, settings, { now });
  assert.deepEqual(counts(oddities), { inFuture: 1 });
});

test('what comes out is valid by the schema', async () => {
  const table = tableOf(row('A', '1.500'), row('B', '-3', '44121.5'), row('C', '１'));
  const { lines } = await checkSales(table, settings, { now });
  assert.equal(lines.length, 3);
  for (const { line } of lines) assert.ok(SaleLine.safeParse(line).success);
});

test('a check that is aborted ends with the reason', async () => {
  const rows = Array.from({ length: 50_000 }, (_, place) => row(`R${place}`));
  const controller = new AbortController();
  const check = checkSales(tableOf(...rows), settings, { now, signal: controller.signal });
  controller.abort(new Error('enough'));
  await assert.rejects(check, { message: 'enough' });
});
