import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { findHeaderRow, guessColumns, missingFields, normalHeader } from './columns.ts';
import { saleKindOf } from './sale-kind.ts';

test('a header is compared without case, space, punctuation and unit', () => {
  assert.equal(normalHeader(' Invoice No. '), 'invoiceno');
  assert.equal(normalHeader('金额（元）'), '金额');
  assert.equal(normalHeader('单价[含税]'), '单价');
  assert.equal(normalHeader('Unit_Price'), 'unitprice');
});

describe('guessing the columns', () => {
  test('finds those of an English export', () => {
    const headers = [
      ...['InvoiceNo', 'StockCode', 'Description', 'Quantity'],
      ...['InvoiceDate', 'UnitPrice', 'CustomerID', 'Country'],
    ];
    const row = ['579003', '23313', 'BUNTING', '15', '2011-11-28 08:48:00', '4.95', '14741', 'UK'];
    const mapping = guessColumns(headers, [row]);
    assert.deepEqual(mapping, {
      receiptNo: 0,
      sku: 1,
      name: 2,
      quantity: 3,
      soldAt: 4,
      unitPrice: 5,
    });
    assert.deepEqual(missingFields(mapping), []);
  });

  test('finds those of a Chinese till’s export', () => {
    const headers = [
      ...[
        '序号',
        '营业日期',
        '收银机号',
        '小票号',
        '行号',
        '商品条码',
        '商品编码',
        '商品名称',
        '单位',
      ],
      ...['数量', '单价（元）', '金额（元）', '销售时间', '单据类型'],
    ];
    const row = [
      ...['1', '2020-10-17', 'P01', 'A001', '1', '6901234567892', '1001', '枸杞', '袋'],
      ...['2', '12.5', '25.00', '2020-10-17 08:05:00', '销售'],
    ];
    assert.deepEqual(guessColumns(headers, [row]), {
      businessDate: 1,
      terminalId: 2,
      receiptNo: 3,
      lineNo: 4,
      gtin: 5,
      sku: 6,
      name: 7,
      unit: 8,
      quantity: 9,
      unitPrice: 10,
      amount: 11,
      soldAt: 12,
      kind: 13,
    });
  });

  test('takes day and time of day from two columns', () => {
    const mapping = guessColumns(['日期', '时间', '流水号'], [['2020/10/17', '8:05', '1']]);
    assert.deepEqual(mapping, { receiptNo: 2, soldAt: 0, soldTime: 1 });
  });

  test('takes 时间 for the date where it holds one', () => {
    assert.deepEqual(guessColumns(['时间', '订单号'], [['2020/10/17 8:05', '1']]), {
      receiptNo: 1,
      soldAt: 0,
    });
  });

  test('prefers the column that has the time of day', () => {
    const mapping = guessColumns(['销售日期', '销售时间'], [['2020/10/17', '2020/10/17 8:05']]);
    assert.equal(mapping.soldAt, 1);
    assert.equal(mapping.soldTime, undefined);
  });

  test('leaves a column of kinds alone whose words it does not know', () => {
    assert.equal(guessColumns(['类型'], [['会员']]).kind, undefined);
    assert.equal(guessColumns(['类型'], [['销售'], ['退货']]).kind, 0);
  });

  test('gives each column to one field', () => {
    const mapping = guessColumns(['商品', '商品名称', '编码', '商品编码'], []);
    assert.deepEqual(mapping, { name: 1, sku: 3 });
  });

  test('does not take the row number of a list for a line number', () => {
    assert.equal(guessColumns(['序号'], [['1']]).lineNo, undefined);
  });
});

test('says what a mapping lacks', () => {
  assert.deepEqual(missingFields({}), ['receiptNo', 'date', 'good', 'quantity', 'money']);
  const mapping = { receiptNo: 0, businessDate: 1, gtin: 2, quantity: 3, amount: 4 };
  assert.deepEqual(missingFields(mapping), []);
});

test('finds the header below a title', () => {
  const rows = [['销售明细表'], ['', ''], ['小票号', '数量', '金额'], ['A1', '1', '2']];
  assert.equal(findHeaderRow(rows), 2);
});

test('takes the first row that is not blank where no name is known', () => {
  assert.equal(findHeaderRow([[''], ['a', 'b'], ['1', '2']]), 1);
  assert.equal(findHeaderRow([]), 0);
});

test('knows the words for sales and returns, and leaves the others to a person', () => {
  assert.equal(saleKindOf(' 退货 '), 'return');
  assert.equal(saleKindOf('Sale'), 'sale');
  assert.equal(saleKindOf('作废'), undefined);
  assert.equal(saleKindOf('constructor'), undefined);
});
