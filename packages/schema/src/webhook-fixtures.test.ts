import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { faultsOf } from './fault.ts';
import * as schema from './index.ts';
import * as fixtures from './webhook-fixtures.ts';
import type * as z from 'zod/mini';

const schemas: Readonly<Record<keyof typeof fixtures, z.ZodMiniType>> = {
  newWebhook: schema.NewWebhook,
  webhookUpdate: schema.WebhookUpdate,
  webhook: schema.Webhook,
  webhookWithSecret: schema.WebhookWithSecret,
  certificateStatusChanged: schema.RegistryEvent,
  findingRaised: schema.RegistryEvent,
  saleLineRejectedLate: schema.RegistryEvent,
  terminalGapFound: schema.RegistryEvent,
  webhookTest: schema.WebhookEvent,
  webhookAttempt: schema.WebhookAttempt,
  webhookDeliverySummary: schema.WebhookDeliverySummary,
  webhookDelivery: schema.WebhookDelivery,
};

describe('the fixtures of webhooks', () => {
  for (const [name, record] of Object.entries(fixtures)) {
    test(`${name} is valid`, () => {
      const { error } = schemas[name as keyof typeof fixtures].safeParse(record);
      assert.deepEqual(error && faultsOf(error, record), undefined);
    });
  }

  test('have an event of every type that can be subscribed to', () => {
    const types = Object.values(fixtures).flatMap((record) =>
      'data' in record ? [record.type as string] : [],
    );
    assert.deepEqual(types, [...schema.registryEventTypes, schema.testEventType]);
  });
});

describe('a new webhook', () => {
  const { newWebhook } = fixtures;

  for (const [what, change, pointer] of [
    ['no type of event', { eventTypes: [] }, '/eventTypes'],
    ['an unknown type of event', { eventTypes: ['sale.made'] }, '/eventTypes/0'],
    [
      'the test event, which nobody subscribes to',
      { eventTypes: ['webhook.test'] },
      '/eventTypes/0',
    ],
    ['an address without a scheme', { url: 'shop.example/x' }, '/url'],
    ['a label of two lines', { label: 'a\nb' }, '/label'],
    ['a secret of its own', { secret: 'whsec_AAAA' }, '/secret'],
  ] as const) {
    test(`with ${what} is refused`, () => {
      const value = { ...newWebhook, ...change };
      const { error } = schema.NewWebhook.safeParse(value);
      assert.ok(error, 'accepted');
      const pointers = faultsOf(error, value).map((fault) => fault.pointer);
      assert.deepEqual(pointers, [pointer]);
    });
  }
});
