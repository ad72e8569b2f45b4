import type { RegistryEvent } from '@fupin/schema';
import type { Connection } from '../database/database.ts';
import { randomId } from '../record-id.ts';

/** An event that is to be told, with the id by which its receivers know it again. */
export type PendingEvent = RegistryEvent & { readonly eventId: string };

// As many as one look through who subscribes takes in.
const eventsInRow = 500;

/**
 * Promises events to whoever subscribes to them. To be called in the transaction that makes the facts, so that either both
 * happen or neither; it costs one insert, and the worker finds out within seconds whom to tell.
 */
export async function appendEvents(
  { db }: Connection,
  events: readonly RegistryEvent[],
): Promise<void> {
  for (let start = 0; start < events.length; start += eventsInRow) {
    const part = events
      .slice(start, start + eventsInRow)
      .map((event): PendingEvent => ({ eventId: randomId('evt'), ...event }));
    await db
      .insertInto('webhookPending')
      .values({ events: JSON.stringify(part) })
      .execute();
  }
}
