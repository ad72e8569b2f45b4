import { minimumEntries, type StatusPurpose } from '@fupin/credential';
import { randomInt } from 'node:crypto';
import type { Connection } from '../database/database.ts';
import { insertNewRows } from '../database/write-rows.ts';

// A list is left for the next one when half full, so that a free place is soon found.
const entriesUsed = minimumEntries / 2;
const attempts = 40;

/**
 * Gives a credential a place in the status lists of a purpose, at random so that it tells nothing of others (Bitstring Status
 * List 1.0 §5.2). Undefined where it has one already.
 */
export async function takeStatusPlace(
  connection: Connection,
  credentialId: string,
  purpose: StatusPurpose,
): Promise<number | undefined> {
  const { db } = connection;
  const taken = await db
    .selectFrom('vcApiStatus')
    .select('place')
    .where('credentialId', '=', credentialId)
    .where('purpose', '=', purpose)
    .executeTakeFirst();
  if (taken) return undefined;
  const { count } = await db
    .selectFrom('vcApiStatus')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('purpose', '=', purpose)
    .executeTakeFirstOrThrow();
  const first = Math.floor(Number(count) / entriesUsed) * minimumEntries;
  for (let attempt = 0; attempt < attempts; attempt++) {
    const place = first + randomInt(minimumEntries);
    const row = { purpose, place, credentialId, isSet: false };
    const inserted = await insertNewRows(connection, 'vcApiStatus', 'place', [row]);
    if (inserted.length > 0) return place;
  }
  throw new Error(`no free place was found in ${attempts} attempts`);
}

/** Sets or clears a credential's bit; false where it has no place for this purpose. */
export async function setStatus(
  { db }: Connection,
  credentialId: string,
  purpose: StatusPurpose,
  isSet: boolean,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('vcApiStatus')
    .set({ isSet })
    .where('credentialId', '=', credentialId)
    .where('purpose', '=', purpose)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** The bits of a list (from 0) that are set, by their index; undefined where the list has no entry. */
export async function findSetBits(
  { db }: Connection,
  purpose: StatusPurpose,
  list: number,
): Promise<readonly number[] | undefined> {
  const first = list * minimumEntries;
  const rows = await db
    .selectFrom('vcApiStatus')
    .select(['place', 'isSet'])
    .where('purpose', '=', purpose)
    .where('place', '>=', first)
    .where('place', '<', first + minimumEntries)
    .execute();
  if (rows.length === 0) return undefined;
  return rows.filter(({ isSet }) => isSet).map(({ place }) => place - first);
}
