import type { Endpoint } from '../endpoint.ts';
import { WebhookDeliveryId, WebhookId } from '../id.ts';
import { page, pageQuery } from '../page.ts';
import {
  NewWebhook,
  Webhook,
  WebhookDelivery,
  webhookDeliveryStates,
  WebhookDeliverySummary,
  WebhookReplay,
  WebhookReplayResult,
  WebhookUpdate,
  WebhookWithSecret,
} from '../webhook.ts';
import * as z from 'zod/mini';

const subscribers = ['supplier', 'operator', 'supervisor', 'administrator'] as const;
const webhookParams = z.object({ webhookId: WebhookId });
const deliveryParams = z.object({ webhookId: WebhookId, deliveryId: WebhookDeliveryId });
const nothing = z.readonly(z.strictObject({}));

/** Webhooks: who is told of what happens in the registry, and what became of it. Each caller sees its own. */
export const webhooksEndpoints = {
  listWebhooks: {
    summary: 'List the caller’s webhooks',
    access: subscribers,
    query: z.object(pageQuery),
    response: page(Webhook),
    problems: ['invalidInput'],
  },
  createWebhook: {
    summary: 'Subscribe to events; the answer holds the secret, once',
    access: subscribers,
    body: NewWebhook,
    response: WebhookWithSecret,
    status: 201,
    problems: ['invalidInput', 'conflict'],
  },
  getWebhook: {
    summary: 'Get a webhook, without its secret',
    access: subscribers,
    params: webhookParams,
    response: Webhook,
    problems: ['invalidInput', 'notFound'],
  },
  updateWebhook: {
    summary: 'Change where events are sent, which ones, and whether they are',
    access: subscribers,
    params: webhookParams,
    body: WebhookUpdate,
    response: Webhook,
    problems: ['invalidInput', 'notFound'],
  },
  removeWebhook: {
    summary: 'Remove a webhook and the log of its deliveries',
    access: subscribers,
    params: webhookParams,
    response: Webhook,
    problems: ['invalidInput', 'notFound'],
  },
  rotateWebhookSecret: {
    summary: 'Give a webhook a new secret; the old one signs as well for 24 hours',
    access: subscribers,
    params: webhookParams,
    body: nothing,
    response: WebhookWithSecret,
    status: 201,
    problems: ['invalidInput', 'notFound'],
  },
  createWebhookTest: {
    summary: 'Have a test event sent to a webhook',
    access: subscribers,
    params: webhookParams,
    body: nothing,
    response: WebhookDelivery,
    status: 201,
    idempotent: true,
    problems: ['invalidInput', 'notFound', 'conflict'],
  },
  listWebhookDeliveries: {
    summary: 'List the deliveries to a webhook, the latest first; they are kept for 30 days',
    access: subscribers,
    params: webhookParams,
    query: z.object({ ...pageQuery, state: z.optional(z.enum(webhookDeliveryStates)) }),
    response: page(WebhookDeliverySummary),
    problems: ['invalidInput', 'notFound'],
  },
  getWebhookDelivery: {
    summary: 'Get a delivery with what was sent and every answer',
    access: subscribers,
    params: deliveryParams,
    response: WebhookDelivery,
    problems: ['invalidInput', 'notFound'],
  },
  replayWebhookDelivery: {
    summary: 'Send a delivery that is settled once more, with the same webhook-id',
    access: subscribers,
    params: deliveryParams,
    body: nothing,
    response: WebhookDelivery,
    status: 201,
    idempotent: true,
    problems: ['invalidInput', 'notFound', 'conflict'],
  },
  replayFailedWebhookDeliveries: {
    summary: 'Send all failed deliveries since an instant once more',
    access: subscribers,
    params: webhookParams,
    body: WebhookReplay,
    response: WebhookReplayResult,
    status: 201,
    idempotent: true,
    problems: ['invalidInput', 'notFound', 'conflict'],
  },
} as const satisfies Record<string, Endpoint>;
