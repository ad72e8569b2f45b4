import type { NewScheme } from '@fupin/schema';
import type { Connection } from '../database/database.ts';
import { insertNewRows } from '../database/write-rows.ts';

/** A scheme with its id that is stored. */
export type StoredScheme = NewScheme;

/** Adds a scheme; false where its id or the prefix of its numbers is taken. A scheme never changes afterwards. */
export async function addScheme(connection: Connection, scheme: NewScheme): Promise<boolean> {
  const { schemeId, name, nameEn, numberPrefix } = scheme;
  const definition = JSON.stringify(scheme);
  const row = { schemeId, name, nameEn, numberPrefix, definition };
  return (await insertNewRows(connection, 'scheme', 'schemeId', [row])).length > 0;
}

/** All schemes in the order of their ids. */
export async function listSchemes({ db }: Connection): Promise<readonly StoredScheme[]> {
  const rows = await db.selectFrom('scheme').select('definition').orderBy('schemeId').execute();
  return rows.map(schemeFromRow);
}

/** Schemes by their ids; those that are not there are left out. */
export async function findSchemes(
  { db }: Connection,
  schemeIds: readonly string[],
): Promise<ReadonlyMap<string, StoredScheme>> {
  if (schemeIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('scheme')
    .select('definition')
    .where('schemeId', 'in', [...new Set(schemeIds)])
    .execute();
  return new Map(rows.map(schemeFromRow).map((scheme) => [scheme.schemeId, scheme]));
}

function schemeFromRow({ definition }: { readonly definition: string }): StoredScheme {
  return JSON.parse(definition) as StoredScheme;
}
