import { testEventType, type Webhook, type WebhookDelivery } from '@fupin/schema';
import type { Connection } from '../database/database.ts';
import type { Handlers } from '../http/handler.ts';
import { invalidInput, ProblemError } from '../http/problem-error.ts';
import type { Caller } from '../keys/caller.ts';
import { randomId } from '../record-id.ts';
import { deliveryPolicy } from './delivery-policy.ts';
import {
  addDeliveries,
  findDelivery,
  listDeliveries,
  replayDelivery,
  replayFailed,
} from './delivery-store.ts';
import { ownerOf, ownerText } from './webhook-owner.ts';
import {
  addWebhook,
  countWebhooks,
  deleteWebhook,
  findWebhook,
  listWebhooks,
  lockWebhook,
  replaceSecret,
  setWebhook,
} from './webhook-store.ts';
import { readWebhookUrl } from './webhook-url.ts';

type WebhookOperation =
  | 'listWebhooks'
  | 'createWebhook'
  | 'getWebhook'
  | 'updateWebhook'
  | 'removeWebhook'
  | 'rotateWebhookSecret'
  | 'createWebhookTest'
  | 'listWebhookDeliveries'
  | 'getWebhookDelivery'
  | 'replayWebhookDelivery'
  | 'replayFailedWebhookDeliveries';

/** Handlers of webhooks. A sandbox sends to receivers on this machine as well. */
export function webhookHandlers({
  isSandbox,
}: {
  readonly isSandbox: boolean;
}): Handlers<WebhookOperation> {
  const checkedUrl = (text: string): string => {
    const { url, fault } = readWebhookUrl(text, isSandbox);
    if (fault !== undefined) throw invalidInput('body', '/url', fault);
    return url;
  };
  return {
    listWebhooks: ({ connection, query, caller, now }) =>
      listWebhooks(connection, ownerText(ownerOf(caller)), query, now),

    async createWebhook({ connection, body, caller, now }) {
      const owner = ownerText(ownerOf(caller));
      const url = checkedUrl(body.url);
      if ((await countWebhooks(connection, owner)) >= deliveryPolicy.webhooksOfOne) {
        throw new ProblemError(
          'conflict',
          `There are ${deliveryPolicy.webhooksOfOne} webhooks already, which is the most. Remove one that is not needed.`,
        );
      }
      return addWebhook(connection, owner, { ...body, url }, now);
    },

    getWebhook: ({ connection, params: { webhookId }, caller, now }) =>
      ownWebhook(connection, webhookId, caller, now),

    async updateWebhook({ connection, params: { webhookId }, body, caller, now }) {
      const url = checkedUrl(body.url);
      const webhook = await lockedWebhook(connection, webhookId, caller, now);
      await setWebhook(connection, webhook, { ...body, url }, now);
      return ownWebhook(connection, webhookId, caller, now);
    },

    async removeWebhook({ connection, params: { webhookId }, caller, now }) {
      const webhook = await lockedWebhook(connection, webhookId, caller, now);
      await deleteWebhook(connection, webhookId);
      return webhook;
    },

    async rotateWebhookSecret({ connection, params: { webhookId }, caller, now }) {
      await lockedWebhook(connection, webhookId, caller, now);
      const secret = await replaceSecret(connection, webhookId, now);
      return { ...(await ownWebhook(connection, webhookId, caller, now)), secret };
    },

    async createWebhookTest({ connection, params: { webhookId }, caller, now }) {
      await enabledWebhook(connection, webhookId, caller, now);
      const event = {
        type: testEventType,
        timestamp: now.toISOString(),
        data: { webhookId },
      } as const;
      const test = { eventId: randomId('evt'), event, webhookIds: [webhookId] };
      const [deliveryId = ''] = await addDeliveries(connection, [test], now);
      return existingDelivery(connection, webhookId, deliveryId);
    },

    async listWebhookDeliveries({ connection, params: { webhookId }, query, caller, now }) {
      // First, for a cursor that is none is wrong whatever the webhook is.
      const deliveries = await listDeliveries(connection, webhookId, query);
      await ownWebhook(connection, webhookId, caller, now);
      return deliveries;
    },

    async getWebhookDelivery({ connection, params: { webhookId, deliveryId }, caller, now }) {
      await ownWebhook(connection, webhookId, caller, now);
      return existingDelivery(connection, webhookId, deliveryId);
    },

    async replayWebhookDelivery({ connection, params: { webhookId, deliveryId }, caller, now }) {
      await enabledWebhook(connection, webhookId, caller, now);
      await existingDelivery(connection, webhookId, deliveryId);
      if (!(await replayDelivery(connection, deliveryId, now))) {
        throw new ProblemError(
          'conflict',
          'The delivery is on its way. It can be replayed once it is delivered or has failed.',
        );
      }
      return existingDelivery(connection, webhookId, deliveryId);
    },

    async replayFailedWebhookDeliveries({ connection, params: { webhookId }, body, caller, now }) {
      await enabledWebhook(connection, webhookId, caller, now);
      const since = new Date(body.since);
      return { replayed: await replayFailed(connection, webhookId, since, now) };
    },
  };
}

async function ownWebhook(
  connection: Connection,
  webhookId: string,
  caller: Caller,
  now: Date,
): Promise<Webhook> {
  const webhook = await findWebhook(connection, ownerText(ownerOf(caller)), webhookId, now);
  if (!webhook) throw new ProblemError('notFound', `The key has no webhook ${webhookId}.`);
  return webhook;
}

async function lockedWebhook(
  connection: Connection,
  webhookId: string,
  caller: Caller,
  now: Date,
): Promise<Webhook> {
  await lockWebhook(connection, webhookId);
  return ownWebhook(connection, webhookId, caller, now);
}

async function enabledWebhook(
  connection: Connection,
  webhookId: string,
  caller: Caller,
  now: Date,
): Promise<void> {
  const { enabled } = await lockedWebhook(connection, webhookId, caller, now);
  if (enabled) return;
  throw new ProblemError(
    'conflict',
    'The webhook is disabled, so nothing is sent. Enable it first, once its receiver works.',
  );
}

async function existingDelivery(
  connection: Connection,
  webhookId: string,
  deliveryId: string,
): Promise<WebhookDelivery> {
  const delivery = await findDelivery(connection, webhookId, deliveryId);
  if (!delivery) {
    throw new ProblemError(
      'notFound',
      `The webhook has no delivery ${deliveryId}; they are kept for 30 days.`,
    );
  }
  return delivery;
}
