import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { outlet, returnLine, saleLine } from './fixtures.ts';
import { saleLineContent, saleLineId } from './sale-line-id.ts';
import { buyerKinds, cooperations, fundSources, SaleLine } from './sale-line.ts';
import { TextBytes } from './text-bytes.ts';
import { writeSaleLineContent, writeSaleLineId } from './write-sale-line.ts';

const text = fc
  .string({ minLength: 1, maxLength: 20, unit: 'grapheme' })
  .filter((value) => SaleLine.def.innerType.shape.terminalId.safeParse(value).success);
const day = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const place = fc.record({
  terminalId: text,
  businessDate: day,
  receiptNo: text,
  lineNo: fc.integer({ min: 1, max: 100_000 }),
});
const optional = <Value>(arbitrary: fc.Arbitrary<Value>) =>
  fc.option(arbitrary, { nil: undefined });
const lines: fc.Arbitrary<SaleLine> = fc
  .record({
    place,
    kind: fc.constantFrom('return' as const, 'void' as const),
    soldAt: day.map((date) => `${date}T08:30:00.000Z`),
    name: text,
    sku: optional(text),
    whole: fc.integer({ min: 1, max: 9_999 }),
    decimals: fc.stringMatching(/^[0-9]{0,6}$/),
    unit: text,
    amountFen: fc.nat(1_000_000),
    original: optional(place),
    others: fc.record(
      {
        buyerKind: fc.constantFrom(...buyerKinds),
        fundSource: fc.constantFrom(...fundSources),
        cooperation: fc.constantFrom(...cooperations),
        gtin: fc.constant('6901285991219'),
        productId: fc.constant('prd_3kq8x0vd'),
      },
      { requiredKeys: [] },
    ),
  })
  .map(({ place: own, whole, decimals, sku, original, others, ...rest }) => ({
    ...others,
    ...own,
    ...rest,
    quantity: decimals ? `${whole}.${decimals}` : `${whole}`,
    ...(sku !== undefined && { sku }),
    ...(original && { original }),
  }));

/** What is written as bytes. */
function written(write: (to: TextBytes) => void): string {
  const to = new TextBytes(new Uint8Array(8192));
  write(to);
  return new TextDecoder().decode(to.bytes.subarray(0, to.at));
}

/** Says the same in other words: members in another order, zeros, another offset. */
function respelled(line: SaleLine): SaleLine {
  const shanghai = new Date(Date.parse(line.soldAt) + 8 * 3_600_000).toISOString();
  const [whole = '', decimals = ''] = line.quantity.split('.');
  const reversed = Object.fromEntries(Object.entries(line).toReversed());
  return SaleLine.parse({
    ...reversed,
    soldAt: shanghai.replace('Z', '+08:00'),
    quantity: `0${whole}.${decimals.padEnd(6, '0')}`,
  });
}

describe('the identity of a sale line', () => {
  test('is its place in the seller’s books, percent-encoded', () => {
    assert.equal(
      saleLineId('out_9f4h6j1p3s', saleLine),
      'out_9f4h6j1p3s/web/2020-10-17/202010170001/1/sale',
    );
    assert.equal(
      saleLineId('out_9f4h6j1p3s', { ...saleLine, terminalId: '1/2', receiptNo: '收 1' }),
      'out_9f4h6j1p3s/1%2F2/2020-10-17/%E6%94%B6%201/1/sale',
    );
  });

  test('is the same whatever the content', () => {
    assert.equal(
      saleLineId(outlet.outletId, { ...saleLine, quantity: '9', amountFen: 1 } as SaleLine),
      saleLineId(outlet.outletId, saleLine),
    );
  });

  test('is the same written as bytes', () => {
    fc.assert(
      fc.property(lines, (line) => {
        assert.equal(
          written((to) => writeSaleLineId(to, 'out_9f4h6j1p3s', line)),
          saleLineId('out_9f4h6j1p3s', line),
        );
      }),
    );
  });

  test('is never that of another place', () => {
    const identity = (line: SaleLine) => [
      line.terminalId,
      line.businessDate,
      line.receiptNo,
      line.lineNo,
      line.kind,
    ];
    fc.assert(
      fc.property(lines, lines, (a, b) => {
        assert.equal(
          saleLineId('out_9f4h6j1p3s', a) === saleLineId('out_9f4h6j1p3s', b),
          JSON.stringify(identity(a)) === JSON.stringify(identity(b)),
        );
      }),
    );
    const split = { ...saleLine, terminalId: 'a', receiptNo: 'b/c' };
    const joined = { ...saleLine, terminalId: 'a/b', receiptNo: 'c' };
    assert.notEqual(saleLineId('out_9f4h6j1p3s', split), saleLineId('out_9f4h6j1p3s', joined));
  });

  test('exists for every line that the schema takes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 70 }), (terminalId) => {
        const line = SaleLine.safeParse({ ...saleLine, terminalId });
        if (line.success) assert.match(saleLineId(outlet.outletId, line.data), /^[\x21-\x7e]+$/);
      }),
    );
    assert.equal(SaleLine.safeParse({ ...saleLine, terminalId: '\ud800' }).success, false);
  });
});

describe('the content of a sale line', () => {
  test('is JSON of all its members, sorted by name', () => {
    fc.assert(
      fc.property(lines, (line) => {
        const content = saleLineContent(line);
        const read = JSON.parse(content) as SaleLine;
        assert.equal(saleLineContent(read), content);
        const { quantity, ...rest } = line;
        assert.deepEqual(read, JSON.parse(JSON.stringify({ ...rest, quantity: read.quantity })));
        assert.equal(Number(read.quantity), Number(quantity));
        const sorted = (_: string, value: unknown) =>
          value && typeof value === 'object'
            ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
            : value;
        assert.equal(content, JSON.stringify(read, sorted));
      }),
    );
  });

  test('is the same written as bytes', () => {
    fc.assert(
      fc.property(lines, (line) => {
        const bought = {
          ...line,
          buyerKind: 'union',
          cooperation: 'eastWest',
          gtin: '6901285991219',
        };
        for (const each of [line, bought as SaleLine]) {
          const content = saleLineContent(each);
          assert.equal(
            written((to) => writeSaleLineContent(to, each)),
            content,
          );
        }
      }),
    );
  });

  test('is the same however it is spelled', () => {
    fc.assert(
      fc.property(lines, (line) => {
        assert.equal(saleLineContent(respelled(line)), saleLineContent(line));
      }),
    );
  });

  test('differs with every change', () => {
    const changes: readonly Partial<SaleLine>[] = [
      { terminalId: 'till 2' },
      { businessDate: '2020-10-19' },
      { receiptNo: '1' },
      { lineNo: 2 },
      { kind: 'void' },
      { soldAt: '2020-10-18T15:05:00.001+08:00' },
      { soldAt: '2020-10-18T15:05:00Z' },
      { sku: 'TEA-251' },
      { productId: 'prd_3kq8x0vd5t' },
      { gtin: '6901285991219' },
      { name: '湄潭翠芽 ' },
      { quantity: '1.000001' },
      { quantity: '10' },
      { unit: '袋' },
      { amountFen: 11_801 },
      { original: { ...returnLine.original, lineNo: 2 } },
      { buyerKind: 'individual' },
      { fundSource: 'union' },
    ];
    const contents = [returnLine, ...changes.map((change) => ({ ...returnLine, ...change }))].map(
      saleLineContent,
    );
    assert.equal(new Set(contents).size, contents.length);
  });

  test('of two lines is the same only where the lines say the same', () => {
    fc.assert(
      fc.property(lines, lines, (a, b) => {
        const merged = { ...a, unit: b.unit, amountFen: b.amountFen };
        assert.equal(
          saleLineContent(a) === saleLineContent(merged),
          a.unit === b.unit && a.amountFen === b.amountFen,
        );
      }),
    );
  });

  test('has every member in its place', () => {
    const line = SaleLine.parse({
      unit: '罐 "大"',
      terminalId: 'till\\1',
      soldAt: '2020-10-18T15:05:00.5+08:00',
      sku: 'TEA-250',
      receiptNo: '0042',
      quantity: '0012.340',
      productId: 'prd_3kq8x0vd5t',
      original: { terminalId: 'web', receiptNo: '𠮷', lineNo: 2, businessDate: '2020-10-17' },
      name: '湄潭翠芽',
      lineNo: 1,
      kind: 'return',
      gtin: '6901285991219',
      fundSource: 'canteen',
      buyerKind: 'union',
      businessDate: '2020-10-18',
      amountFen: 0,
    });
    assert.equal(
      saleLineContent(line),
      '{"amountFen":0,"businessDate":"2020-10-18","buyerKind":"union","fundSource":"canteen","gtin":"6901285991219","kind":"return","lineNo":1,"name":"湄潭翠芽","original":{"businessDate":"2020-10-17","lineNo":2,"receiptNo":"𠮷","terminalId":"web"},"productId":"prd_3kq8x0vd5t","quantity":"12.34","receiptNo":"0042","sku":"TEA-250","soldAt":"2020-10-18T07:05:00.500Z","terminalId":"till\\\\1","unit":"罐 \\"大\\""}',
    );
  });

  test('is what sorting the members of any line gives', () => {
    const sorted = (members: object) =>
      Object.fromEntries(Object.entries(members).toSorted(([a], [b]) => (a < b ? -1 : 1)));
    fc.assert(
      fc.property(lines, (line) => {
        const { quantity } = JSON.parse(saleLineContent(line)) as SaleLine;
        assert.equal(Number(quantity), Number(line.quantity));
        const { original } = line;
        const members = { ...line, quantity, ...(original && { original: sorted(original) }) };
        assert.equal(saleLineContent(line), JSON.stringify(sorted(members)));
      }),
    );
  });

  test('is one line of JSON with sorted members', () => {
    assert.equal(
      saleLineContent({ ...saleLine, quantity: '02.50' }),
      '{"amountFen":23600,"businessDate":"2020-10-17","buyerKind":"individual","kind":"sale","lineNo":1,"name":"湄潭翠芽","quantity":"2.5","receiptNo":"202010170001","sku":"TEA-250","soldAt":"2020-10-17T02:24:00.000Z","terminalId":"web","unit":"罐"}',
    );
  });
});
