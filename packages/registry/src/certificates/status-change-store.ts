import type { CertificateStatus, StatusChange, StatusReason } from '@fupin/schema';
import { sql, type SqlBool } from 'kysely';
import type { Connection } from '../database/database.ts';
import type { StatusChangeRow } from '../database/tables.ts';
import { upsertRows } from '../database/write-rows.ts';
import { indexCertified } from '../directory/index-certified.ts';
import { groupBy } from '../group-by.ts';
import { appendToLog } from '../log/append-to-log.ts';
import { appendEvents } from '../webhooks/append-events.ts';
import { certificateStatus } from './certificate-status.ts';
import { statusChangeEvents } from './status-change-events.ts';
import { countRecordedChanges } from './status-list-state.ts';

const clockDifferenceMs = 60_000;

/** A change of a certificate's status to be recorded. */
export interface NewStatusChange extends StatusChange {
  readonly certificateId: string;
  /** The key with which it was made; absent where it comes from elsewhere. */
  readonly keyId?: string | undefined;
}

/** Records changes of status; one with the same status at the same instant is recorded once. */
export async function addStatusChanges(
  connection: Connection,
  changes: readonly NewStatusChange[],
): Promise<void> {
  const added: StatusChangeRow[] = [];
  const byCertificate = groupBy(changes, ({ certificateId }) => certificateId);
  const stored = await statusChangeRows(connection, [...byCertificate.keys()]);
  const storedOf = groupBy(stored, ({ certificateId }) => certificateId);
  for (const [certificateId, ofCertificate] of byCertificate) {
    const known = [...(storedOf.get(certificateId) ?? [])];
    for (const { status, at, reasonCode, reason, keyId } of ofCertificate) {
      const atMs = Date.parse(at);
      if (known.some((row) => row.atMs === atMs && row.status === status)) continue;
      const row: StatusChangeRow = {
        certificateId,
        sequence: Math.max(0, ...known.map(({ sequence }) => sequence)) + 1,
        status,
        at,
        atMs,
        reasonCode: reasonCode ?? null,
        reason: reason ?? null,
        keyId: keyId ?? null,
      };
      known.push(row);
      added.push(row);
    }
  }
  if (added.length === 0) return;
  await upsertRows(connection, 'certificateStatusChange', ['certificateId', 'sequence'], added);
  await noteChanges(connection, added);
}

/** A change of status that is made to many certificates at once. */
export interface CommonChange {
  readonly status: 'suspended' | 'withdrawn';
  readonly reasonCode: StatusReason;
  readonly reason: string;
  readonly keyId: string | null;
}

/**
 * Changes the status of all certificates of a supplier that can change to it, in one statement however many they are;
 * answers with how many those were. The caller keeps other changes of them waiting, see lockCertificatesOf.
 */
export async function changeStatusOfSupplier(
  connection: Connection,
  supplierId: string,
  { status, reasonCode, reason, keyId }: CommonChange,
  at: Date,
): Promise<number> {
  const from = sql.join(status === 'withdrawn' ? ['active', 'suspended'] : ['active']);
  const { rows } = await sql<{ certificateId: string }>`
    insert into certificate_status_change
      (certificate_id, sequence, status, at, at_ms, reason_code, reason, key_id)
    select certificate.certificate_id,
      coalesce((select max(earlier.sequence) from certificate_status_change as earlier
        where earlier.certificate_id = certificate.certificate_id), 0) + 1,
      ${status}, ${at.toISOString()}, ${at.getTime()}, ${reasonCode}, ${reason}, ${keyId}
    from certificate
    where certificate.product_id in (select product_id from product where supplier_id = ${supplierId})
      and ${certificateStatus(at)} in (${from})
    returning certificate_id`.execute(connection.db);
  const changes = rows.map(({ certificateId }) => {
    return { certificateId, status, reasonCode, at: at.toISOString() };
  });
  if (changes.length > 0) await noteChanges(connection, changes);
  return changes.length;
}

/**
 * The instant of the last change of a certificate's, or of any of a supplier's certificates, in milliseconds since 1970; 0
 * where there is none. One that is dated in advance by more than clocks differ does not count.
 */
export async function lastChangeMs(
  { db }: Connection,
  of: { readonly certificateId: string } | { readonly supplierId: string },
  now: Date,
): Promise<number> {
  const isOne =
    'certificateId' in of
      ? sql`certificate_id = ${of.certificateId}`
      : sql`certificate_id in (select certificate_id from certificate where product_id in (
          select product_id from product where supplier_id = ${of.supplierId}))`;
  const { rows } = await sql<{ last: number | null }>`
    select max(at_ms) as last from certificate_status_change
    where ${isOne} and at_ms <= ${now.getTime() + clockDifferenceMs}`.execute(db);
  return rows[0]?.last ?? 0;
}

/** The changes of status of each of some certificates, the earliest first. */
export async function statusChangesOf(
  connection: Connection,
  certificateIds: readonly string[],
): Promise<(certificateId: string) => readonly StatusChange[]> {
  const rows = await statusChangeRows(connection, certificateIds);
  const byCertificate = groupBy(rows, ({ certificateId }) => certificateId);
  return (certificateId) =>
    (byCertificate.get(certificateId) ?? []).map(({ status, at, reasonCode, reason }) => ({
      status: status as CertificateStatus,
      at,
      ...(reasonCode !== null && { reasonCode }),
      ...(reason !== null && { reason }),
    }));
}

async function noteChanges(
  connection: Connection,
  changes: readonly Pick<StatusChangeRow, 'certificateId' | 'status' | 'at' | 'reasonCode'>[],
): Promise<void> {
  await countRecordedChanges(connection, changes.length);
  await indexCertified(
    connection,
    changes.map(({ certificateId }) => certificateId),
  );
  await appendToLog(
    connection,
    changes.map(({ certificateId, status, at, reasonCode }) => ({
      type: 'statusChange',
      certificateId,
      status,
      at,
      ...(reasonCode !== null && { reason: reasonCode }),
    })),
  );
  await appendEvents(connection, await statusChangeEvents(connection, changes));
}

async function statusChangeRows(
  { db, dialect }: Connection,
  certificateIds: readonly string[],
): Promise<StatusChangeRow[]> {
  if (certificateIds.length === 0) return [];
  return db
    .selectFrom('certificateStatusChange')
    .selectAll()
    .where(sql<SqlBool>`certificate_id ${dialect.isOneOf(certificateIds)}`)
    .orderBy('atMs')
    .orderBy('sequence')
    .execute();
}
