import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { checkSales } from './check-sales.ts';
import { guessColumns } from './columns.ts';
import type { SaleSettings } from './sale-row.ts';

const now = new Date('2020-10-20T00:00:00Z');

/** Checks a table as it is guessed at, with the settings that nothing guesses. */
async function check(
  headers: readonly string[],
  cells: readonly string[][],
  settings: Partial<SaleSettings> = {},
) {
  const columns = guessColumns(headers, cells);
  const table = { headers, rows: cells.map((row) => ({ cells: row })), firstRowNumber: 2 };
  const all = { columns, terminalId: 'main', unit: '件', ...settings };
  const checked = await checkSales(table, all, { now });
  return {
    ...checked,
    columns,
    short: checked.lines.map(({ rowNumber, line }) => {
      return `${rowNumber}: ${line.receiptNo}/${line.lineNo} ${line.kind} ${line.amountFen}`;
    }),
    faults: checked.faultyRows.map(
      ({ rowNumber, faults }) =>
        `${rowNumber}: ${faults.map(({ field, code }) => `${field} ${code}`).join(', ')}`,
    ),
    odd: Object.fromEntries(checked.oddities.map(({ code, rowNumbers }) => [code, rowNumbers])),
  };
}

const shopify = [
  ...['Name', 'Financial Status', 'Paid at', 'Currency', 'Subtotal', 'Discount Amount'],
  ...['Lineitem quantity', 'Lineitem name', 'Lineitem price', 'Lineitem sku', 'Receipt Number'],
];

describe('orders of several rows', () => {
  const order = (name: string, status: string, discount = '0.00') => [
    [
      name,
      status,
      '2020-10-17 08:05:00 +0800',
      'CNY',
      '30.00',
      discount,
      '2',
      '核桃',
      '10.00',
      'W',
      '',
    ],
    [name, '', '', '', '', '', '1', '枸杞', '10.00', 'G', ''],
  ];

  test('have their time and state in the first of them, as Shopify exports them', async () => {
    const { short, columns, odd, faults, notPaid } = await check(shopify, [
      ...[...order('#1001', 'paid'), ...order('#1002', 'pending'), ...order('#1003', 'voided')],
    ]);
    assert.deepEqual(columns, {
      ...{ receiptNo: 0, status: 1, soldAt: 2, orderDiscount: 5, quantity: 6, name: 7 },
      ...{ unitPrice: 8, sku: 9 },
    });
    assert.deepEqual(short, ['2: #1001/1 sale 2000', '3: #1001/2 sale 1000']);
    assert.deepEqual(faults, []);
    assert.deepEqual(odd, { timeFromReceipt: [3], notPaid: [4, 5, 6, 7] });
    assert.deepEqual(notPaid, { lines: 4, amountFen: 6000n });
  });

  test('are faults where money went back, for nobody knows how much', async () => {
    const { short, faults } = await check(shopify, [
      ...[...order('#1', 'paid'), ...order('#2', 'partially_refunded'), ...order('#3', 'refunded')],
    ]);
    assert.equal(short.length, 2);
    assert.deepEqual(
      faults,
      [4, 5, 6, 7].map((row) => `${row}: status refundedOrder`),
    );
  });

  test('are noted where a discount on all of the order is not shared out', async () => {
    const { odd } = await check(shopify, order('#1', 'paid', '5.00'));
    assert.deepEqual(odd, { orderDiscount: [2], timeFromReceipt: [3] });
  });

  test('keep their numbers when they are paid later', async () => {
    const headers = ['订单号', '订单状态', '支付时间', '商品名称', '数量', '实付金额'];
    const rows = (status: string) => [
      ['1', status, '2020-10-17 08:05', '核桃', '1', '10'],
      ['1', '已支付', '2020-10-17 08:05', '枸杞', '1', '20'],
    ];
    assert.deepEqual((await check(headers, rows('待付款'))).short, ['3: 1/2 sale 2000']);
    assert.deepEqual((await check(headers, rows('交易成功'))).short, [
      ...['2: 1/1 sale 1000', '3: 1/2 sale 2000'],
    ]);
  });
});

describe('the state of an order', () => {
  const headers = ['Transaction', 'Status', 'TransDate', 'Product', 'RQty', 'LineTotal'];
  const row = (number: string, status: string, amount = '3.5') => [
    ...[number, status, '10/17/2020', 'Red Bull', '1', amount],
  ];

  test('that is none that is known is a fault', async () => {
    const rows = [row('1', 'Processed'), row('2', 'Processed')];
    const columns = guessColumns(headers, rows);
    const { short, faults } = await check(headers, [...rows, row('3', 'Unlinked')], { columns });
    assert.deepEqual(short, ['2: 1/1 sale 350', '3: 2/1 sale 350']);
    assert.deepEqual(faults, ['4: status unknownStatus']);
  });

  test('may be refunded where the row itself is what came back', async () => {
    const { short } = await check(headers, [row('1', 'Processed'), row('2', 'Refunded', '-3.5')]);
    assert.deepEqual(short, ['2: 1/1 sale 350', '3: 2/1 return 350']);
  });

  test('is not looked for in a column of other words', () => {
    assert.equal(guessColumns(headers, [row('1', 'Brunswick')]).status, undefined);
  });
});

describe('machines that sell one thing at a time', () => {
  const headers = ['datetime', 'coffee_name', 'money'];
  const settings = {
    columns: { soldAt: 0, name: 1, amount: 2 },
    ...{ quantity: '1', receiptFromTime: true },
  };

  test('have the time for a receipt, and places within the same second', async () => {
    const latte = ['2020-10-17 10:15:50.520', 'Latte', '38.7'];
    const { short, odd } = await check(
      headers,
      [latte, latte, ['2020-10-17 10:16:00', 'Tea', '9']],
      settings,
    );
    assert.deepEqual(short, [
      '2: 2020-10-17 10:15:50/1 sale 3870',
      '3: 2020-10-17 10:15:50/2 sale 3870',
      '4: 2020-10-17 10:16:00/1 sale 900',
    ]);
    assert.deepEqual(odd, { identicalRow: [3] });
  });

  test('have no receipt in a day alone', async () => {
    const { faults } = await check(headers, [['2020-10-17', 'Latte', '38.7']], settings);
    assert.deepEqual(faults, ['2: receiptNo missing']);
  });
});
