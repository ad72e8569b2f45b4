import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Endpoint } from './endpoint.ts';
import { endpoints } from './endpoints.ts';
import { faultsOf, jsonPointer } from './fault.ts';
import { newListing, newOutlet, outlet, saleLine } from './fixtures.ts';
import { NewListing } from './listing.ts';
import { MarkLicenceGrant } from './mark-licence.ts';
import { NewOutlet, Outlet } from './outlet.ts';
import { page } from './page.ts';
import { NewReportingSession } from './reporting-session.ts';
import { SaleLine, SalesReport } from './sale-line.ts';
import { Uscc } from './uscc.ts';
import * as z from 'zod/mini';

const change = endpoints.changeCertificateStatus.body;
const listQuery = endpoints.listListings.query;
const { unit: _, ...unitless } = saleLine;

interface Case {
  readonly schema: z.ZodMiniType;
  readonly value: unknown;
  readonly faults: Readonly<Record<string, string>>;
}

const cases: Readonly<Record<string, Case>> = {
  'a text that is a number': {
    schema: SaleLine,
    value: { ...saleLine, unit: 1 },
    faults: { '/unit': 'must be a string' },
  },
  'a missing text': {
    schema: SaleLine,
    value: unitless,
    faults: { '/unit': 'is missing: must be a string' },
  },
  'a missing choice': {
    schema: change,
    value: { reason: 'x' },
    faults: { '/status': 'is missing: must be one of active, suspended, withdrawn' },
  },
  'a choice that is none': {
    schema: change,
    value: { status: 'lapsed', reason: 'x' },
    faults: { '/status': 'must be one of active, suspended, withdrawn' },
  },
  'a number that is a text': {
    schema: SaleLine,
    value: { ...saleLine, amountFen: '23600' },
    faults: { '/amountFen': 'must be a number' },
  },
  'a fraction': {
    schema: SaleLine,
    value: { ...saleLine, amountFen: 0.5 },
    faults: { '/amountFen': 'must be a whole number' },
  },
  'a number below the least': {
    schema: SaleLine,
    value: { ...saleLine, lineNo: 0 },
    faults: { '/lineNo': 'must be 1 or more' },
  },
  'a number above the greatest': {
    schema: NewReportingSession,
    value: { minutes: 721 },
    faults: { '/minutes': 'must be 720 or less' },
  },
  'an empty text': {
    schema: SaleLine,
    value: { ...saleLine, unit: '' },
    faults: { '/unit': 'must not be empty' },
  },
  'a long text': {
    schema: SaleLine,
    value: { ...saleLine, unit: 'a'.repeat(21) },
    faults: { '/unit': 'must have 20 characters or fewer' },
  },
  'a text with a line break': {
    schema: SaleLine,
    value: { ...saleLine, unit: 'a\nb' },
    faults: { '/unit': 'must be one line of text without space at its ends' },
  },
  'an empty list': {
    schema: SalesReport,
    value: { lines: [] },
    faults: { '/lines': 'must not be empty' },
  },
  'a long list': {
    schema: MarkLicenceGrant,
    value: { origins: Array.from({ length: 21 }, () => 'https://shop.example'), reason: '-' },
    faults: { '/origins': 'must have 20 items or fewer' },
  },
  'an object for a list': {
    schema: SalesReport,
    value: { lines: {} },
    faults: { '/lines': 'must be an array' },
  },
  'a text for an object': {
    schema: SalesReport,
    value: 'lines',
    faults: { '': 'must be an object' },
  },
  null: { schema: SalesReport, value: null, faults: { '': 'must be an object' } },
  'a text for a truth value': {
    schema: NewOutlet,
    value: { ...newOutlet, online: 'yes' },
    faults: { '/online': 'must be true or false' },
  },
  'a day that does not exist': {
    schema: SaleLine,
    value: { ...saleLine, businessDate: '2019-02-29' },
    faults: { '/businessDate': 'must be a day that exists, such as 2020-10-17' },
  },
  'a day that no book has': {
    schema: SaleLine,
    value: { ...saleLine, businessDate: '0001-01-01' },
    faults: { '/businessDate': 'must be in the years 1900 to 2099' },
  },
  'an instant without offset': {
    schema: SaleLine,
    value: { ...saleLine, soldAt: '2020-10-17T08:00:00' },
    faults: {
      '/soldAt': 'must be an instant with offset such as 2020-10-17T08:00:00+08:00 (RFC 3339)',
    },
  },
  'a quantity of nothing': {
    schema: SaleLine,
    value: { ...saleLine, quantity: '0' },
    faults: { '/quantity': 'must be a positive decimal such as "1.5"' },
  },
  'an address that is a script': {
    schema: NewListing,
    value: { ...newListing, link: 'javascript:alert(1)' },
    faults: { '/link': 'must be a full http or https address' },
  },
  'a wrong identifier': {
    schema: NewListing,
    value: { ...newListing, productId: outlet.outletId },
    faults: { '/productId': 'must be an identifier such as "prd_3kq8x0vd"' },
  },
  'a wrong GTIN': {
    schema: SaleLine,
    value: { ...saleLine, gtin: '6901285991220' },
    faults: { '/gtin': 'must be a GTIN whose check digit is right, and not an in-store number' },
  },
  'a wrong USCC': {
    schema: Uscc,
    value: '91110000600037341N',
    faults: { '': 'must be a unified social credit code whose check character is right' },
  },
  'a wrong origin in a list': {
    schema: Outlet,
    value: { ...outlet, origins: ['https://shop.example', 'shop.example'] },
    faults: { '/origins/1': 'must be an exact origin such as "https://shop.example"' },
  },
  'no good': {
    schema: SaleLine,
    value: { ...unitless, unit: '罐', sku: undefined, name: undefined },
    faults: { '/sku': 'is missing: must be given unless productId, gtin or name is' },
  },
  'members that are not known': {
    schema: NewReportingSession,
    value: { hours: 8, 'a/b~c': 1 },
    faults: { '/hours': 'is not known here', '/a~1b~0c': 'is not known here' },
  },
  'a degree too far': {
    schema: NewOutlet,
    value: { ...newOutlet, position: { longitude: 181, latitude: '1' } },
    faults: {
      '/position/longitude': 'must be 180 or less',
      '/position/latitude': 'must be a number',
    },
  },
  'a limit that is no number': {
    schema: listQuery,
    value: { limit: 'many' },
    faults: { '/limit': 'must be a number' },
  },
  'a limit that is too great': {
    schema: listQuery,
    value: { limit: '101' },
    faults: { '/limit': 'must be 100 or less' },
  },
  'a flag that is none': {
    schema: listQuery,
    value: { inForce: '1' },
    faults: { '/inForce': 'must be one of true, false' },
  },
  'a wrong sort': {
    schema: listQuery,
    value: { sort: 'price' },
    faults: {
      '/sort': 'must be one of relevance, priceAscending, priceDescending, householdsHelped',
    },
  },
  'a wrong division': {
    schema: listQuery,
    value: { divisionCode: '贵州' },
    faults: { '/divisionCode': 'must be six digits (GB/T 2260)' },
  },
  'a wrong category': {
    schema: listQuery,
    value: { categoryCode: 'tea' },
    faults: { '/categoryCode': 'must be 2, 4 or 6 digits' },
  },
  'badge ids of which one is wrong': {
    schema: endpoints.getBadgeBundle.query,
    value: { badgeIds: 'bdg_5w0z8y2q7r,x' },
    faults: { '/badgeIds/1': 'must be an identifier such as "bdg_3kq8x0vd"' },
  },
  'a sku that no path can carry': {
    schema: endpoints.setListing.params,
    value: { outletId: outlet.outletId, sku: '..' },
    faults: { '/sku': 'must not be "." or ".."' },
  },
  'an answer without its list': {
    schema: page(z.string()),
    value: { items: null, nextCursor: null },
    faults: { '/items': 'must be an array' },
  },
};

function faultsIn({ schema, value }: Case): Record<string, string> {
  const { error } = schema.safeParse(value);
  assert.ok(error);
  return Object.fromEntries(faultsOf(error, value).map(({ pointer, detail }) => [pointer, detail]));
}

describe('the faults of a value', () => {
  for (const [what, item] of Object.entries(cases)) {
    test(`name ${what}`, () => assert.deepEqual(faultsIn(item), item.faults));
  }

  test('read the same whatever language the page has set for zod', () => {
    const { localeError } = z.config();
    for (const locale of [z.locales.en(), z.locales.zhCN()]) {
      z.config(locale);
      try {
        for (const item of Object.values(cases)) assert.deepEqual(faultsIn(item), item.faults);
      } finally {
        z.config({ localeError });
      }
    }
  });

  test('without the value say what was expected, missing or not', () => {
    const { error } = SaleLine.safeParse(unitless);
    assert.deepEqual(error && faultsOf(error), [{ pointer: '/unit', detail: 'must be a string' }]);
  });

  test('never quote the value', () => {
    const secret = 'sk_secret';
    const spoiled = Object.fromEntries(Object.keys(saleLine).map((name) => [name, secret]));
    const { error } = SaleLine.safeParse(spoiled);
    assert.ok(error);
    assert.equal(JSON.stringify(faultsOf(error, spoiled)).includes(secret), false);
  });
});

/** Every kind of zod schema and check in the endpoint table, each once. */
function kindsIn(schema: z.core.$ZodType, seen = new Set<unknown>(), kinds = new Set<string>()) {
  if (seen.has(schema)) return kinds;
  seen.add(schema);
  const def = schema._zod.def as z.core.$ZodTypeDef & Record<string, unknown>;
  kinds.add(def.type);
  for (const check of def.checks ?? []) kinds.add(check._zod.def.check);
  for (const member of Object.values(def).flatMap((value) =>
    value && typeof value === 'object' && !('_zod' in value) ? Object.values(value) : [value],
  )) {
    if (member && typeof member === 'object' && '_zod' in member && 'safeParse' in member) {
      kindsIn(member as z.core.$ZodType, seen, kinds);
    }
  }
  return kinds;
}

test('the endpoint table holds no kind of schema whose faults have no wording', () => {
  const worded = new Set([
    ...['string', 'number', 'boolean', 'enum', 'never', 'object', 'array', 'record', 'unknown'],
    ...['file', 'literal', 'union', 'optional', 'nullable', 'readonly', 'pipe', 'transform'],
    ...[
      'min_length',
      'max_length',
      'greater_than',
      'less_than',
      'number_format',
      'string_format',
      'custom',
    ],
  ]);
  const kinds = new Set<string>();
  for (const endpoint of Object.values<Endpoint>(endpoints)) {
    for (const part of ['params', 'query', 'body', 'envelope', 'response'] as const) {
      const schema = endpoint[part];
      if (schema) for (const kind of kindsIn(schema)) kinds.add(kind);
    }
  }
  assert.ok(kinds.has('custom') && kinds.has('max_length') && kinds.has('record'));
  assert.deepEqual(
    [...kinds].filter((kind) => !worded.has(kind)),
    [],
  );
});

test('a JSON Pointer escapes ~ and /', () => {
  assert.equal(jsonPointer(['a/b', 0, 'm~n']), '/a~1b/0/m~0n');
  assert.equal(jsonPointer([]), '');
});
