import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import type { Endpoint } from './endpoint.ts';
import { endpoints } from './endpoints.ts';
import { components } from './openapi-components.ts';
import { operationExamples } from './openapi-examples.ts';
import { openApiDocument, problemsOf, type OpenApiOperation } from './openapi.ts';
import { groupOf, operations, splitOperation, type OperationId } from './operations.ts';
import { problems } from './problem.ts';
import * as z from 'zod/mini';

const document = openApiDocument();
const operationIds = Object.keys(operations) as OperationId[];

function operationOf(operationId: OperationId): OpenApiOperation {
  const { method, path } = splitOperation(operationId);
  const operation = document.paths[path]?.[method.toLowerCase()];
  assert.ok(operation, operationId);
  return operation;
}

async function lint(api: unknown) {
  const config = await createConfig({ extends: ['recommended'] });
  const found = await lintFromString({ source: JSON.stringify(api), config });
  return found.map(({ severity, ruleId, message, location }) => {
    return `${severity} ${ruleId} ${location[0]?.pointer}: ${message}`;
  });
}

/** Every object and list in a JSON value, with its path. */
function* nodes(value: unknown, path = '#'): Generator<readonly [string, object]> {
  if (typeof value !== 'object' || value === null) return;
  yield [path, value];
  for (const [name, member] of Object.entries(value)) {
    if (name === 'example' || name === 'examples') continue;
    yield* nodes(member, `${path}/${name}`);
  }
}

describe('the OpenAPI document', () => {
  test('passes the recommended rules without a warning', async () => {
    assert.deepEqual(await lint(document), []);
    assert.deepEqual(await lint(openApiDocument({ server: 'https://registry.fupin.cn/' })), []);
  });

  test('would be found out if it broke a rule', async () => {
    const { getProduct } = { getProduct: operationOf('getProduct') };
    const path = { get: { ...getProduct, security: [{ password: [] }], summary: undefined } };
    const broken = { ...document, paths: { '/v1/products/{productId}': path } };
    const found = (await lint(broken)).join('\n');
    assert.match(found, /security-defined/);
    assert.match(found, /operation-summary/);
  });

  test('is JSON, with nothing lost on the way', () => {
    assert.deepEqual(JSON.parse(JSON.stringify(document)), document);
  });

  test('says its version and server', () => {
    const { info, servers } = openApiDocument({ version: '2.3.4', server: 'https://r.example/' });
    assert.equal(info.version, '2.3.4');
    assert.deepEqual(servers, [{ url: 'https://r.example' }]);
    assert.deepEqual(document.servers, [{ url: '/' }]);
  });

  test('has no mark of TypeScript or zod', () => {
    for (const [path, node] of nodes(document.components.schemas)) {
      if (path.endsWith('/properties')) continue;
      for (const mark of ['readOnly', '$schema', '$id', '$defs', 'id']) {
        assert.equal(mark in node, false, `${path}/${mark}`);
      }
    }
  });

  test('refers to named schemas instead of repeating them', () => {
    const { schemas } = document.components;
    assert.deepEqual(Object.keys(schemas), Object.keys(components));
    assert.deepEqual(Object.keys(schemas), Object.keys(schemas).toSorted());
    const listing = schemas.Listing?.properties?.product;
    assert.deepEqual(listing, { $ref: '#/components/schemas/Product' });
    for (const { description } of Object.values(components))
      assert.match(description, /^[A-Z].*\.$/);
  });

  test('describes each named schema alike as input and as output', () => {
    for (const [name, { schema }] of Object.entries(components)) {
      assert.deepEqual(
        z.toJSONSchema(schema, { io: 'input' }),
        z.toJSONSchema(schema, { io: 'output' }),
        name,
      );
    }
  });

  test('gives an example for each named schema that the schema takes', () => {
    for (const [name, { schema, example }] of Object.entries(components)) {
      if (example !== undefined) assert.ok(schema.safeParse(example).success, name);
    }
  });
});

describe('an operation of the document', () => {
  for (const operationId of operationIds) {
    const endpoint: Endpoint = endpoints[operationId];
    const example: { body?: unknown; response: unknown } = operationExamples[operationId];
    const operation = operationOf(operationId);

    test(`${operationId} says what the endpoint table says`, () => {
      assert.equal(operation.operationId, operationId);
      assert.equal(operation.summary, endpoint.summary);
      assert.deepEqual(operation.tags, [groupOf(operationId)]);
      assert.deepEqual(operation['x-fupin-access'], endpoint.access);
      assert.deepEqual(
        Object.keys(operation.requestBody?.content ?? {}),
        endpoint.bodyMediaTypes ?? (endpoint.body ? ['application/json'] : []),
      );
      const idempotencyKey = { $ref: '#/components/parameters/idempotencyKey' };
      assert.equal(
        JSON.stringify(operation.parameters ?? []).includes(JSON.stringify(idempotencyKey)),
        endpoint.idempotent === true,
      );
    });

    test(`${operationId} has every parameter, with words`, () => {
      const named = (operation.parameters ?? []).filter((parameter) => 'name' in parameter);
      const shape = { ...endpoint.params?.def.shape, ...endpoint.query?.def.shape };
      assert.deepEqual(
        named.map(({ name }) => name),
        Object.keys(shape),
      );
      for (const parameter of named) {
        assert.ok(parameter.description, parameter.name);
        assert.equal(parameter.in, endpoint.params?.def.shape[parameter.name] ? 'path' : 'query');
        if (parameter.in === 'path') assert.equal(parameter.required, true);
      }
    });

    test(`${operationId} names each problem it may answer with`, () => {
      const failures = Object.entries(operation.responses).filter(([status]) => status >= '400');
      assert.deepEqual(
        failures.map(([, response]) => response),
        problemsOf(operationId).map((code) => ({ $ref: `#/components/responses/${code}` })),
      );
      for (const code of endpoint.problems) assert.ok(problems[code].status in operation.responses);
      assert.ok(operation.responses[endpoint.status ?? 200]);
    });

    test(`${operationId} has examples that its schemas take`, () => {
      assert.ok(endpoint.response.safeParse(example.response).success);
      assert.equal(endpoint.body?.safeParse(example.body).success ?? true, true);
    });
  }
});

describe('the headers of an answer', () => {
  const headersOf = (operationId: OperationId) => {
    const [success] = Object.values(operationOf(operationId).responses);
    return success && 'headers' in success ? Object.keys(success.headers ?? {}) : [];
  };

  test('tell how a key stands where a call counts against its quota', () => {
    for (const counted of ['reportSales', 'createCampaign'] as const) {
      assert.deepEqual(headersOf(counted), ['RateLimit', 'RateLimit-Policy'], counted);
    }
    for (const free of ['listProducts', 'listTerminals', 'createComplaint'] as const) {
      assert.deepEqual(headersOf(free), [], free);
    }
    const { responses } = document.components;
    const told = (code: string) => Object.keys(responses[code]?.headers ?? {});
    assert.deepEqual(told('rateLimited'), ['Retry-After', 'RateLimit', 'RateLimit-Policy']);
    assert.deepEqual(told('unavailable'), ['Retry-After']);
  });
});

describe('the wire types of a query', () => {
  const parameter = (operationId: OperationId, wanted: string) =>
    operationOf(operationId).parameters?.find((one) => 'name' in one && one.name === wanted);

  test('a flag is the text true or false', () => {
    assert.partialDeepStrictEqual(parameter('listListings', 'inForce'), {
      required: false,
      schema: { type: 'string', enum: ['true', 'false'] },
    });
  });

  test('a number is an integer within its limits', () => {
    assert.partialDeepStrictEqual(parameter('listListings', 'limit'), {
      schema: { type: 'integer', minimum: 1, maximum: 100 },
    });
  });

  test('a list is comma-separated', () => {
    assert.partialDeepStrictEqual(parameter('getBadgeBundle', 'badgeIds'), {
      required: true,
      style: 'form',
      explode: false,
      schema: { type: 'array', minItems: 1, maxItems: 100 },
    });
  });
});

describe('who may call', () => {
  for (const [operationId, security, words] of [
    ['listProducts', [{}, { publishableKey: [] }], /anybody/],
    [
      'reportSales',
      [{ secretKey: [] }, { reportingSession: [] }],
      /role operator or a reporting session/,
    ],
    ['grantMarkLicence', [{ secretKey: [] }], /role administrator\.$/],
  ] as const) {
    test(`${operationId} is said in words and as security`, () => {
      assert.deepEqual(operationOf(operationId).security, security);
      assert.match(operationOf(operationId).description, words);
    });
  }

  test('a problem is application/problem+json with its status, title and code', () => {
    for (const [code, response] of Object.entries(document.components.responses)) {
      const { status, title } = problems[code as keyof typeof problems];
      assert.deepEqual(Object.keys(response.content), ['application/problem+json']);
      assert.partialDeepStrictEqual(response.content['application/problem+json'], {
        schema: { $ref: '#/components/schemas/Problem' },
        example: { code, status, title },
      });
    }
  });
});
