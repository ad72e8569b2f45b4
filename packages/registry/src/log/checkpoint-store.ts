import { formatCheckpoint } from '@fupin/credential/log';
import type { Connection, Database } from '../database/database.ts';
import { upsertRows } from '../database/write-rows.ts';
import { rootOfPeaks, splitHashes } from './log-hash.ts';
import type { LogCheckpointRow, LogTreeRow } from './log-tables.ts';

/** The checkpoint that is served; undefined before the first. */
export async function readCheckpoint({ db }: Connection): Promise<LogCheckpointRow | undefined> {
  return db
    .selectFrom('logCheckpoint')
    .selectAll()
    .orderBy('treeSize', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** Serves a checkpoint from now on, unless a later one is served already. */
export async function storeCheckpoint(
  database: Database,
  checkpoint: LogCheckpointRow,
): Promise<void> {
  await database.transaction(async (connection) => {
    await upsertRows(connection, 'logCheckpoint', ['treeSize'], [checkpoint]);
    await connection.db
      .deleteFrom('logCheckpoint')
      .where('treeSize', '<', checkpoint.treeSize)
      .execute();
  });
}

/** The text of a checkpoint of a tree. */
export function checkpointText(origin: string, { treeSize, peaks }: LogTreeRow): string {
  const root = new Uint8Array(rootOfPeaks(splitHashes(peaks)));
  return formatCheckpoint({ origin, treeSize, root });
}

/** Up to which size a witness has cosigned. */
export async function readWitnessSize({ db }: Connection, witnessKey: string): Promise<number> {
  const row = await db
    .selectFrom('logWitness')
    .select('treeSize')
    .where('witnessKey', '=', witnessKey)
    .executeTakeFirst();
  return row?.treeSize ?? 0;
}

/** Remembers up to which size a witness has cosigned. */
export async function storeWitnessSize(
  connection: Connection,
  witnessKey: string,
  treeSize: number,
): Promise<void> {
  await upsertRows(connection, 'logWitness', ['witnessKey'], [{ witnessKey, treeSize }]);
}
