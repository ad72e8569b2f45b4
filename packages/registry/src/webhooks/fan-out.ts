import { sql } from 'kysely';
import type { Connection, Database } from '../database/database.ts';
import { groupBy } from '../group-by.ts';
import { randomId } from '../record-id.ts';
import type { PendingEvent } from './append-events.ts';
import { seenBy } from './audience.ts';
import { addDeliveries, type AddressedEvent } from './delivery-store.ts';
import { findParties } from './event-parties.ts';
import { ownerFromText, ownerText, type WebhookOwner } from './webhook-owner.ts';

// A row holds up to 500 events: see appendEvents.
const rowsAtOnce = 2;
const ownersAtOnce = 1000;

/**
 * Finds out who is to be told of the events that have been promised, and puts these on their way; gives how many events
 * those were. Several processes may do this at once: each takes other events.
 */
export async function fanOut(database: Database, now: Date): Promise<number> {
  let events = 0;
  for (;;) {
    const taken = await database.transaction(async (connection) => {
      const pending = await takePending(connection);
      await address(connection, pending, now);
      return pending.length;
    });
    if (taken === 0) return events;
    events += taken;
  }
}

async function takePending({ db, dialect }: Connection): Promise<readonly PendingEvent[]> {
  const { rows } = await sql<{ number: number; events: string }>`
    select number, events from webhook_pending
    order by number limit ${rowsAtOnce} ${dialect.forUpdateSkippingLocked}`.execute(db);
  if (rows.length === 0) return [];
  const numbers = rows.map(({ number }) => number);
  await db.deleteFrom('webhookPending').where('number', 'in', numbers).execute();
  return rows.flatMap(({ events }) => JSON.parse(events) as PendingEvent[]);
}

interface Subscriber {
  readonly webhookId: string;
  readonly owner: WebhookOwner;
  readonly eventTypes: ReadonlySet<string>;
}

async function address(
  connection: Connection,
  pending: readonly PendingEvent[],
  now: Date,
): Promise<void> {
  if (pending.length === 0 || !(await hasWebhooks(connection))) return;
  const parties = await findParties(connection, pending);
  const subscribers = await findSubscribers(connection, parties.owners);
  const addressed: AddressedEvent[] = [];
  for (const { eventId, ...event } of pending) {
    const told = subscribers.flatMap(({ webhookId, owner, eventTypes }) => {
      const seen = eventTypes.has(event.type) ? seenBy(owner, event, parties) : null;
      return seen ? [{ webhookId, seen, text: JSON.stringify(seen) }] : [];
    });
    // Who is told less of an event than others gets one of its own.
    const versions = [...groupBy(told, ({ text }) => text).values()];
    for (const [place, version] of versions.entries()) {
      const [first] = version;
      if (!first) continue;
      addressed.push({
        eventId: place === 0 ? eventId : randomId('evt'),
        event: first.seen,
        webhookIds: version.map(({ webhookId }) => webhookId),
      });
    }
  }
  await addDeliveries(connection, addressed, now);
}

async function hasWebhooks({ db }: Connection): Promise<boolean> {
  const row = await db.selectFrom('webhook').select('webhookId').limit(1).executeTakeFirst();
  return row !== undefined;
}

/** The enabled webhooks of administrators, of all supervisors, and of some other owners. */
async function findSubscribers(
  connection: Connection,
  owners: readonly string[],
): Promise<readonly Subscriber[]> {
  const enabled = connection.db
    .selectFrom('webhook')
    .select(['webhookId', 'owner', 'eventTypes'])
    .where('enabled', '=', true);
  const rows = await enabled
    .where('owner', '>=', 'supervisor:')
    .where('owner', '<', 'supervisor;')
    .execute();
  const named = [ownerText({ role: 'administrator' }), ...owners];
  for (let start = 0; start < named.length; start += ownersAtOnce) {
    const part = named.slice(start, start + ownersAtOnce);
    rows.push(...(await enabled.where('owner', 'in', part).execute()));
  }
  return rows.map(({ webhookId, owner, eventTypes }) => ({
    webhookId,
    owner: ownerFromText(owner),
    eventTypes: new Set(JSON.parse(eventTypes) as string[]),
  }));
}
