import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ledgerSummary, listing, outlet, problem, product, saleOutcome } from './fixtures.ts';
import { LedgerSummary } from './ledger.ts';
import { Listing } from './listing.ts';
import { openEnum } from './open-enum.ts';
import { Outlet } from './outlet.ts';
import { Problem } from './problem.ts';
import { Product } from './product.ts';
import { SaleOutcome } from './sale-line.ts';
import * as z from 'zod/mini';

describe('an open enum', () => {
  const Colour = openEnum(['red', 'green']);

  test('passes known and unknown values through', () => {
    assert.equal(Colour.parse('red'), 'red');
    assert.equal(Colour.parse('ultraviolet'), 'ultraviolet');
  });

  test('refuses what is no text', () => {
    assert.equal(Colour.safeParse(1).success, false);
  });

  test('names its known values in the JSON Schema, without closing it', () => {
    const { $schema: _, ...schema } = z.toJSONSchema(Colour);
    assert.deepEqual(schema, { type: 'string', examples: ['red', 'green'] });
  });
});

describe('a record from a newer registry', () => {
  const later = { addedLater: { at: 'any depth' } };
  const records = {
    product: [
      Product,
      {
        ...product,
        ...later,
        supplier: { ...product.supplier, ...later, kind: 'socialEnterprise' },
        certificate: { ...product.certificate, ...later, status: 'underReview' },
      },
    ],
    listing: [Listing, { ...listing, ...later, product: { ...product, ...later } }],
    outlet: [Outlet, { ...outlet, ...later, kind: 'livestream' }],
    outcome: [
      SaleOutcome,
      {
        ...saleOutcome,
        ...later,
        outcome: 'deferred',
        receipt: { ...saleOutcome.receipt, ...later },
      },
    ],
    'ledger summary': [
      LedgerSummary,
      { ...ledgerSummary, ...later, all: { ...ledgerSummary.all, ...later } },
    ],
    problem: [Problem, { ...problem, ...later, code: 'teapot', status: 418 }],
  } as const satisfies Record<string, readonly [z.ZodMiniType, unknown]>;

  for (const [name, [schema, value]] of Object.entries(records)) {
    test(`keeps unknown members and values: ${name}`, () => {
      assert.deepEqual(schema.parse(value), value);
    });
  }
});
