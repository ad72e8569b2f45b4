import {
  endpoints,
  operations,
  operationUrl,
  splitOperation,
  type Endpoint,
  type OperationId,
} from '@fupin/schema';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { reviewKeys } from '../testing/applications.ts';
import { databaseKinds } from '../testing/databases.ts';
import {
  problemOf,
  sampleKeys,
  startRegistry,
  type RegistryUnderTest,
} from '../testing/registry-under-test.ts';
import { pathParams } from '../testing/path-params.ts';

const operationIds = Object.keys(operations) as OperationId[];

/** A key that an operation lets in, or none where it is public. */
async function keyFor(
  registry: RegistryUnderTest,
  { access }: Endpoint,
): Promise<string | undefined> {
  if (access.includes('public')) return undefined;
  const keys = { ...sampleKeys, supplier: reviewKeys.meitan, certifier: reviewKeys.national };
  const role = (['operator', 'administrator', 'supplier', 'certifier'] as const).find((each) =>
    access.includes(each),
  );
  return registry.key(keys[role ?? 'administrator']);
}

async function assertOrderly(response: Response, registry: RegistryUnderTest, what: string) {
  assert.ok(
    response.status < 500,
    `${response.status} for ${what}: ${registry.failures.join('\n')}`,
  );
  if (response.status < 400) return;
  const problem = await problemOf(response);
  assert.doesNotMatch(JSON.stringify(problem), /\.ts:\d|node_modules|select |insert /i);
  if (problem.code !== 'invalidInput') return;
  assert.ok(problem.issues && problem.issues.length > 0, what);
  for (const issue of problem.issues) {
    assert.match(issue.pointer, /^(?:\/|$)/);
    assert.ok(['body', 'query', 'path', 'header'].includes(issue.in));
  }
}

// What people and programs send where something else was expected.
const oddTexts = [
  '',
  ' ',
  '\0',
  'a\0b',
  "'; drop table product; --",
  '"',
  '%',
  '%00',
  '../../etc/passwd',
  '😀'.repeat(60),
  'x'.repeat(5000),
  '-1',
  '0',
  '1e3',
  '9007199254740993',
  '999999999999999999999999',
  'NaN',
  'null',
  'true',
  '[object Object]',
  '__proto__',
  '2020-02-30',
  '0000-01-01',
  '\u202e\ufeff',
];
const oddValues: readonly unknown[] = [
  ...oddTexts,
  '\ud800',
  null,
  true,
  -1,
  0.5,
  1e308,
  9_007_199_254_740_993,
  [],
  [[]],
  {},
  { toString: null },
  JSON.parse('{"__proto__": {"admin": true}, "constructor": 1}'),
];

for (const kind of databaseKinds) {
  test(kind.name, async (t) => {
    const registry = await startRegistry(t, kind);
    for (const operationId of operationIds) {
      const endpoint: Endpoint = endpoints[operationId];
      const { method } = splitOperation(operationId);

      await t.test(
        `${operationId} answers odd input with a problem that points at the fault`,
        async () => {
          const key = await keyFor(registry, endpoint);
          const send = (path: string, body?: string) =>
            Promise.resolve(
              registry.app.request(path, {
                method,
                headers: {
                  ...(key !== undefined && { authorization: `Bearer ${key}` }),
                  ...(body !== undefined && { 'content-type': 'application/json' }),
                },
                ...(body !== undefined && { body }),
              }),
            );
          for (const name of Object.keys(endpoint.params?.shape ?? {})) {
            for (const odd of oddTexts.filter((text) => text !== '')) {
              const path = operationUrl(operationId, { ...pathParams, [name]: odd });
              const response = await send(path, endpoint.body ? '{}' : undefined);
              await assertOrderly(response.clone(), registry, `${name}=${JSON.stringify(odd)}`);
              assert.ok(response.status >= 400 || name === 'sku', `${name}=${JSON.stringify(odd)}`);
            }
            const wrong = await problemOf(
              await send(
                operationUrl(operationId, { ...pathParams, [name]: '\0' }),
                endpoint.body ? '{}' : undefined,
              ),
            );
            assert.ok(
              wrong.issues?.some((issue) => issue.in === 'path' && issue.pointer === `/${name}`),
            );
          }
          for (const name of Object.keys(endpoint.query?.shape ?? {})) {
            const path = operationUrl(operationId, pathParams);
            for (const odd of oddTexts) {
              const response = await send(
                `${path}?${new URLSearchParams({ [name]: odd }).toString()}`,
              );
              await assertOrderly(response, registry, `${name}=${JSON.stringify(odd)}`);
            }
            for (const query of [`${name}=%00`, `${name}=a&${name}=b`]) {
              const wrong = await problemOf(await send(`${path}?${query}`));
              const pointed = wrong.issues?.some(
                (issue) => issue.in === 'query' && issue.pointer.startsWith(`/${name}`),
              );
              assert.ok(pointed, `${query}: ${JSON.stringify(wrong)}`);
            }
          }
          if (!endpoint.body) return;
          const path = operationUrl(operationId, pathParams);
          for (const value of oddValues) {
            const response = await send(path, JSON.stringify(value));
            await assertOrderly(response, registry, JSON.stringify(value));
          }
          for (const text of ['', '{', '[1,', 'nul', '{"a":1}x', '['.repeat(20_000)]) {
            const problem = await problemOf(await send(path, text));
            assert.equal(problem.code, 'invalidInput', text.slice(0, 20));
            assert.equal(problem.issues?.[0]?.in, 'body');
          }
          const surplus = await problemOf(await send(path, '{"a~b/c": 1}'));
          assert.ok(
            surplus.issues?.some(({ pointer }) => pointer === '/a~0b~1c'),
            JSON.stringify(surplus),
          );
          assert.deepEqual(registry.failures, []);
        },
      );
    }

    await t.test(
      'no JSON document as the body of any writing operation brings the registry down',
      async () => {
        const writing = operationIds.filter((id) => (endpoints[id] as Endpoint).body);
        const keys = new Map<OperationId, string | undefined>();
        for (const id of writing) keys.set(id, await keyFor(registry, endpoints[id]));
        await fc.assert(
          fc.asyncProperty(
            fc.constantFrom(...writing),
            fc.oneof(
              fc.json(),
              fc
                .array(fc.dictionary(fc.string(), fc.jsonValue()))
                .map((lines) => JSON.stringify({ lines })),
            ),
            async (operationId, body) => {
              const key = keys.get(operationId) ?? '';
              const response = await registry.app.request(operationUrl(operationId, pathParams), {
                method: splitOperation(operationId).method,
                headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
                body,
              });
              await assertOrderly(response, registry, body);
            },
          ),
          { numRuns: 150 },
        );
        assert.deepEqual(registry.failures, []);
      },
    );
  });
}
