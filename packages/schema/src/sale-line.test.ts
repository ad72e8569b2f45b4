import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { faultsOf } from './fault.ts';
import { returnLine, saleLine } from './fixtures.ts';
import { SaleLine, SalesReport, SalesReportEnvelope } from './sale-line.ts';

const { sku: _, name: __, ...nameless } = saleLine;
const original = returnLine.original;

const good: Readonly<Record<string, unknown>> = {
  'a sale': saleLine,
  'a return with its original': returnLine,
  'a return whose original the seller does not know': { ...returnLine, original: undefined },
  'a void': { ...returnLine, kind: 'void' },
  'a good known by its product alone': { ...nameless, productId: 'prd_3kq8x0vd5t' },
  'a good known by its GTIN alone': { ...nameless, gtin: '6901285991219' },
  'a good known by its name alone': { ...nameless, name: '鸡蛋' },
  'a gift': { ...saleLine, amountFen: 0 },
  'a sku that a path could not carry': { ...saleLine, sku: '..' },
  'an institution’s purchase': { ...saleLine, buyerKind: 'budgetUnit', fundSource: 'canteen' },
};

const bad: Readonly<Record<string, readonly [value: unknown, ...pointers: string[]]>> = {
  'no good at all': [nameless, '/sku'],
  'a sale with an original': [{ ...saleLine, original }, '/original'],
  'an original that names a kind': [
    { ...returnLine, original: { ...original, kind: 'sale' } },
    '/original/kind',
  ],
  'a negative quantity': [{ ...saleLine, quantity: '-2' }, '/quantity'],
  'a negative amount': [{ ...saleLine, amountFen: -1 }, '/amountFen'],
  'yuan instead of fen': [{ ...saleLine, amountFen: 23.6 }, '/amountFen'],
  'a line number of 0': [{ ...saleLine, lineNo: 0 }, '/lineNo'],
  'an unknown kind': [{ ...saleLine, kind: 'refund' }, '/kind'],
  'an unknown buyer': [{ ...saleLine, buyerKind: 'tourist' }, '/buyerKind'],
  'an in-store number as GTIN': [{ ...saleLine, gtin: '2501408943107' }, '/gtin'],
  'a member it does not know': [{ ...saleLine, price: 1 }, '/price'],
  'a member named __proto__': [JSON.parse('{"__proto__": 1}') as unknown, '/__proto__'],
  'half a character as terminal': [{ ...saleLine, terminalId: '\ud83c' }, '/terminalId'],
  'several faults': [{ ...saleLine, unit: '', lineNo: 1.5 }, '/lineNo', '/unit'],
  nothing: [null, ''],
  'a list': [[saleLine], ''],
};

describe('a sale line', () => {
  for (const [what, value] of Object.entries(good)) {
    test(`may be ${what}`, () => {
      const parsed = SaleLine.safeParse(value);
      assert.deepEqual(parsed.error && faultsOf(parsed.error), undefined);
    });
  }

  for (const [what, [value, ...pointers]] of Object.entries(bad)) {
    test(`can’t be ${what}`, () => {
      const parsed = SaleLine.safeParse(value);
      assert.ok(parsed.error);
      const found = faultsOf(parsed.error, value).map(({ pointer }) => pointer);
      for (const pointer of pointers) assert.ok(found.includes(pointer), `${pointer}: ${found}`);
      if (pointers[0] !== '/__proto__') assert.deepEqual(found, pointers);
    });
  }
});

describe('a sales report', () => {
  for (const [count, isTaken] of [
    [0, false],
    [1, true],
    [1000, true],
    [1001, false],
  ] as const) {
    test(`of ${count} lines is ${isTaken ? 'taken' : 'refused'}`, () => {
      const report = { lines: Array.from({ length: count }, () => saleLine) };
      assert.equal(SalesReport.safeParse(report).success, isTaken);
      assert.equal(SalesReportEnvelope.safeParse(report).success, isTaken);
    });
  }

  test('with a bad line passes as an envelope, so that each line can be judged by itself', () => {
    const report = { lines: [saleLine, { ...saleLine, unit: '' }, null] };
    assert.equal(SalesReport.safeParse(report).success, false);
    assert.deepEqual(SalesReportEnvelope.parse(report), report);
  });
});
