import type { NewDossier } from '@fupin/schema';
import { sql } from 'kysely';
import type { Connection } from '../database/database.ts';
import { upsertRows } from '../database/write-rows.ts';
import { randomId } from '../record-id.ts';
import type {
  ApplicationRow,
  DossierRow,
  EvidenceRow,
  ObjectionRow,
  TrackEntryRow,
  TrackRow,
} from './application-tables.ts';

/** An application as it is stored, without dossiers and histories. */
export interface StoredApplication extends ApplicationRow {
  /** In the order of the schemes' ids. */
  readonly tracks: readonly TrackRow[];
  readonly evidence: readonly EvidenceRow[];
}

/** Adds an application of a supplier and gives its id. */
export async function addApplication(
  connection: Connection,
  supplier: { readonly supplierId: string; readonly countyCode: string },
  dossier: NewDossier,
  now: Date,
): Promise<string> {
  const applicationId = randomId('app');
  const { supplierId, countyCode } = supplier;
  await connection.db
    .insertInto('application')
    .values({
      applicationId,
      supplierId,
      countyCode,
      version: 1,
      revision: 1,
      createdAt: now.toISOString(),
    })
    .execute();
  await writeDossier(connection, { applicationId, revision: 1, dossier });
  return applicationId;
}

/** An application; undefined where there is none. `lock` keeps other changes of it waiting until the transaction ends. */
export async function findApplication(
  connection: Connection,
  applicationId: string,
  { lock = false }: { readonly lock?: boolean } = {},
): Promise<StoredApplication | undefined> {
  const { db, dialect } = connection;
  const row = await db
    .selectFrom('application')
    .selectAll()
    .where('applicationId', '=', applicationId)
    .$if(lock, (query) => query.modifyEnd(sql`${dialect.forUpdate}`))
    .executeTakeFirst();
  if (!row) return undefined;
  const tracks = await db
    .selectFrom('applicationTrack')
    .selectAll()
    .where('applicationId', '=', applicationId)
    .orderBy('schemeId')
    .execute();
  const evidence = await db
    .selectFrom('evidence')
    .selectAll()
    .where('applicationId', '=', applicationId)
    .orderBy('addedAt')
    .orderBy('evidenceId')
    .execute();
  return { ...row, tracks, evidence };
}

/** Writes one revision of a dossier; a submitted one is never written again. */
export async function writeDossier(
  connection: Connection,
  {
    applicationId,
    revision,
    dossier,
  }: Pick<DossierRow, 'applicationId' | 'revision'> & { readonly dossier: NewDossier },
): Promise<void> {
  const content = JSON.stringify(dossier);
  await upsertRows(
    connection,
    'applicationDossier',
    ['applicationId', 'revision'],
    [{ applicationId, revision, content, submitted: false }],
  );
}

/** One revision of an application's dossier, and whether it was submitted. */
export async function findDossier(
  { db }: Connection,
  applicationId: string,
  revision: number,
): Promise<{ readonly dossier: NewDossier; readonly submitted: boolean }> {
  const row = await db
    .selectFrom('applicationDossier')
    .selectAll()
    .where('applicationId', '=', applicationId)
    .where('revision', '=', revision)
    .executeTakeFirstOrThrow();
  return { dossier: JSON.parse(row.content) as NewDossier, submitted: Boolean(row.submitted) };
}

/** Notes that a revision is submitted, and with it all evidence that was not before. */
export async function markSubmitted(
  { db }: Connection,
  { applicationId, revision }: Pick<ApplicationRow, 'applicationId' | 'revision'>,
): Promise<void> {
  await db
    .updateTable('applicationDossier')
    .set({ submitted: true })
    .where('applicationId', '=', applicationId)
    .where('revision', '=', revision)
    .execute();
  await db
    .updateTable('evidence')
    .set({ submittedRevision: revision })
    .where('applicationId', '=', applicationId)
    .where('submittedRevision', 'is', null)
    .execute();
}

/** Counts a change of an application, with the revision it is at now. */
export async function setRevision(
  { db }: Connection,
  applicationId: string,
  revision: number,
): Promise<void> {
  await db
    .updateTable('application')
    .set((column) => ({ revision, version: column('version', '+', 1) }))
    .where('applicationId', '=', applicationId)
    .execute();
}

/** Adds tracks, or writes those there are. */
export async function writeTracks(
  connection: Connection,
  tracks: readonly TrackRow[],
): Promise<void> {
  await upsertRows(connection, 'applicationTrack', ['applicationId', 'schemeId'], tracks);
}

/** Removes tracks that were never submitted. */
export async function removeDraftTracks(
  { db }: Connection,
  applicationId: string,
  schemeIds: readonly string[],
): Promise<void> {
  if (schemeIds.length === 0) return;
  await db
    .deleteFrom('applicationTrack')
    .where('applicationId', '=', applicationId)
    .where('schemeId', 'in', schemeIds)
    .where('revision', 'is', null)
    .execute();
}

/** Adds entries to histories; each gets the number after the last of its track. */
export async function addTrackEntries(
  connection: Connection,
  entries: readonly Omit<TrackEntryRow, 'sequence'>[],
): Promise<void> {
  if (entries.length === 0) return;
  const last = await connection.db
    .selectFrom('trackEntry')
    .select(['applicationId', 'schemeId'])
    .select(({ fn }) => fn.max('sequence').as('sequence'))
    .where('applicationId', 'in', [...new Set(entries.map((entry) => entry.applicationId))])
    .groupBy(['applicationId', 'schemeId'])
    .execute();
  const keyOf = (track: { applicationId: string; schemeId: string }) =>
    `${track.applicationId} ${track.schemeId}`;
  const sequences = new Map(last.map((track) => [keyOf(track), track.sequence]));
  const rows = entries.map((entry) => {
    const sequence = (sequences.get(keyOf(entry)) ?? 0) + 1;
    sequences.set(keyOf(entry), sequence);
    return { ...entry, sequence };
  });
  await upsertRows(connection, 'trackEntry', ['applicationId', 'schemeId', 'sequence'], rows);
}

/** The histories of an application under all its schemes, in order. */
export async function findTrackEntries(
  { db }: Connection,
  applicationIds: readonly string[],
): Promise<readonly TrackEntryRow[]> {
  if (applicationIds.length === 0) return [];
  return db
    .selectFrom('trackEntry')
    .selectAll()
    .where('applicationId', 'in', applicationIds)
    .orderBy('applicationId')
    .orderBy('schemeId')
    .orderBy('sequence')
    .execute();
}

/** The objections to an application, the oldest first. */
export async function findObjections(
  { db }: Connection,
  applicationId: string,
): Promise<readonly ObjectionRow[]> {
  return db
    .selectFrom('objection')
    .selectAll()
    .where('applicationId', '=', applicationId)
    .orderBy('filedAt')
    .orderBy('objectionId')
    .execute();
}

/** Adds an objection, or writes the answer to one. */
export async function writeObjection(
  connection: Connection,
  objection: ObjectionRow,
): Promise<void> {
  await upsertRows(connection, 'objection', ['objectionId'], [objection]);
}

/** Lets the objections to tracks that nobody has answered stand against what is submitted now, so that none is lost. */
export async function carryObjectionsOver(
  { db }: Connection,
  tracks: readonly Pick<TrackRow, 'applicationId' | 'schemeId'>[],
  revision: number,
): Promise<void> {
  for (const { applicationId, schemeId } of tracks) {
    await db
      .updateTable('objection')
      .set({ revision })
      .where('applicationId', '=', applicationId)
      .where('schemeId', '=', schemeId)
      .where('answer', 'is', null)
      .execute();
  }
}

/** Whether a supplier's product is under review under a scheme in another application. */
export async function isUnderReview(
  { db }: Connection,
  track: Pick<TrackRow, 'applicationId' | 'schemeId'>,
  productId: string,
): Promise<boolean> {
  const row = await db
    .selectFrom('applicationTrack')
    .select('applicationId')
    .where('schemeId', '=', track.schemeId)
    .where('openProductId', '=', productId)
    .where('applicationId', '<>', track.applicationId)
    .executeTakeFirst();
  return row !== undefined;
}
