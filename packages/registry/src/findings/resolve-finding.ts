import type { NewFindingResolution } from '@fupin/schema';
import { sql } from 'kysely';
import { statusChangesOf } from '../certificates/status-change-store.ts';
import type { Connection } from '../database/database.ts';
import { invalidInput, ProblemError } from '../http/problem-error.ts';
import type { FindingRow } from './finding-tables.ts';

/** A finding; throws `notFound` where there is none with this id. */
export async function existingFinding({ db }: Connection, findingId: string): Promise<FindingRow> {
  const row = await db
    .selectFrom('finding')
    .selectAll()
    .where('findingId', '=', findingId)
    .executeTakeFirst();
  if (row) return row;
  throw new ProblemError('notFound', `There is no finding ${findingId}.`);
}

/** Keeps other changes of a finding waiting until the transaction ends. */
export async function lockFinding({ db, dialect }: Connection, findingId: string): Promise<void> {
  await sql`select 1 from finding where finding_id = ${findingId} ${dialect.forUpdate}`.execute(db);
}

/** Upholds or dismisses a finding that is open. */
export async function resolveFinding(
  connection: Connection,
  finding: FindingRow,
  { state, reasonCode, reason, statusChangedAt }: NewFindingResolution,
  { keyId, now }: { readonly keyId: string | null; readonly now: Date },
): Promise<FindingRow> {
  if (finding.state !== 'open') {
    throw new ProblemError('conflict', `The finding is ${finding.state}, which is final.`);
  }
  if (statusChangedAt !== undefined) await checkChange(connection, finding, statusChangedAt);
  const resolution = {
    state,
    reasonCode,
    reason,
    resolvedAt: now.toISOString(),
    resolvedBy: keyId,
    statusChangedAt: statusChangedAt ?? null,
    resolutionMs: now.getTime() - Date.parse(finding.raisedAt),
  };
  await connection.db
    .updateTable('finding')
    .set(resolution)
    .where('findingId', '=', finding.findingId)
    .execute();
  return { ...finding, ...resolution };
}

async function checkChange(
  connection: Connection,
  { certificateId }: FindingRow,
  at: string,
): Promise<void> {
  const changes = certificateId
    ? (await statusChangesOf(connection, [certificateId]))(certificateId)
    : [];
  if (changes.some((change) => Date.parse(change.at) === Date.parse(at))) return;
  const expected = certificateId
    ? `must be the instant of a status change of ${certificateId}`
    : 'must be left out: the finding is about no certificate';
  throw invalidInput('body', '/statusChangedAt', expected);
}
