import type {
  OperationQuery,
  OperationResponse,
  WebhookAttempt,
  WebhookDelivery,
  WebhookEvent,
} from '@fupin/schema';
import { sql } from 'kysely';
import type { Connection } from '../database/database.ts';
import { upsertRows } from '../database/write-rows.ts';
import { randomId } from '../record-id.ts';
import { readPage, type SortKey } from '../search/keyset.ts';
import type { WebhookDeliveryRow, WebhookEventRow } from './webhook-tables.ts';

/** An event with its id, and the webhooks that it goes to. */
export interface AddressedEvent {
  readonly eventId: string;
  readonly event: WebhookEvent;
  readonly webhookIds: readonly string[];
}

/** Puts events on their way, to be attempted from now on; returns the ids of the deliveries. */
export async function addDeliveries(
  connection: Connection,
  addressed: readonly AddressedEvent[],
  now: Date,
): Promise<readonly string[]> {
  const createdMs = now.getTime();
  const events = addressed.map(
    ({ eventId, event: { type, timestamp, data } }): WebhookEventRow => ({
      eventId,
      type,
      payload: JSON.stringify({ type, timestamp, data }),
      createdMs,
    }),
  );
  const deliveries = addressed.flatMap(({ eventId, event, webhookIds }) =>
    webhookIds.map((webhookId): WebhookDeliveryRow => ({
      deliveryId: randomId('dlv'),
      webhookId,
      eventId,
      type: event.type,
      state: 'pending',
      createdMs,
      tries: 0,
      dueMs: createdMs,
      lease: null,
      settledAt: null,
      attempts: '[]',
    })),
  );
  await upsertRows(connection, 'webhookEvent', ['eventId'], events);
  await upsertRows(connection, 'webhookDelivery', ['deliveryId'], deliveries);
  return deliveries.map(({ deliveryId }) => deliveryId);
}

/** A page of the deliveries to a webhook, the latest first. */
export async function listDeliveries(
  { db }: Connection,
  webhookId: string,
  { limit, cursor, state }: OperationQuery<'listWebhookDeliveries'>,
): Promise<OperationResponse<'listWebhookDeliveries'>> {
  const selected = db
    .selectFrom('webhookDelivery')
    .selectAll()
    .where('webhookId', '=', webhookId)
    .$if(state !== undefined, (query) => query.where('state', '=', state ?? ''));
  const list = ['webhook-deliveries', webhookId, state];
  const { rows, nextCursor } = await readPage(selected, { list, keys: sortKeys, limit, cursor });
  const items = rows.map((row) => ({
    ...deliveryFromRow(row),
    lastAttempt: attemptsOf(row).at(-1) ?? null,
  }));
  return { items, nextCursor };
}

/** A delivery to a webhook with what is sent and its attempts; undefined where there is none with this id. */
export async function findDelivery(
  { db }: Connection,
  webhookId: string,
  deliveryId: string,
): Promise<WebhookDelivery | undefined> {
  const row = await db
    .selectFrom('webhookDelivery')
    .innerJoin('webhookEvent', 'webhookEvent.eventId', 'webhookDelivery.eventId')
    .selectAll('webhookDelivery')
    .select('webhookEvent.payload')
    .where('deliveryId', '=', deliveryId)
    .where('webhookId', '=', webhookId)
    .executeTakeFirst();
  return row && { ...deliveryFromRow(row), payload: row.payload, attempts: attemptsOf(row) };
}

/** Puts a delivery that is settled on its way again; false where it is on its way. */
export async function replayDelivery(
  { db }: Connection,
  deliveryId: string,
  now: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('webhookDelivery')
    .set(onItsWay(now))
    .where('deliveryId', '=', deliveryId)
    .where('state', '<>', 'pending')
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

/** Puts all failed deliveries to a webhook since an instant on their way again, and gives their number. */
export async function replayFailed(
  { db }: Connection,
  webhookId: string,
  since: Date,
  now: Date,
): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable('webhookDelivery')
    .set(onItsWay(now))
    .where('webhookId', '=', webhookId)
    .where('state', '=', 'failed')
    .where('createdMs', '>=', since.getTime())
    .executeTakeFirstOrThrow();
  return Number(numUpdatedRows);
}

/** Fails all that is on its way to a webhook, also what is being attempted. */
export async function giveUpPending(
  { db }: Connection,
  webhookId: string,
  now: Date,
): Promise<void> {
  await db
    .updateTable('webhookDelivery')
    .set({ state: 'failed', lease: null, settledAt: now.toISOString() })
    .where('webhookId', '=', webhookId)
    .where('state', '=', 'pending')
    .execute();
}

/** Deletes a number of deliveries from before an instant, then the events that none are of; the number of both. */
export async function forgetDeliveries(
  { db, dialect }: Connection,
  before: Date,
  atOnce: number,
): Promise<number> {
  const beforeMs = before.getTime();
  const deliveries = await sql`delete from webhook_delivery where delivery_id in (
    select delivery_id from webhook_delivery where created_ms < ${beforeMs}
    order by created_ms limit ${atOnce} ${dialect.forUpdateSkippingLocked})`.execute(db);
  const events = await sql`delete from webhook_event where event_id in (
    select event_id from webhook_event where created_ms < ${beforeMs}
      and not exists (select 1 from webhook_delivery
        where webhook_delivery.event_id = webhook_event.event_id)
    order by created_ms limit ${atOnce} ${dialect.forUpdateSkippingLocked})`.execute(db);
  return Number(deliveries.numAffectedRows ?? 0) + Number(events.numAffectedRows ?? 0);
}

const onItsWay = (now: Date) =>
  ({ state: 'pending', tries: 0, dueMs: now.getTime(), lease: null, settledAt: null }) as const;

const sortKeys: readonly SortKey[] = [
  { expression: sql.ref<number>('createdMs'), type: 'integer', direction: 'descending' },
  { expression: sql.ref<string>('deliveryId'), type: 'text', direction: 'descending' },
];

function deliveryFromRow(row: WebhookDeliveryRow) {
  const { deliveryId, webhookId, eventId, type, state, createdMs, dueMs, settledAt } = row;
  return {
    deliveryId,
    webhookId,
    eventId,
    type,
    state,
    createdAt: new Date(createdMs).toISOString(),
    nextAttemptAt: state === 'pending' ? new Date(dueMs).toISOString() : null,
    settledAt,
  };
}

/** The attempts of a delivery that are kept, the earliest first. */
export function attemptsOf({ attempts }: Pick<WebhookDeliveryRow, 'attempts'>) {
  return JSON.parse(attempts) as readonly WebhookAttempt[];
}
