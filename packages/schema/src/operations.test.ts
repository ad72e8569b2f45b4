import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { operations, operationUrl, splitOperation, type OperationId } from './operations.ts';

const operationIds = Object.keys(operations) as OperationId[];

describe('the operations', () => {
  test('each have a verb and noun, a method and a path of their own', () => {
    for (const operationId of operationIds) {
      const { method, path } = splitOperation(operationId);
      assert.match(
        operationId,
        /^(?:list|get|close|create|issue|set|change|report|verify|renew|grant|follow|remove|update|submit|withdraw|take|add|file|answer|publish|discard|rotate|replay|resolve|send)[A-Z]\w+$/,
      );
      assert.match(method, /^(?:GET|POST|PUT|DELETE)$/);
      assert.match(path, /^(?:\/(?:[a-z0-9.-]+|\{[a-zA-Z]+\}))+$/);
      assert.equal(method === 'GET', /^(?:list|get)/.test(operationId), operationId);
    }
    assert.equal(new Set(Object.values(operations)).size, operationIds.length);
  });
});

describe('the address of a call', () => {
  for (const [operationId, params, query, expected] of [
    ['listProducts', {}, {}, '/v1/products'],
    [
      'listProducts',
      {},
      { q: '绿茶 & 红茶', limit: 24, inForce: true, cursor: undefined },
      '/v1/products?q=%E7%BB%BF%E8%8C%B6+%26+%E7%BA%A2%E8%8C%B6&limit=24&inForce=true',
    ],
    ['getProduct', { productId: 'prd_3kq8x0vd' }, {}, '/v1/products/prd_3kq8x0vd'],
    [
      'setListing',
      { outletId: 'out_9f4h6j1p', sku: 'a/b?c#d%2F 茶' },
      {},
      '/v1/outlets/out_9f4h6j1p/listings/a%2Fb%3Fc%23d%252F%20%E8%8C%B6',
    ],
    [
      'getBadgeBundle',
      {},
      { badgeIds: ['bdg_00000001', 'bdg_00000002'] },
      '/badges/bundle?badgeIds=bdg_00000001%2Cbdg_00000002',
    ],
    ['listOutlets', {}, { q: '' }, '/v1/outlets?q='],
  ] as const) {
    test(`of ${operationId} is ${expected}`, () => {
      assert.equal(operationUrl(operationId, params, query), expected);
    });
  }

  for (const sku of ['', '.', '..']) {
    test(`can’t be made with a path parameter ${JSON.stringify(sku)}`, () => {
      assert.throws(
        () => operationUrl('setListing', { outletId: 'out_9f4h6j1p', sku }),
        /^TypeError: .*\{sku\}: path parameter sku/,
      );
    });
  }

  test('can’t be made without a path parameter', () => {
    assert.throws(() => operationUrl('getProduct'), /path parameter productId is missing/);
  });

  test('leads back to the path parameters', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), (sku) => {
        fc.pre(sku !== '.' && sku !== '..');
        const address = operationUrl('setListing', { outletId: 'out_9f4h6j1p', sku });
        const segments = new URL(address, 'http://registry.example').pathname.split('/');
        assert.equal(segments.length, 6);
        assert.equal(decodeURIComponent(segments[5] ?? ''), sku);
      }),
    );
  });
});
