import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { ColumnMapping, SaleField } from './columns.ts';
import { readSaleRow, type ReadRow, type SaleSettings } from './sale-row.ts';

const fields = [
  ...(['receiptNo', 'soldAt', 'sku', 'name', 'quantity', 'unitPrice', 'amount', 'gtin'] as const),
  ...(['kind', 'businessDate', 'terminalId', 'lineNo', 'unit', 'soldTime'] as const),
];

/** A row with only these cells, and a mapping of only their columns. */
function read(
  row: Partial<Record<SaleField, string>>,
  settings: Partial<Omit<SaleSettings, 'columns'>> = {},
): ReadRow {
  const named = fields.filter((field) => row[field] !== undefined);
  const columns: ColumnMapping = Object.fromEntries(named.map((field, place) => [field, place]));
  const cells = named.map((field) => row[field] ?? '');
  return readSaleRow(cells, { columns, terminalId: 'main', unit: '件', ...settings });
}

const good = {
  receiptNo: 'A001',
  soldAt: '2020-10-17 08:05:00',
  sku: '1001',
  name: '枸杞',
  quantity: '2',
  unitPrice: '12.5',
};
const { unitPrice: _, ...withoutPrice } = good;

const codes = (row: ReadRow) => row.faults.map(({ field, code }) => `${field ?? 'row'} ${code}`);

test('a row becomes a sale line', () => {
  assert.deepEqual(read(good), {
    line: {
      terminalId: 'main',
      receiptNo: 'A001',
      businessDate: '2020-10-17',
      soldAt: '2020-10-17T08:05:00+08:00',
      sku: '1001',
      name: '枸杞',
      unit: '件',
      kind: 'sale',
      quantity: '2',
      amountFen: 2500,
    },
    faults: [],
    oddities: [],
  });
});

test('columns say what would else be taken for granted', () => {
  const { line, faults } = read({
    ...good,
    terminalId: 'P02',
    businessDate: '2020/10/16',
    lineNo: '3',
    unit: '袋',
  });
  assert.deepEqual(faults, []);
  assert.equal(line.terminalId, 'P02');
  assert.equal(line.businessDate, '2020-10-16');
  assert.equal(line.soldAt, '2020-10-17T08:05:00+08:00');
  assert.equal(line.lineNo, 3);
  assert.equal(line.unit, '袋');
});

test('blank cells of terminal and unit are what the clerk set', () => {
  const { line } = read({ ...good, terminalId: '', unit: ' ' }, { terminalId: 'T9', unit: 'kg' });
  assert.equal(line.terminalId, 'T9');
  assert.equal(line.unit, 'kg');
});

test('the day of business is the day in Shanghai', () => {
  const { line } = read({ ...good, soldAt: '2020-10-16T17:30:00Z' });
  assert.equal(line.businessDate, '2020-10-17');
});

test('a sale of which only the day of business is known is at noon', () => {
  const { soldAt: _soldAt, ...withoutTime } = good;
  const { line, oddities } = read({ ...withoutTime, businessDate: '2020-10-17' });
  assert.equal(line.soldAt, '2020-10-17T12:00:00+08:00');
  assert.deepEqual(oddities, ['dateOnly']);
});

describe('goods and money', () => {
  const ways: [
    name: string,
    row: Partial<Record<SaleField, string>>,
    kind: string | undefined,
    amountFen: number | undefined,
  ][] = [
    ['positive quantity and price are a sale', { quantity: '3', unitPrice: '0.1' }, 'sale', 30],
    ['a negative quantity is a return', { quantity: '-3', unitPrice: '0.1' }, 'return', 30],
    ['a negative price is a return', { quantity: '3', unitPrice: '-0.1' }, 'return', 30],
    [
      'a quantity and price below zero are a fault',
      { quantity: '-1', unitPrice: '-2' },
      undefined,
      undefined,
    ],
    [
      'the amount goes before the price',
      { quantity: '2', unitPrice: '5', amount: '9.9' },
      'sale',
      990,
    ],
    ['a negative amount is a return', { quantity: '2', amount: '-9.9' }, 'return', 990],
    [
      'a negative quantity with an amount is a return',
      { quantity: '-2', amount: '9.9' },
      'return',
      990,
    ],
    [
      'a quantity and amount below zero are a fault',
      { quantity: '-2', amount: '-9.9' },
      undefined,
      undefined,
    ],
    [
      'a stated return may be written either way',
      { quantity: '2', amount: '9.9', kind: '退货' },
      'return',
      990,
    ],
    [
      'a stated return explains two minus signs',
      { quantity: '-2', amount: '-9.9', kind: '退货' },
      'return',
      990,
    ],
    [
      'a negative row on a sale is a return',
      { quantity: '-2', amount: '9.9', kind: '销售' },
      'return',
      990,
    ],
    ['nothing to pay is fine', { quantity: '1', unitPrice: '0' }, 'sale', 0],
    ['goods back for nothing are a return', { quantity: '-98', unitPrice: '0.0' }, 'return', 0],
    ['a weighed good is rounded to the fen', { quantity: '0.455', unitPrice: '19.9' }, 'sale', 905],
    ['half a fen is rounded up', { quantity: '0.5', unitPrice: '0.01' }, 'sale', 1],
    ['half a fen back is rounded up too', { quantity: '-0.5', unitPrice: '0.01' }, 'return', 1],
  ];
  for (const [name, row, kind, amountFen] of ways) {
    test(name, () => {
      const { line, faults } = read({ ...withoutPrice, ...row });
      assert.equal(line.kind, kind);
      assert.equal(line.amountFen, amountFen);
      assert.equal(faults.length, kind === undefined ? 1 : 0);
      if (kind !== undefined) assert.match(line.quantity ?? '', /^\d/);
    });
  }

  test('two minus signs are a return where the clerk said so', () => {
    const row = { ...withoutPrice, quantity: '-2', amount: '-9.9' };
    const { line, faults } = read(row, { bothNegativeIsReturn: true });
    assert.deepEqual(faults, []);
    assert.equal(line.kind, 'return');
    assert.equal(line.quantity, '2');
    assert.equal(line.amountFen, 990);
  });

  test('what the clerk says of amounts does not hold for prices', () => {
    const row = { ...good, quantity: '-2', unitPrice: '-9.9' };
    assert.deepEqual(codes(read(row, { bothNegativeIsReturn: true })), ['unitPrice bothNegative']);
  });
});

describe('faults', () => {
  const faulty: [row: Partial<Record<SaleField, string>>, code: string][] = [
    [{ receiptNo: '' }, 'receiptNo missing'],
    [{ receiptNo: 'A'.repeat(65) }, 'receiptNo tooLong'],
    [{ receiptNo: '2.02010E+17' }, 'receiptNo scientificNumber'],
    [{ soldAt: '' }, 'soldAt missing'],
    [{ soldAt: 'yesterday' }, 'soldAt notADate'],
    [{ soldAt: '12/1/2010' }, 'soldAt dateOrderUnknown'],
    [{ soldTime: 'noonish' }, 'soldTime notATime'],
    [{ businessDate: '2020-02-30' }, 'businessDate notADate'],
    [{ quantity: '' }, 'quantity missing'],
    [{ quantity: 'two' }, 'quantity notANumber'],
    [{ quantity: '0' }, 'quantity zeroQuantity'],
    [{ quantity: '0.0000001' }, 'quantity tooManyDecimals'],
    [{ quantity: '1000000000000' }, 'quantity tooLarge'],
    [{ unitPrice: '' }, 'unitPrice missing'],
    [{ unitPrice: '4,95' }, 'unitPrice notANumber'],
    [{ unitPrice: '1000000000.01' }, 'unitPrice tooLarge'],
    [{ amount: '' }, 'amount missing'],
    [{ kind: '作废' }, 'kind unknownKind'],
    [{ lineNo: '' }, 'lineNo missing'],
    [{ lineNo: '0' }, 'lineNo notALineNo'],
    [{ lineNo: '1.5' }, 'lineNo notALineNo'],
    [{ lineNo: '100001' }, 'lineNo notALineNo'],
    [{ sku: '', name: '' }, 'row noGood'],
    [{ sku: '6.90123E+12' }, 'sku scientificNumber'],
    [{ unit: '一'.repeat(21) }, 'unit tooLong'],
    [{ terminalId: 'T'.repeat(65) }, 'terminalId tooLong'],
    [{ receiptNo: '', name: '合计' }, 'row totalsRow'],
    [{ receiptNo: '小计：' }, 'row totalsRow'],
  ];
  for (const [cells, code] of faulty) {
    test(`${JSON.stringify(cells).slice(0, 60)} is ${code}`, () => {
      assert.deepEqual(codes(read({ ...good, ...cells })), [code]);
    });
  }

  test('every fault of a row is found, with the cell as it stands', () => {
    const row = read({ ...good, soldAt: 'x', quantity: ' 0 ', unitPrice: '?' });
    assert.deepEqual(row.faults, [
      { field: 'quantity', value: ' 0 ', code: 'zeroQuantity' },
      { field: 'unitPrice', value: '?', code: 'notANumber' },
      { field: 'soldAt', value: 'x', code: 'notADate' },
    ]);
  });

  test('a good whose name begins like a total is no total', () => {
    assert.deepEqual(codes(read({ ...good, name: '合计面包' })), []);
  });
});

describe('numbers of a good', () => {
  const numbers: [
    cells: Partial<Record<SaleField, string>>,
    sku: string | undefined,
    gtin: string | undefined,
  ][] = [
    [{ sku: '1001', gtin: '6901234567892' }, '1001', '6901234567892'],
    [{ sku: '', gtin: '6901234567892' }, undefined, '6901234567892'],
    [{ sku: '6901234567892' }, '6901234567892', '6901234567892'],
    [{ sku: '12345670' }, '12345670', undefined],
    [{ sku: '', gtin: '6901234567893' }, '6901234567893', undefined],
    [{ sku: '', gtin: '2012345000009' }, '2012345000009', undefined],
    [{ sku: '1001', gtin: '6901234567892.0' }, '1001', '6901234567892'],
    [{ sku: '1001', gtin: '' }, '1001', undefined],
  ];
  for (const [cells, sku, gtin] of numbers) {
    test(`${JSON.stringify(cells)} gives sku ${sku} and gtin ${gtin}`, () => {
      const { line, faults } = read({ ...good, ...cells });
      assert.deepEqual(faults, []);
      assert.equal(line.sku, sku);
      assert.equal(line.gtin, gtin);
    });
  }
});

describe('oddities', () => {
  const odd: [cells: Partial<Record<SaleField, string>>, oddities: string[]][] = [
    [{ quantity: '-1' }, ['return']],
    [{ receiptNo: 'C579521', quantity: '-1' }, ['return', 'cancelledReceipt']],
    [{ unitPrice: '0' }, ['zeroAmount']],
    [{ unitPrice: '0.333', quantity: '1' }, ['rounded']],
    [{ name: ' ' }, ['blankName']],
    [{ name: '名'.repeat(201) }, ['nameCut']],
    [{ name: '枸\u0007杞' }, ['controlCharacters']],
    [{ gtin: '123' }, ['notGtin']],
    [{ soldAt: '2020-10-17' }, ['dateOnly']],
  ];
  for (const [cells, oddities] of odd) {
    test(`${JSON.stringify(cells).slice(0, 60)} is noted as ${oddities.join(' and ')}`, () => {
      const row = read({ ...good, ...cells });
      assert.deepEqual(row.faults, []);
      assert.deepEqual([...row.oddities], oddities);
    });
  }

  test('an over-long name is cut to what fits', () => {
    assert.equal(read({ ...good, name: '名'.repeat(300) }).line.name?.length, 200);
  });
});
