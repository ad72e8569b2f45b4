import type { Connection } from '../database/database.ts';
import { upsertRows } from '../database/write-rows.ts';

/** A certificate's change of status that is in force at some instant, and the certificate's place in the status lists. */
export interface PlacedChange {
  readonly place: number;
  readonly status: string;
}

/**
 * Gives each certificate that has none its place in the status lists, for good: places run from 0 without a gap over all
 * lists. Runs in the transaction that stores the certificates.
 */
export async function assignStatusPlaces(
  connection: Connection,
  certificateIds: readonly string[],
): Promise<void> {
  const placed = await findStatusPlaces(connection, certificateIds);
  const missing = certificateIds.filter((certificateId) => !placed.has(certificateId));
  if (missing.length === 0) return;
  // Updating the counter keeps other transactions waiting, so that no two hand out the same place.
  const { next } = await connection.db
    .updateTable('statusPlaceCounter')
    .set((column) => ({ next: column('next', '+', missing.length) }))
    .returning('next')
    .executeTakeFirstOrThrow();
  const first = next - missing.length;
  const rows = missing.map((certificateId, count) => ({ certificateId, place: first + count }));
  await upsertRows(connection, 'statusPlace', ['certificateId'], rows, ['place']);
}

/** The places of certificates in the status lists, by certificate id. */
export async function findStatusPlaces(
  { db }: Connection,
  certificateIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (certificateIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('statusPlace')
    .selectAll()
    .where('certificateId', 'in', certificateIds)
    .execute();
  return new Map(rows.map(({ certificateId, place }) => [certificateId, place]));
}

/** The changes in force by an instant to certificates with places from `first` to before `end`, the earliest first. */
export async function findPlacedChanges(
  { db }: Connection,
  { first, end }: { readonly first: number; readonly end: number },
  at: Date,
): Promise<readonly PlacedChange[]> {
  return db
    .selectFrom('certificateStatusChange as change')
    .innerJoin('statusPlace', 'statusPlace.certificateId', 'change.certificateId')
    .select(['statusPlace.place', 'change.status'])
    .where('statusPlace.place', '>=', first)
    .where('statusPlace.place', '<', end)
    .where('change.atMs', '<=', at.getTime())
    .orderBy('change.atMs')
    .orderBy('change.sequence')
    .execute();
}
