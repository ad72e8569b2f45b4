import type {
  NewWebhook,
  OperationQuery,
  OperationResponse,
  Webhook,
  WebhookUpdate,
  WebhookWithSecret,
} from '@fupin/schema';
import { sql } from 'kysely';
import type { Connection } from '../database/database.ts';
import { randomId } from '../record-id.ts';
import { readPage, type SortKey } from '../search/keyset.ts';
import { deliveryPolicy } from './delivery-policy.ts';
import { giveUpPending } from './delivery-store.ts';
import { newWebhookSecret } from './webhook-secret.ts';
import type { WebhookRow } from './webhook-tables.ts';

/** How many webhooks an owner has. */
export async function countWebhooks({ db }: Connection, owner: string): Promise<number> {
  const { count } = await db
    .selectFrom('webhook')
    .select((all) => all.fn.countAll<number>().as('count'))
    .where('owner', '=', owner)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Adds a webhook with a new secret, which is shown here and never again. */
export async function addWebhook(
  { db }: Connection,
  owner: string,
  { label, url, eventTypes }: NewWebhook,
  now: Date,
): Promise<WebhookWithSecret> {
  const row: WebhookRow = {
    webhookId: randomId('whk'),
    owner,
    label,
    url,
    eventTypes: JSON.stringify([...new Set(eventTypes)]),
    enabled: true,
    secret: newWebhookSecret(),
    previousSecret: null,
    previousUntilMs: null,
    failingSinceMs: null,
    holdUntilMs: null,
    disabledReason: null,
    disabledAt: null,
    createdAt: now.toISOString(),
  };
  await db.insertInto('webhook').values(row).execute();
  return { ...webhookFromRow(row, now), secret: row.secret };
}

/** A page of an owner's webhooks in the order of their ids. */
export async function listWebhooks(
  { db }: Connection,
  owner: string,
  { limit, cursor }: OperationQuery<'listWebhooks'>,
  now: Date,
): Promise<OperationResponse<'listWebhooks'>> {
  const selected = db.selectFrom('webhook').selectAll().where('owner', '=', owner);
  const list = ['webhooks', owner];
  const { rows, nextCursor } = await readPage(selected, { list, keys: sortKeys, limit, cursor });
  return { items: rows.map((row) => webhookFromRow(row, now)), nextCursor };
}

/** An owner's webhook; undefined where it has none with this id. */
export async function findWebhook(
  { db }: Connection,
  owner: string,
  webhookId: string,
  now: Date,
): Promise<Webhook | undefined> {
  const row = await db
    .selectFrom('webhook')
    .selectAll()
    .where('webhookId', '=', webhookId)
    .where('owner', '=', owner)
    .executeTakeFirst();
  return row && webhookFromRow(row, now);
}

/** Keeps others from changing a webhook until the transaction ends. */
export async function lockWebhook({ db, dialect }: Connection, webhookId: string): Promise<void> {
  await sql`select 1 from webhook where webhook_id = ${webhookId} ${dialect.forUpdate}`.execute(db);
}

/** Sets what its owner decides of a webhook. Enabling it forgives what failed; disabling it gives up what is on its way. */
export async function setWebhook(
  connection: Connection,
  webhook: Webhook,
  { label, url, eventTypes, enabled }: WebhookUpdate,
  now: Date,
): Promise<void> {
  const { webhookId } = webhook;
  await connection.db
    .updateTable('webhook')
    .set({ label, url, eventTypes: JSON.stringify([...new Set(eventTypes)]) })
    .where('webhookId', '=', webhookId)
    .execute();
  if (!enabled && webhook.enabled) await disableWebhook(connection, webhookId, 'owner', now);
  if (!enabled || webhook.enabled) return;
  await connection.db
    .updateTable('webhook')
    .set({
      enabled: true,
      disabledReason: null,
      disabledAt: null,
      failingSinceMs: null,
      holdUntilMs: null,
    })
    .where('webhookId', '=', webhookId)
    .execute();
}

/** Switches a webhook off for a reason; what is on its way to it fails. */
export async function disableWebhook(
  connection: Connection,
  webhookId: string,
  disabledReason: 'owner' | 'gone' | 'failing',
  now: Date,
): Promise<void> {
  await connection.db
    .updateTable('webhook')
    .set({ enabled: false, disabledReason, disabledAt: now.toISOString() })
    .where('webhookId', '=', webhookId)
    .execute();
  await giveUpPending(connection, webhookId, now);
}

/** Removes a webhook with the log of its deliveries. */
export async function deleteWebhook({ db }: Connection, webhookId: string): Promise<void> {
  await db.deleteFrom('webhookDelivery').where('webhookId', '=', webhookId).execute();
  await db.deleteFrom('webhook').where('webhookId', '=', webhookId).execute();
}

/** Gives a webhook a new secret and returns it; the one before goes on signing for the overlap. */
export async function replaceSecret(
  { db }: Connection,
  webhookId: string,
  now: Date,
): Promise<string> {
  const secret = newWebhookSecret();
  await db
    .updateTable('webhook')
    .set((webhook) => ({
      secret,
      previousSecret: webhook.ref('secret'),
      previousUntilMs: now.getTime() + deliveryPolicy.secretOverlapMs,
    }))
    .where('webhookId', '=', webhookId)
    .execute();
  return secret;
}

const sortKeys: readonly SortKey[] = [
  { expression: sql.ref<string>('webhookId'), type: 'text', direction: 'ascending' },
];

function webhookFromRow(row: WebhookRow, now: Date): Webhook {
  const { webhookId, label, url, eventTypes, disabledReason, disabledAt, createdAt } = row;
  const { failingSinceMs, previousUntilMs } = row;
  const isOverlapping = previousUntilMs !== null && previousUntilMs > now.getTime();
  return {
    webhookId,
    label,
    url,
    eventTypes: JSON.parse(eventTypes) as string[],
    enabled: Boolean(row.enabled),
    disabledReason,
    disabledAt,
    failingSince: failingSinceMs === null ? null : new Date(failingSinceMs).toISOString(),
    previousSecretUntil: isOverlapping ? new Date(previousUntilMs).toISOString() : null,
    createdAt,
  };
}
