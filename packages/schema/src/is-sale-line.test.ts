import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { returnLine, saleLine } from './fixtures.ts';
import { isSaleLine } from './is-sale-line.ts';
import { SaleLine } from './sale-line.ts';

const names = [...Object.keys(SaleLine.def.innerType.shape), 'note', '__proto__'];
const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`));

/** Values that some member takes, or very nearly. */
const values: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(
    undefined,
    null,
    true,
    -0,
    0,
    1,
    1.5,
    1e11,
    1e11 + 1,
    100_001,
    NaN,
    Infinity,
    [],
    {},
  ),
  fc.constantFrom(
    '',
    ' ',
    'a',
    ' a',
    'a ',
    'a b',
    'a\nb',
    '\ud800',
    '𠮷',
    '核桃',
    '　',
    '\u2028',
    '\u00a0',
    '\ufeff',
  ),
  fc.constantFrom(
    'sale',
    'return',
    'void',
    'union',
    'canteen',
    'other',
    'eastWest',
    'prd_3kq8x0vd',
  ),
  fc.constantFrom('0', '0.0', '1', '01.50', '1.', '1.1234567', '-1', '6901285991219', '69012859'),
  fc.string({ maxLength: 3, unit: 'binary' }),
  fc.integer({ min: 18, max: 300 }).map((length) => 'x'.repeat(length)),
  fc
    .tuple(fc.constantFrom('18', '19', '20', '21'), digits(2), digits(2), digits(2))
    .map(([century, year, month, day]) => `${century}${year}-${month}-${day}`),
  fc
    .tuple(fc.integer({ min: 0, max: 13 }), fc.integer({ min: 0, max: 32 }))
    .map(
      ([month, day]) => `2019-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`,
    ),
  fc
    .tuple(
      fc.constantFrom('2019-02-28', '2019-02-29', '2020-10-17', '1899-12-31'),
      fc.integer({ min: 0, max: 25 }),
      fc.integer({ min: 0, max: 61 }),
      fc.constantFrom('', ':00', ':60', ':30.5', ':30.123456789'),
      fc.constantFrom('', 'Z', 'z', '+08:00', '+0800', '-23:59', '+24:00'),
    )
    .map(([day, hour, minute, second, offset]) => {
      const two = (number: number) => String(number).padStart(2, '0');
      return `${day}T${two(hour)}:${two(minute)}${second}${offset}`;
    }),
  fc.constantFrom(returnLine.original, { ...returnLine.original, note: 1 }, { lineNo: 1 }),
);

const changed = fc
  .tuple(
    fc.constantFrom(saleLine, returnLine),
    fc.array(fc.tuple(fc.constantFrom(...names), values), { maxLength: 3 }),
    fc.array(fc.constantFrom(...names), { maxLength: 2 }),
  )
  .map(([line, changes, missing]) => {
    const entries = [...Object.entries(line), ...changes].filter(
      ([name]) => !missing.includes(name),
    );
    return Object.fromEntries(entries);
  });

describe('the quick check of a sale line', () => {
  test('takes nothing that the schema does not take', () => {
    let taken = 0;
    fc.assert(
      fc.property(changed, (value) => {
        if (!isSaleLine(value)) return;
        taken += 1;
        assert.ok(SaleLine.safeParse(value).success, JSON.stringify(value));
      }),
      { numRuns: 5000 },
    );
    assert.ok(taken > 500);
  });

  test('takes the lines of ordinary books', () => {
    for (const line of [
      saleLine,
      returnLine,
      { ...saleLine, name: '平山核桃（薄皮） 500 克 × 2' },
      { ...saleLine, buyerKind: 'union', fundSource: 'welfare', cooperation: 'designated' },
      { ...saleLine, soldAt: '2020-10-31T23:59:59.123Z', businessDate: '2020-10-31' },
      { ...saleLine, name: undefined, quantity: '0.25' },
    ]) {
      assert.equal(isSaleLine(line), true, JSON.stringify(line));
    }
  });

  test('takes no value that is no plain object', () => {
    for (const value of [null, 'sale', [saleLine], Object.create(saleLine), new Date()]) {
      assert.equal(isSaleLine(value), false);
    }
  });
});
