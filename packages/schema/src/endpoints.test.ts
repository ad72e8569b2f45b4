import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Endpoint } from './endpoint.ts';
import { endpoints } from './endpoints.ts';
import { operations, splitOperation, type OperationId } from './operations.ts';

const entries = Object.entries<Endpoint>(endpoints) as [OperationId, Endpoint][];
const isRead = (operationId: OperationId) => splitOperation(operationId).method === 'GET';

describe('the endpoint table', () => {
  test('has an entry for each operation, in the same order', () => {
    assert.deepEqual(Object.keys(endpoints), Object.keys(operations));
  });

  for (const [operationId, endpoint] of entries) {
    test(`${operationId} has the parameters of its path`, () => {
      const names = [...splitOperation(operationId).path.matchAll(/\{(\w+)\}/g)].map(
        ([, name]) => name,
      );
      assert.deepEqual(Object.keys(endpoint.params?.def.shape ?? {}), names);
    });

    test(`${operationId} can say that its input is wrong where it has any`, () => {
      const hasInput = Boolean(endpoint.params ?? endpoint.query ?? endpoint.body);
      assert.equal(endpoint.problems.includes('invalidInput'), hasInput);
      if (endpoint.params) assert.ok(endpoint.problems.includes('notFound'));
    });

    test(`${operationId} has a body if, and only if, it sends something`, () => {
      const { method } = splitOperation(operationId);
      const bodies = [endpoint.body, endpoint.bodyMediaTypes].filter(Boolean);
      assert.equal(bodies.length, method === 'GET' || method === 'DELETE' ? 0 : 1);
      if (isRead(operationId)) assert.equal(endpoint.idempotent, undefined);
    });

    test(`${operationId} lets the public read only, and speak for themselves`, () => {
      if (!isRead(operationId) && !endpoint.isSafe && !endpoint.keyless) {
        assert.equal(endpoint.access.includes('public'), false);
      }
      if (endpoint.keyless) assert.deepEqual(endpoint.access, ['public']);
      assert.ok(endpoint.access.length > 0);
    });
  }

  test('names no parameter in both path and body or query', () => {
    for (const [operationId, { params, query }] of entries) {
      for (const name of Object.keys(params?.def.shape ?? {})) {
        assert.equal(name in (query?.def.shape ?? {}), false, operationId);
      }
    }
  });
});

describe('a query', () => {
  const { query } = endpoints.listListings;

  test('is read from text', () => {
    assert.deepEqual(
      query.parse({ limit: '24', inForce: 'true', facets: 'false', sort: 'relevance', q: '茶' }),
      { limit: 24, inForce: true, facets: false, sort: 'relevance', q: '茶' },
    );
    assert.deepEqual(query.parse({}), {});
  });

  for (const limit of ['0', '101', '-1', '1.5', '', 'ten', 'NaN', 'Infinity']) {
    test(`has no limit of ${JSON.stringify(limit)}`, () => {
      assert.equal(query.safeParse({ limit }).success, false);
    });
  }

  test('of badges is a comma-separated list of 1 to 100', () => {
    const { query: badges } = endpoints.getBadgeBundle;
    const ids = (count: number) => Array.from({ length: count }, () => 'bdg_5w0z8y2q7r').join(',');
    assert.deepEqual(badges.parse({ badgeIds: ids(2) }), {
      badgeIds: ['bdg_5w0z8y2q7r', 'bdg_5w0z8y2q7r'],
    });
    assert.equal(badges.safeParse({ badgeIds: ids(100) }).success, true);
    for (const badgeIds of [ids(101), '', ',', `${ids(1)},`, undefined]) {
      assert.equal(badges.safeParse({ badgeIds }).success, false);
    }
  });
});
