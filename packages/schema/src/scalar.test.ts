import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { CategoryCode } from './category.ts';
import { BadgeId, CertificateId, OutletId, ProductId, StatusListId, SupplierId } from './id.ts';
import { Sku } from './listing.ts';
import {
  AmountFen,
  CalendarDate,
  Instant,
  line,
  Origin,
  Quantity,
  SumFen,
  WebAddress,
} from './scalar.ts';
import type * as z from 'zod/mini';

interface Cases {
  readonly schema: z.ZodMiniType;
  readonly good: readonly unknown[];
  readonly bad: readonly unknown[];
}

const tables: Readonly<Record<string, Cases>> = {
  Instant: {
    schema: Instant,
    good: [
      '2020-10-17T08:00:00+08:00',
      '2020-10-17T00:00:00Z',
      '2020-10-17T00:00:00.123Z',
      '2020-02-29T23:59:59-11:30',
      '1900-01-01T00:00:00Z',
      '2099-12-31T23:59:59Z',
    ],
    bad: [
      '2020-10-17T08:00:00',
      '2020-10-17T08:00+08:00',
      '2020-10-17 08:00:00+08:00',
      '2020-10-17T08:00:00+0800',
      '2020-10-17T24:00:00Z',
      '2020-10-17T23:59:60Z',
      '2019-02-29T00:00:00Z',
      '0000-01-01T00:00:00Z',
      '1899-12-31T23:59:59Z',
      '2100-01-01T00:00:00Z',
      '2020-10-17',
      '',
      1602892800000,
      null,
    ],
  },
  CalendarDate: {
    schema: CalendarDate,
    good: ['2020-10-17', '2020-02-29', '1900-01-01', '2099-12-31'],
    bad: ['2019-02-29', '2020-13-01', '2020-1-1', '20201017', '0000-01-01', '2100-01-01', '', null],
  },
  AmountFen: {
    schema: AmountFen,
    good: [0, 1, 100_000_000_000, 3.0],
    bad: [-1, 0.5, 100_000_000_001, NaN, Infinity, '100', null],
  },
  SumFen: {
    schema: SumFen,
    good: [-5, 0, Number.MAX_SAFE_INTEGER],
    bad: [0.1, Number.MAX_SAFE_INTEGER + 1, '1'],
  },
  Quantity: {
    schema: Quantity,
    good: ['1', '1.5', '0.000001', '007', '999999999999.999999', '1.0'],
    bad: [
      '0',
      '0.0',
      '-1',
      '+1',
      '1.',
      '.5',
      '1e3',
      '1,5',
      '1.0000001',
      '1234567890123',
      '',
      ' 1',
      1,
    ],
  },
  'line(5)': {
    schema: line(5),
    good: ['a', '一二三四五', 'a b', 'é', '🍵🍵'],
    bad: [
      '',
      ' a',
      'a ',
      'a\nb',
      'a\u0000',
      'a\u2028b',
      'a\u0085b',
      '\ud800',
      'a\udc00',
      'abcdef',
      5,
    ],
  },
  Sku: { schema: Sku, good: ['TEA-250', 'a/b', '...', '.5', '%2e'], bad: ['.', '..', '', ' '] },
  Origin: {
    schema: Origin,
    good: ['https://shop.example', 'http://127.0.0.1:5173', 'https://xn--fiq228c.example'],
    bad: [
      'https://shop.example/',
      'https://shop.example:443',
      'https://Shop.example',
      'https://商店.example',
      'https://user@shop.example',
      'shop.example',
      'null',
      'ftp://shop.example',
      'file://',
      'https://*.shop.example',
      'https://',
    ],
  },
  WebAddress: {
    schema: WebAddress,
    good: [
      'https://shop.example/专区?a=1#b',
      'http://localhost:5173',
      'https://shop.example/a%20b',
      `https://a.example/${'a'.repeat(482)}`,
    ],
    bad: [
      'javascript:alert(1)',
      'data:text/html,x',
      'shop.example',
      '//shop.example',
      'https:shop.example',
      'https://',
      'https://shop example',
      'https://shop.example/\u0000',
      'https://shop.example/a\nb',
      'https://shop.example/\ud800',
      ' https://shop.example',
      'https://shop.example:99999',
      '/area',
      '',
      `https://a.example/${'a'.repeat(483)}`,
    ],
  },
  CategoryCode: {
    schema: CategoryCode,
    good: ['03', '0301', '030101'],
    bad: ['', '3', '030', '03010101', '0301x1'],
  },
  ProductId: {
    schema: ProductId,
    good: ['prd_3kq8x0vd', `prd_${'a'.repeat(40)}`],
    bad: [
      'prd_3kq8x0v',
      `prd_${'a'.repeat(41)}`,
      'prd_3KQ8X0VD',
      'out_3kq8x0vd',
      'prd_3kq8x0vd\n',
      '',
    ],
  },
  SupplierId: { schema: SupplierId, good: ['sup_3kq8x0vd'], bad: ['prd_3kq8x0vd'] },
  CertificateId: { schema: CertificateId, good: ['crt_3kq8x0vd'], bad: ['prd_3kq8x0vd'] },
  OutletId: { schema: OutletId, good: ['out_3kq8x0vd'], bad: ['prd_3kq8x0vd'] },
  BadgeId: { schema: BadgeId, good: ['bdg_3kq8x0vd'], bad: ['prd_3kq8x0vd'] },
  StatusListId: { schema: StatusListId, good: ['stl_3kq8x0vd'], bad: ['prd_3kq8x0vd'] },
};

for (const [name, { schema, good, bad }] of Object.entries(tables)) {
  describe(name, () => {
    for (const value of good) {
      test(`takes ${JSON.stringify(value)}`, () => {
        assert.equal(schema.safeParse(value).success, true);
      });
    }
    for (const value of bad) {
      test(`refuses ${JSON.stringify(value)} (${typeof value})`, () => {
        assert.equal(schema.safeParse(value).success, false);
      });
    }
  });
}
