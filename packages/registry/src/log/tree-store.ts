import { sql } from 'kysely';
import type { Connection } from '../database/database.ts';
import { insertNewRows, upsertRows } from '../database/write-rows.ts';
import { GrowingTree, rightEdgePlaces } from './growing-tree.ts';
import type { LogEntryBundleRow, LogLeafRow, LogTileRow, LogTreeRow } from './log-tables.ts';

/**
 * The tree as it stands, which nobody else may grow until the transaction ends; undefined where somebody else is growing it
 * now.
 */
export async function lockTree(connection: Connection): Promise<GrowingTree | undefined> {
  const { db, dialect } = connection;
  const query = sql<{
    treeSize: number;
  }>`select tree_size from log_tree ${dialect.forUpdateSkippingLocked}`;
  const [row] = (await query.execute(db)).rows;
  if (!row) return undefined;
  const { treeSize } = row;
  const tiles: LogTileRow[] = [];
  for (const { level, number } of rightEdgePlaces(treeSize)) {
    const tile = await findTile(connection, level, number);
    if (tile) tiles.push({ level, number, hashes: tile });
  }
  const [{ number: lastBundle } = { number: 0 }] = rightEdgePlaces(treeSize);
  const entries = await findEntryBundle(connection, lastBundle);
  return new GrowingTree({ treeSize, tiles, bundle: entries && { number: lastBundle, entries } });
}

/**
 * Stores what has been appended to a tree. `leaves` are those that are to be found by their hashes: sales are many, and found by
 * the places of their batches.
 */
export async function storeTree(
  connection: Connection,
  tree: GrowingTree,
  leaves: readonly LogLeafRow[],
): Promise<void> {
  await upsertRows(connection, 'logTile', ['level', 'number'], tree.changedTiles());
  await upsertRows(connection, 'logEntryBundle', ['number'], tree.changedBundles());
  // The same entry twice is found where it stands first.
  await insertNewRows(connection, 'logLeaf', 'leafIndex', leaves);
  await connection.db
    .updateTable('logTree')
    .set({ treeSize: tree.treeSize, peaks: tree.peaks() })
    .execute();
}

/** The size of the tree and its peaks. */
export async function readTree({ db }: Connection): Promise<LogTreeRow> {
  return db.selectFrom('logTree').selectAll().executeTakeFirstOrThrow();
}

/** The hashes of a tile, as many as it has by now; undefined where there is no such tile. */
export async function findTile(
  { db }: Connection,
  level: number,
  number: number,
): Promise<LogTileRow['hashes'] | undefined> {
  const row = await db
    .selectFrom('logTile')
    .select('hashes')
    .where('level', '=', level)
    .where('number', '=', number)
    .executeTakeFirst();
  return row?.hashes;
}

/** A bundle of entries, as many as it has by now; undefined where there is no such bundle. */
export async function findEntryBundle(
  { db }: Connection,
  number: number,
): Promise<LogEntryBundleRow['entries'] | undefined> {
  const row = await db
    .selectFrom('logEntryBundle')
    .select('entries')
    .where('number', '=', number)
    .executeTakeFirst();
  return row?.entries;
}

/** Where the leaf with a hash stands; undefined where there is none, or it is a sale's. */
export async function findLeafIndex(
  { db }: Connection,
  leafHash: Uint8Array,
): Promise<number | undefined> {
  const row = await db
    .selectFrom('logLeaf')
    .select('leafIndex')
    .where('leafHash', '=', leafHash)
    .executeTakeFirst();
  return row?.leafIndex;
}
