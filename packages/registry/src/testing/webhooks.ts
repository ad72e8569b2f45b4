import type {
  RegistryEventType,
  WebhookDelivery,
  WebhookDeliverySummary,
  WebhookWithSecret,
} from '@fupin/schema';
import type { TestContext } from 'node:test';
import type { PublicRequest } from '../http/public-request.ts';
import { createWebhookWorker, type WebhookWorker } from '../webhooks/webhook-worker.ts';
import { bodyOf, type RegistryUnderTest } from './registry-under-test.ts';

/** What tests do with the webhooks of a registry. */
export interface WebhooksUnderTest {
  readonly worker: WebhookWorker;
  /** Subscribes to events at a path of the receiver. */
  subscribe(
    key: string,
    path: string,
    eventTypes?: readonly RegistryEventType[],
  ): Promise<WebhookWithSecret>;
  /** Does rounds until nothing is under way; the clock stands still meanwhile. */
  deliver(): Promise<void>;
  /** Lets time pass, then delivers. */
  deliverAfter(ms: number): Promise<void>;
  deliveries(key: string, webhookId: string): Promise<readonly WebhookDeliverySummary[]>;
  delivery(key: string, webhookId: string, deliveryId: string): Promise<WebhookDelivery>;
}

/** A worker over a registry's database that goes by its clock, without jitter. */
export function webhooksOf(
  t: TestContext,
  registry: RegistryUnderTest,
  request: PublicRequest,
): WebhooksUnderTest {
  const worker = createWebhookWorker(registry.database, {
    request,
    clock: () => registry.now,
    logger: {
      error: (message, details) => {
        throw new Error(`${message} ${JSON.stringify(details)}`);
      },
    },
    random: () => 0,
  });
  t.after(() => worker.stop());
  const deliver = async () => {
    await worker.round();
    await worker.idle();
  };
  return {
    worker,
    deliver,
    async subscribe(key, path, eventTypes = ['certificate.statusChanged']) {
      const body = { label: path, url: `https://receiver.example${path}`, eventTypes };
      return bodyOf(await registry.call('createWebhook', { key, body }), 201);
    },
    async deliverAfter(ms) {
      registry.now = new Date(registry.now.getTime() + ms);
      await deliver();
    },
    async deliveries(key, webhookId) {
      const response = await registry.call('listWebhookDeliveries', { key, params: { webhookId } });
      const { items } = await bodyOf<{ items: WebhookDeliverySummary[] }>(response);
      return items;
    },
    async delivery(key, webhookId, deliveryId) {
      const params = { webhookId, deliveryId };
      return bodyOf(await registry.call('getWebhookDelivery', { key, params }));
    },
  };
}
