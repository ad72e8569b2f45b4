import { checkSales } from '@fupin/client/adapters/columns';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  entryColumns,
  entryFields,
  entryLineNumbers,
  entryTable,
  nextEntryRow,
  pasteCells,
  type EntryRow,
} from './entry-rows.ts';

const row = (cells: Partial<EntryRow>): EntryRow => ({ ...nextEntryRow(), ...cells });
const sale = { soldAt: '2020-10-17 08:05', sku: '1001', quantity: '2', unitPrice: '3.50' };

test('a further row of a receipt takes over its number and time', () => {
  const next = nextEntryRow(row({ ...sale, receiptNo: 'A1', lineNo: '4' }));
  assert.deepEqual(next, row({ receiptNo: 'A1', soldAt: sale.soldAt }));
});

test('line numbers count the rows of a receipt on a day, unless typed in', () => {
  const rows = [
    row({ ...sale, receiptNo: 'A' }),
    row({ ...sale, receiptNo: 'B' }),
    row({ ...sale, receiptNo: ' A ', soldAt: '2020-10-17T09:00' }),
    row({ ...sale, receiptNo: 'A', soldAt: '2020-10-18 08:05' }),
    row({ ...sale, receiptNo: 'A', lineNo: '9' }),
    row({ receiptNo: 'A', soldAt: sale.soldAt }),
  ];
  assert.deepEqual(entryLineNumbers(rows), ['1', '1', '2', '1', '9', '3']);
});

test('typed rows become sale lines; rows with only a receipt’s number are blank', async () => {
  const rows = [row({ ...sale, receiptNo: 'A' }), row({ receiptNo: 'A', soldAt: sale.soldAt })];
  const settings = { columns: entryColumns, terminalId: 'main', unit: '件' };
  const { lines, faultyRows } = await checkSales(entryTable(rows, entryFields), settings, {
    now: new Date('2020-10-20T00:00:00Z'),
  });
  assert.deepEqual(faultyRows, []);
  assert.equal(lines.length, 1);
  assert.deepEqual(lines[0]?.line, {
    terminalId: 'main',
    businessDate: '2020-10-17',
    receiptNo: 'A',
    lineNo: 1,
    kind: 'sale',
    soldAt: '2020-10-17T08:05:00+08:00',
    sku: '1001',
    quantity: '2',
    unit: '件',
    amountFen: 700,
  });
});

test('cells copied from a spreadsheet fill the grid from where they are put in', () => {
  const rows = [row({ receiptNo: 'A', soldAt: 'today' })];
  const pasted = pasteCells(
    rows,
    0,
    'sku',
    '1001\t枸杞\t2\t袋\t3.5\r\n1002\t核桃\t1\t\t9\textra\tmore\r\n',
  );
  assert.deepEqual(pasted, [
    row({
      receiptNo: 'A',
      soldAt: 'today',
      sku: '1001',
      name: '枸杞',
      unit: '袋',
      quantity: '2',
      unitPrice: '3.5',
    }),
    row({
      ...{ receiptNo: 'A', soldAt: 'today', sku: '1002', name: '核桃', quantity: '1' },
      ...{ unitPrice: '9', lineNo: 'extra' },
    }),
  ]);
});
