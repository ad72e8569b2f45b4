import { sql } from 'kysely';
import type { Connection } from '../database/database.ts';
import { upsertRows } from '../database/write-rows.ts';
import { groupBy } from '../group-by.ts';
import { hoursAfter, licencePolicy } from './licence-policy.ts';
import type {
  MarkLicenceChangeRow,
  MarkLicenceOriginRow,
  MarkLicenceRow,
} from './licence-tables.ts';

/** A licence as it is stored, with its origins and its changes of status in their order. */
export interface StoredLicence extends Readonly<MarkLicenceRow> {
  readonly outletName: string;
  readonly operatorName: string;
  readonly origins: readonly Readonly<MarkLicenceOriginRow>[];
  readonly changes: readonly Readonly<MarkLicenceChangeRow>[];
}

/** Licences by their ids, in the order of these; those that are not there are left out. */
export async function findMarkLicences(
  { db }: Connection,
  licenceIds: readonly string[],
): Promise<readonly StoredLicence[]> {
  if (licenceIds.length === 0) return [];
  const rows = await db
    .selectFrom('markLicence')
    .innerJoin('outlet', 'outlet.outletId', 'markLicence.outletId')
    .innerJoin('operator', 'operator.operatorId', 'markLicence.operatorId')
    .selectAll('markLicence')
    .select(['outlet.name as outletName', 'operator.name as operatorName'])
    .where('licenceId', 'in', licenceIds)
    .execute();
  const origins = await db
    .selectFrom('markLicenceOrigin')
    .selectAll()
    .where('licenceId', 'in', licenceIds)
    .orderBy('position')
    .execute();
  const changes = await db
    .selectFrom('markLicenceChange')
    .selectAll()
    .where('licenceId', 'in', licenceIds)
    .orderBy('sequence')
    .execute();
  const originsOf = groupBy(origins, ({ licenceId }) => licenceId);
  const changesOf = groupBy(changes, ({ licenceId }) => licenceId);
  const byId = new Map(rows.map((row) => [row.licenceId, row]));
  return licenceIds.flatMap((licenceId) => {
    const row = byId.get(licenceId);
    if (!row) return [];
    return {
      ...row,
      origins: originsOf.get(licenceId) ?? [],
      changes: changesOf.get(licenceId) ?? [],
    };
  });
}

/** The licence with an id. */
export async function findMarkLicence(
  connection: Connection,
  licenceId: string,
): Promise<StoredLicence | undefined> {
  const [licence] = await findMarkLicences(connection, [licenceId]);
  return licence;
}

/** Keeps other changes of a licence waiting until the transaction ends. */
export async function lockMarkLicence(connection: Connection, licenceId: string): Promise<void> {
  const { db, dialect } = connection;
  await sql`select 1 from mark_licence where licence_id = ${licenceId} ${dialect.forUpdate}`.execute(
    db,
  );
}

/** Adds a licence with its origins. */
export async function insertMarkLicence(
  connection: Connection,
  licence: MarkLicenceRow,
  origins: readonly MarkLicenceOriginRow[],
): Promise<void> {
  await connection.db.insertInto('markLicence').values(licence).execute();
  await setLicenceOrigins(connection, origins);
}

/** Changes what is stored of a licence. */
export async function updateMarkLicence(
  { db }: Connection,
  licenceId: string,
  changes: Partial<Omit<MarkLicenceRow, 'licenceId'>>,
): Promise<void> {
  await db.updateTable('markLicence').set(changes).where('licenceId', '=', licenceId).execute();
}

/** Takes a licensee's turn to have the registry look; false where the last turn was moments ago. */
export async function claimLook(
  { db }: Connection,
  licenceId: string,
  now: Date,
): Promise<boolean> {
  const before = hoursAfter(now, -licencePolicy.secondsBetweenLooks / 3600).toISOString();
  const { numUpdatedRows } = await db
    .updateTable('markLicence')
    .set({ lookedAt: now.toISOString() })
    .where('licenceId', '=', licenceId)
    .where(({ or, eb }) => or([eb('lookedAt', 'is', null), eb('lookedAt', '<=', before)]))
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

/** Writes what is known of origins of licences. */
export async function setLicenceOrigins(
  connection: Connection,
  origins: readonly MarkLicenceOriginRow[],
): Promise<void> {
  await upsertRows(connection, 'markLicenceOrigin', ['licenceId', 'position'], origins);
}

/** A licence that covers origins of an outlet now. */
export interface LicenceInForce {
  readonly licenceId: string;
  readonly outletId: string;
  readonly licenceNo: string;
  readonly validUntil: Date;
  readonly origins: readonly string[];
}

/** The licences of outlets that are in force at an instant, the oldest of each first. */
export async function findLicencesInForce(
  { db }: Connection,
  outletIds: readonly string[],
  at: Date,
): Promise<ReadonlyMap<string, readonly LicenceInForce[]>> {
  if (outletIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('markLicence')
    .innerJoin('markLicenceOrigin', 'markLicenceOrigin.licenceId', 'markLicence.licenceId')
    .select(['markLicence.licenceId', 'outletId', 'licenceNo', 'validUntil', 'origin'])
    .where('outletId', 'in', [...new Set(outletIds)])
    .where('status', '=', 'granted')
    .where('validUntil', '>', at.toISOString())
    .orderBy('validFrom')
    .orderBy('markLicence.licenceId')
    .orderBy('position')
    .execute();
  const licences = [...groupBy(rows, ({ licenceId }) => licenceId).values()].flatMap((ofOne) => {
    const [first] = ofOne;
    if (!first?.licenceNo || !first.validUntil) return [];
    const { licenceId, outletId, licenceNo } = first;
    const origins = ofOne.map(({ origin }) => origin);
    return { licenceId, outletId, licenceNo, validUntil: new Date(first.validUntil), origins };
  });
  return groupBy(licences, ({ outletId }) => outletId);
}

/** Makes the origins that outlets are shown with those of their licences in force. */
export async function refreshOutletOrigins(
  connection: Connection,
  outletIds: readonly string[],
  at: Date,
): Promise<void> {
  // In one order everywhere, so that two changes never wait for each other.
  for (const outletId of [...new Set(outletIds)].toSorted()) {
    // Written before the licences are read: whoever changes another of the outlet's licences waits, and then sees this one.
    await setOutletOrigins(connection, outletId, []);
    const inForce = (await findLicencesInForce(connection, [outletId], at)).get(outletId) ?? [];
    const origins = new Set(inForce.flatMap((licence) => licence.origins));
    await setOutletOrigins(connection, outletId, [...origins]);
  }
}

async function setOutletOrigins(
  { db }: Connection,
  outletId: string,
  origins: readonly string[],
): Promise<void> {
  await db
    .updateTable('outlet')
    .set({ origins: JSON.stringify(origins) })
    .where('outletId', '=', outletId)
    .execute();
}
