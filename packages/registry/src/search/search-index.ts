import { sql } from 'kysely';
import type { Connection } from '../database/database.ts';
import type { Collection, SearchIndexRow } from './search-tables.ts';

/** How this software makes terms of texts; to be raised with every change of documentTerms. */
export const indexFormat = 1;

/** The state of an index. */
export async function readIndex(
  { db }: Connection,
  collection: Collection,
): Promise<SearchIndexRow> {
  return db
    .selectFrom('searchIndex')
    .selectAll()
    .where('collection', '=', collection)
    .executeTakeFirstOrThrow();
}

/** The state of an index, which nobody else changes until the transaction ends. */
export async function lockIndex(
  { db, dialect }: Connection,
  collection: Collection,
): Promise<SearchIndexRow> {
  return db
    .selectFrom('searchIndex')
    .selectAll()
    .where('collection', '=', collection)
    .modifyEnd(sql`${dialect.forUpdate}`)
    .executeTakeFirstOrThrow();
}

/** Stores the state of an index that was locked; an index whose first entries these are is in today's format. */
export async function storeIndex(
  { db }: Connection,
  { collection, ...changed }: SearchIndexRow,
): Promise<void> {
  const state = changed.version === 1 ? { ...changed, format: indexFormat } : changed;
  await db.updateTable('searchIndex').set(state).where('collection', '=', collection).execute();
}
