import type { Webhook, WebhookWithSecret } from '@fupin/schema';
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { databaseKinds } from '../testing/databases.ts';
import {
  bodyOf,
  problemOf,
  sampleKeys,
  startRegistry,
  type RegistryUnderTest,
} from '../testing/registry-under-test.ts';
import { everyCaller } from '../testing/callers.ts';

const body = {
  label: '商品系统',
  url: 'https://shop.example/hooks',
  eventTypes: ['certificate.statusChanged', 'certificate.statusChanged', 'finding.raised'],
} as const;

const [kind] = databaseKinds;
assert.ok(kind);
const start = (t: TestContext) => startRegistry(t, kind);

async function create(registry: RegistryUnderTest, key: string): Promise<WebhookWithSecret> {
  return bodyOf(await registry.call('createWebhook', { key, body }), 201);
}

test('a webhook is shown with its secret when it is made and rotated, and never else', async (t) => {
  const registry = await start(t);
  const key = await registry.key(sampleKeys.operator);
  const { secret, ...made } = await create(registry, key);
  assert.match(secret, /^whsec_[A-Za-z0-9+/]{43}=$/);
  assert.deepEqual(made, {
    webhookId: made.webhookId,
    label: body.label,
    url: body.url,
    eventTypes: ['certificate.statusChanged', 'finding.raised'],
    enabled: true,
    disabledReason: null,
    disabledAt: null,
    failingSince: null,
    previousSecretUntil: null,
    createdAt: registry.now.toISOString(),
  });
  const params = { webhookId: made.webhookId };
  assert.deepEqual(await bodyOf(await registry.call('getWebhook', { key, params })), made);
  assert.deepEqual(await bodyOf(await registry.call('listWebhooks', { key })), {
    items: [made],
    nextCursor: null,
  });
  const rotated = await bodyOf<WebhookWithSecret>(
    await registry.call('rotateWebhookSecret', { key, params, body: {} }),
    201,
  );
  assert.notEqual(rotated.secret, secret);
  assert.equal((await create(registry, key)).secret === secret, false);
});

test('its owner changes and removes it', async (t) => {
  const registry = await start(t);
  const key = await registry.key(sampleKeys.operator);
  const { webhookId } = await create(registry, key);
  const params = { webhookId };
  const change = { label: 'b', url: 'https://shop.example/b', eventTypes: ['finding.raised'] };
  const update = async (enabled: boolean) =>
    bodyOf<Webhook>(
      await registry.call('updateWebhook', { key, params, body: { ...change, enabled } }),
    );
  const off = await update(false);
  assert.deepEqual(
    [off.label, off.url, off.eventTypes, off.enabled, off.disabledReason, off.disabledAt],
    ['b', change.url, change.eventTypes, false, 'owner', registry.now.toISOString()],
  );
  const refused = await problemOf(
    await registry.call('createWebhookTest', { key, params, body: {} }),
  );
  assert.equal(refused.code, 'conflict');
  const on = await update(true);
  assert.deepEqual([on.enabled, on.disabledReason, on.disabledAt], [true, null, null]);
  await bodyOf(await registry.call('createWebhookTest', { key, params, body: {} }), 201);
  await bodyOf(await registry.call('removeWebhook', { key, params }));
  assert.equal((await registry.call('getWebhook', { key, params })).status, 404);
});

test('it is seen with every key of its owner, and with no other', async (t) => {
  const registry = await start(t);
  const { webhookId } = await create(registry, await registry.key(sampleKeys.operator));
  const params = { webhookId };
  const seenWith = async (key: Parameters<typeof registry.key>[0]) =>
    (await registry.call('getWebhook', { key: await registry.key(key), params })).status;
  assert.equal(await seenWith(sampleKeys.operator), 200);
  assert.equal(await seenWith(sampleKeys.otherOperator), 404);
  assert.equal(await seenWith(sampleKeys.supervisor), 404);
  assert.equal(await seenWith(sampleKeys.administrator), 404);
  const key = await registry.key(sampleKeys.otherOperator);
  const replay = { since: registry.now.toISOString() };
  for (const [operationId, sent] of [
    ['updateWebhook', { ...body, eventTypes: ['finding.raised'], enabled: true }],
    ['removeWebhook', undefined],
    ['rotateWebhookSecret', {}],
    ['createWebhookTest', {}],
    ['listWebhookDeliveries', undefined],
    ['replayFailedWebhookDeliveries', replay],
  ] as const) {
    const response = await registry.call(operationId, { key, params, body: sent });
    assert.equal(response.status, 404, operationId);
  }
});

test('webhooks are had by suppliers, operators, supervisors and administrators alone', async (t) => {
  const registry = await start(t);
  const created: string[] = [];
  for (const { name, key, headers } of await everyCaller(registry)) {
    const response = await registry.call('createWebhook', {
      body,
      headers,
      ...(key !== undefined && { key }),
    });
    if (response.status === 201) created.push(name);
    else assert.ok([401, 403].includes(response.status), name);
  }
  // The supplier of the table is bound to none, and so has nothing to hear of.
  assert.deepEqual(created, [
    'an operator',
    'the country’s supervisor',
    'the province’s supervisor',
    'another province’s supervisor',
    'an administrator',
  ]);
});

test('an address that is not on the public internet is refused, with a pointer', async (t) => {
  const registry = await start(t);
  const key = await registry.key(sampleKeys.operator);
  for (const url of ['http://shop.example/x', 'https://127.0.0.1/x', 'https://10.0.0.1/x']) {
    const response = await registry.call('createWebhook', { key, body: { ...body, url } });
    const { code, issues } = await problemOf(response);
    assert.deepEqual([code, issues?.[0]?.pointer], ['invalidInput', '/url'], url);
  }
});

test('an owner has twenty webhooks at most', async (t) => {
  const registry = await start(t);
  const key = await registry.key(sampleKeys.operator);
  for (let count = 0; count < 20; count += 1) await create(registry, key);
  const { code, detail } = await problemOf(await registry.call('createWebhook', { key, body }));
  assert.equal(code, 'conflict');
  assert.match(detail, /20 webhooks/);
  const page = await bodyOf<{ items: unknown[]; nextCursor: string | null }>(
    await registry.call('listWebhooks', { key, query: { limit: 15 } }),
  );
  const { items } = await bodyOf<{ items: unknown[] }>(
    await registry.call('listWebhooks', { key, query: { cursor: page.nextCursor ?? '' } }),
  );
  assert.deepEqual([page.items.length, items.length], [15, 5]);
  await create(registry, await registry.key(sampleKeys.otherOperator));
});
