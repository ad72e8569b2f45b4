import { sql } from 'kysely';
import type { Connection, Database } from '../database/database.ts';
import { changeStatus, registryItself } from './change-status.ts';
import { hoursAfter, licencePolicy } from './licence-policy.ts';
import {
  findMarkLicence,
  lockMarkLicence,
  refreshOutletOrigins,
  setLicenceOrigins,
} from './licence-store.ts';
import type { MarkLicenceOriginRow } from './licence-tables.ts';
import { lookForProof, type OriginLook } from './look-for-proof.ts';
import type { SiteReader } from './site-reader.ts';
import { textsToFind, withFinding, withProof } from './verify-licence.ts';

const atOnce = 8;

/** What a round of looks did. */
export interface RecheckCounts {
  readonly expired: number;
  readonly looked: number;
  readonly suspended: number;
}

/**
 * Ends licences that are over, and looks again whether the proofs of those in force still stand where the last look was a day
 * ago. One failure changes nothing; a licence is suspended once an origin has failed again and again over days. Several
 * processes may do this at once: each licence is looked at by one of them. Rejects once `signal` is aborted.
 */
export async function recheckLicences(
  database: Database,
  options: SiteReader & { readonly clock: () => Date; readonly signal?: AbortSignal },
): Promise<RecheckCounts> {
  const { clock, signal, ...reader } = options;
  const counts = { expired: 0, looked: 0, suspended: 0 };
  for (;;) {
    signal?.throwIfAborted();
    const ended = await database.transaction((connection) => endExpired(connection, clock()));
    counts.expired += ended;
    if (ended < atOnce) break;
  }
  for (;;) {
    signal?.throwIfAborted();
    const due = await database.transaction((connection) => claimDue(connection, clock()));
    const suspended = await Promise.all(
      due.map((licenceId) => recheck(database, licenceId, reader, clock)),
    );
    counts.looked += due.length;
    counts.suspended += suspended.filter(Boolean).length;
    if (due.length < atOnce) break;
  }
  return counts;
}

async function endExpired({ db, dialect }: Connection, now: Date): Promise<number> {
  const at = now.toISOString();
  const { rows } = await sql<{ licenceId: string; outletId: string }>`
    select licence_id, outlet_id from mark_licence
    where status = 'granted' and valid_until <= ${at}
    order by valid_until limit ${atOnce} ${dialect.forUpdateSkippingLocked}`.execute(db);
  if (rows.length === 0) return 0;
  await db
    .updateTable('markLicence')
    .set({ status: 'expired', nextCheckAt: null })
    .where(
      'licenceId',
      'in',
      rows.map(({ licenceId }) => licenceId),
    )
    .execute();
  const outletIds = rows.map(({ outletId }) => outletId);
  await refreshOutletOrigins({ db, dialect }, outletIds, now);
  return rows.length;
}

/** Takes licences that are due; they are due again a day later, whatever becomes of the process. */
async function claimDue({ db, dialect }: Connection, now: Date): Promise<readonly string[]> {
  const { rows } = await sql<{ licenceId: string }>`
    select licence_id from mark_licence
    where next_check_at is not null and next_check_at <= ${now.toISOString()}
    order by next_check_at limit ${atOnce} ${dialect.forUpdateSkippingLocked}`.execute(db);
  const ids = rows.map(({ licenceId }) => licenceId);
  if (ids.length === 0) return ids;
  const nextCheckAt = hoursAfter(now, licencePolicy.recheckHours).toISOString();
  await db.updateTable('markLicence').set({ nextCheckAt }).where('licenceId', 'in', ids).execute();
  return ids;
}

async function recheck(
  database: Database,
  licenceId: string,
  reader: SiteReader,
  clock: () => Date,
): Promise<boolean> {
  const licence = await findMarkLicence(database, licenceId);
  if (!licence) return false;
  const looks = await Promise.all(
    licence.origins.map((origin) =>
      lookForProof(reader, origin.origin, textsToFind(origin, { ofOld: true })),
    ),
  );
  return database.transaction((connection) =>
    takeDownRecheck(connection, licenceId, looks, clock()),
  );
}

/** Takes down the registry's own looks; returns whether the licence is suspended for them. */
async function takeDownRecheck(
  connection: Connection,
  licenceId: string,
  looks: readonly OriginLook[],
  now: Date,
): Promise<boolean> {
  await lockMarkLicence(connection, licenceId);
  const licence = await findMarkLicence(connection, licenceId);
  if (licence?.status !== 'granted') return false;
  const byOrigin = new Map(looks.map((look) => [look.origin, look]));
  const origins = licence.origins.map((origin) => {
    const look = byOrigin.get(origin.origin);
    // What was proved while the registry looked for another text is not judged by that look.
    const isApt = look && origin.provedChallenge && look.texts.includes(origin.provedChallenge);
    if (!isApt) return origin;
    return look.proof ? withProof(origin, look.proof, now) : withFailure(origin, look, now);
  });
  await setLicenceOrigins(connection, origins);
  const vanished = origins.filter((origin) => hasVanished(origin, now));
  if (vanished.length === 0) return false;
  const names = vanished.map(({ origin }) => origin).join(', ');
  const reason = `no proof was found any more at ${names}`;
  const step = { status: 'suspended', actor: registryItself, reason } as const;
  await changeStatus(connection, licence, step, now, { nextCheckAt: null });
  return true;
}

function withFailure(
  origin: MarkLicenceOriginRow,
  look: OriginLook,
  now: Date,
): MarkLicenceOriginRow {
  return {
    ...withFinding(origin, origin.provedChallenge, look.found, now),
    failures: origin.failures + 1,
    failingSince: origin.failingSince ?? now.toISOString(),
  };
}

function hasVanished({ failures, failingSince }: MarkLicenceOriginRow, now: Date): boolean {
  const { failuresToSuspend, hoursToSuspend } = licencePolicy;
  if (failures < failuresToSuspend || failingSince === null) return false;
  return hoursAfter(new Date(failingSince), hoursToSuspend) <= now;
}
