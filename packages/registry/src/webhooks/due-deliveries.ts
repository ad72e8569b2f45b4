import type { WebhookAttempt } from '@fupin/schema';
import { sql } from 'kysely';
import { randomUUID } from 'node:crypto';
import type { Connection } from '../database/database.ts';
import { deliveryPolicy } from './delivery-policy.ts';
import { attemptsOf } from './delivery-store.ts';
import { disableWebhook } from './webhook-store.ts';

/** A delivery that is to be attempted now, and belongs to whoever holds its lease until then. */
export interface DueDelivery {
  readonly deliveryId: string;
  readonly webhookId: string;
  readonly eventId: string;
  readonly lease: string;
  readonly url: string;
  /** The secrets to sign with, the newest first. */
  readonly secrets: readonly string[];
  readonly payload: string;
  /** How many attempts have failed since it was put on its way. */
  readonly tries: number;
  readonly attempts: readonly WebhookAttempt[];
}

/** What an attempt came to. */
export interface AttemptResult {
  readonly attempt: WebhookAttempt;
  readonly outcome: 'delivered' | 'gone' | 'failed';
  /** When it is attempted next after a failure; undefined where it is given up. */
  readonly nextAt: Date | undefined;
  /** Until when its receiver asked to be left alone; undefined where it did not. */
  readonly holdUntil: Date | undefined;
}

/** The webhooks to which something is due. */
export async function findDueWebhooks({ db }: Connection, now: Date): Promise<readonly string[]> {
  const nowMs = now.getTime();
  const { rows } = await sql<{ webhookId: string }>`
    select webhook_id from webhook
    where enabled = ${true} and (hold_until_ms is null or hold_until_ms <= ${nowMs})
      and exists (select 1 from webhook_delivery
        where webhook_delivery.webhook_id = webhook.webhook_id
          and state = 'pending' and due_ms <= ${nowMs})`.execute(db);
  return rows.map(({ webhookId }) => webhookId);
}

/**
 * Takes a lease on some of the deliveries that are due to a webhook, the longest due first; none that another process is
 * attempting. A lease runs out by itself, so that what a killed process held is attempted again.
 */
export async function claimDeliveries(
  { db, dialect }: Connection,
  webhookId: string,
  now: Date,
): Promise<readonly DueDelivery[]> {
  const nowMs = now.getTime();
  const webhook = await db
    .selectFrom('webhook')
    .select(['url', 'secret', 'previousSecret', 'previousUntilMs'])
    .where('webhookId', '=', webhookId)
    .where('enabled', '=', true)
    .where(({ or, eb }) => or([eb('holdUntilMs', 'is', null), eb('holdUntilMs', '<=', nowMs)]))
    .executeTakeFirst();
  if (!webhook) return [];
  const lease = randomUUID();
  const { rows } = await sql<{ deliveryId: string }>`
    update webhook_delivery set lease = ${lease}, due_ms = ${nowMs + deliveryPolicy.leaseMs}
    where delivery_id in (select delivery_id from webhook_delivery
      where webhook_id = ${webhookId} and state = 'pending' and due_ms <= ${nowMs}
      order by due_ms limit ${deliveryPolicy.atOnceToOne} ${dialect.forUpdateSkippingLocked})
    returning delivery_id`.execute(db);
  if (rows.length === 0) return [];
  const leased = await db
    .selectFrom('webhookDelivery')
    .innerJoin('webhookEvent', 'webhookEvent.eventId', 'webhookDelivery.eventId')
    .select(['deliveryId', 'webhookDelivery.eventId', 'payload', 'tries', 'attempts'])
    .where(
      'deliveryId',
      'in',
      rows.map(({ deliveryId }) => deliveryId),
    )
    .execute();
  const { url, secret, previousSecret, previousUntilMs } = webhook;
  const isOverlapping = previousSecret !== null && (previousUntilMs ?? 0) > nowMs;
  const secrets = isOverlapping ? [secret, previousSecret] : [secret];
  return leased.map((row) => ({
    ...row,
    webhookId,
    lease,
    url,
    secrets,
    attempts: attemptsOf(row),
  }));
}

/** Takes down what an attempt came to; nothing of the delivery where its lease has gone to another process. */
export async function settleAttempt(
  connection: Connection,
  delivery: DueDelivery,
  { attempt, outcome, nextAt, holdUntil }: AttemptResult,
  now: Date,
): Promise<void> {
  const { deliveryId, webhookId, lease, tries } = delivery;
  await connection.db
    .updateTable('webhookDelivery')
    .set({
      state: outcome === 'delivered' ? 'delivered' : nextAt ? 'pending' : 'failed',
      tries: tries + 1,
      lease: null,
      dueMs: (nextAt ?? now).getTime(),
      settledAt: nextAt ? null : now.toISOString(),
      attempts: JSON.stringify([...delivery.attempts, attempt].slice(-deliveryPolicy.attemptsKept)),
    })
    .where('deliveryId', '=', deliveryId)
    .where('lease', '=', lease)
    .execute();
  if (outcome === 'delivered') await noteSuccess(connection, webhookId);
  else if (outcome === 'gone') await disableWebhook(connection, webhookId, 'gone', now);
  else await noteFailure(connection, webhookId, holdUntil, now);
}

/** Gives a lease back, so that the delivery is attempted by whoever comes next. */
export async function releaseLease(
  { db }: Connection,
  { deliveryId, lease }: DueDelivery,
  now: Date,
): Promise<void> {
  await db
    .updateTable('webhookDelivery')
    .set({ lease: null, dueMs: now.getTime() })
    .where('deliveryId', '=', deliveryId)
    .where('lease', '=', lease)
    .execute();
}

async function noteSuccess({ db }: Connection, webhookId: string): Promise<void> {
  await db
    .updateTable('webhook')
    .set({ failingSinceMs: null })
    .where('webhookId', '=', webhookId)
    .where('failingSinceMs', 'is not', null)
    .execute();
}

async function noteFailure(
  connection: Connection,
  webhookId: string,
  holdUntil: Date | undefined,
  now: Date,
): Promise<void> {
  const nowMs = now.getTime();
  const row = await connection.db
    .updateTable('webhook')
    .set((webhook) => ({
      failingSinceMs: webhook.fn.coalesce('failingSinceMs', webhook.val(nowMs)),
      ...(holdUntil && { holdUntilMs: holdUntil.getTime() }),
    }))
    .where('webhookId', '=', webhookId)
    .where('enabled', '=', true)
    .returning('failingSinceMs')
    .executeTakeFirst();
  const failingMs = nowMs - (row?.failingSinceMs ?? nowMs);
  if (failingMs >= deliveryPolicy.failingMs) {
    await disableWebhook(connection, webhookId, 'failing', now);
  }
}
