import type { Batch } from '@fupin/schema';
import { sql } from 'kysely';
import type { BatchRow, TrackRow } from '../applications/application-tables.ts';
import type { Connection } from '../database/database.ts';
import { insertNewRows } from '../database/write-rows.ts';
import { isWithinDivision } from '../directory/within-division.ts';
import { naturalId } from '../record-id.ts';

/** The id of a scheme's batch with a name. */
export const batchIdOf = (schemeId: string, name: string) => naturalId('bat', schemeId, name);

/** Adds batches where they are not there yet; gives the ids of those added. */
export async function addBatches(
  connection: Connection,
  batches: readonly Omit<BatchRow, 'batchId'>[],
): Promise<readonly string[]> {
  const rows = batches.map((batch) => ({
    batchId: batchIdOf(batch.schemeId, batch.name),
    ...batch,
  }));
  return insertNewRows(connection, 'batch', 'batchId', rows);
}

/** A batch; undefined where there is none. `lock` keeps other changes of it waiting until the transaction ends. */
export async function findBatch(
  { db, dialect }: Connection,
  batchId: string,
  { lock = false }: { readonly lock?: boolean } = {},
): Promise<BatchRow | undefined> {
  return db
    .selectFrom('batch')
    .selectAll()
    .where('batchId', '=', batchId)
    .$if(lock, (query) => query.modifyEnd(sql`${dialect.forUpdate}`))
    .executeTakeFirst();
}

/** Forgets an open batch that holds nothing any more. */
export async function removeBatch({ db }: Connection, batchId: string): Promise<void> {
  await db
    .deleteFrom('batch')
    .where('batchId', '=', batchId)
    .where('publishedAt', 'is', null)
    .execute();
}

/** Notes when a batch was published. */
export async function setPublished({ db }: Connection, batchId: string, at: string): Promise<void> {
  await db.updateTable('batch').set({ publishedAt: at }).where('batchId', '=', batchId).execute();
}

/** The tracks in a batch by their applications' ids, kept from changing until the transaction ends. */
export async function lockTracksOf(
  { db, dialect }: Connection,
  batchId: string,
): Promise<readonly TrackRow[]> {
  // Whoever changes a track locks its application first, so that is what is locked here as well.
  await sql`select 1 from application where application_id in (
    select application_id from application_track where batch_id = ${batchId})
    order by application_id ${dialect.forUpdate}`.execute(db);
  return db
    .selectFrom('applicationTrack')
    .selectAll()
    .where('batchId', '=', batchId)
    .orderBy('countyCode')
    .orderBy('applicationId')
    .execute();
}

/**
 * The tracks from within a division that await listing under a scheme and are in no batch, kept from changing until the
 * transaction ends.
 */
export async function lockTracksToList(
  { db, dialect }: Connection,
  {
    schemeId,
    divisionCode,
    applicationIds,
    atMost,
  }: {
    readonly schemeId: string;
    /** Of six digits, or nine for a township. */
    readonly divisionCode: string;
    readonly applicationIds: readonly string[] | undefined;
    readonly atMost: number;
  },
): Promise<readonly TrackRow[]> {
  const area = sql.ref('awaitedArea');
  const tracks = () =>
    db
      .selectFrom('applicationTrack')
      .selectAll()
      .where('schemeId', '=', schemeId)
      .where('awaitedStep', '=', 'listed')
      .where('batchId', 'is', null)
      .where(isWithinDivision(area, divisionCode))
      .orderBy('applicationId');
  const ids =
    applicationIds ??
    (await tracks().limit(atMost).execute()).map(({ applicationId }) => applicationId);
  if (ids.length === 0) return [];
  await db
    .selectFrom('application')
    .select('applicationId')
    .where('applicationId', 'in', ids)
    .orderBy('applicationId')
    .modifyEnd(sql`${dialect.forUpdate}`)
    .execute();
  return tracks().where('applicationId', 'in', ids).execute();
}

/** Puts tracks of a scheme into a batch, or takes them out. */
export async function putIntoBatch(
  { db }: Connection,
  batchId: string | null,
  tracks: readonly Pick<TrackRow, 'applicationId' | 'schemeId'>[],
): Promise<void> {
  if (tracks.length === 0) return;
  await db
    .updateTable('applicationTrack')
    .set((column) => ({ batchId, version: column('version', '+', 1) }))
    .where(
      'applicationId',
      'in',
      tracks.map(({ applicationId }) => applicationId),
    )
    .where('schemeId', 'in', [...new Set(tracks.map(({ schemeId }) => schemeId))])
    .execute();
}

/** Batches as they are shown: of an open one what it holds are applications, of a published one certificates. */
export async function batchesOnWire(
  { db }: Connection,
  rows: readonly BatchRow[],
): Promise<readonly Batch[]> {
  return Promise.all(
    rows.map(async ({ batchId, schemeId, name, createdAt, publishedAt }) => {
      const held = publishedAt === null ? inBatch(batchId) : certified(schemeId, name);
      const { rows: counts } = await sql<{
        count: number;
      }>`select count(*) as count ${held}`.execute(db);
      const state = publishedAt === null ? 'open' : 'published';
      const count = counts[0]?.count ?? 0;
      return { batchId, schemeId, name, state, count, createdAt, publishedAt };
    }),
  );
}

const inBatch = (batchId: string) => sql`from application_track where batch_id = ${batchId}`;
const certified = (schemeId: string, name: string) =>
  sql`from certificate where scheme_id = ${schemeId} and batch = ${name}`;
