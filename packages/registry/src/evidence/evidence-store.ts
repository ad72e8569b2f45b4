import type { EvidenceRow } from '../applications/application-tables.ts';
import type { Connection } from '../database/database.ts';
import { upsertRows } from '../database/write-rows.ts';

/** Notes a file of evidence, in place of the one of the same id. */
export async function writeEvidence(connection: Connection, row: EvidenceRow): Promise<void> {
  await upsertRows(connection, 'evidence', ['evidenceId'], [row]);
  await connection.db.deleteFrom('looseFile').where('sha256', '=', row.sha256).execute();
}

/** Forgets a file of evidence. */
export async function removeEvidence({ db }: Connection, evidenceId: string): Promise<void> {
  await db.deleteFrom('evidence').where('evidenceId', '=', evidenceId).execute();
}

/** Notes that a file is in the folder, or soon will be, without its being evidence yet or any more. */
export async function noteLooseFile(
  connection: Connection,
  sha256: string,
  now: Date,
): Promise<void> {
  const row = { sha256, looseSince: now.toISOString() };
  await upsertRows(connection, 'looseFile', ['sha256'], [row]);
}

/**
 * Forgets some of the files that have been loose since before an instant, and gives their digests. Until the transaction
 * ends, whoever brings such a file again is kept waiting.
 */
export async function forgetLooseFiles(
  { db }: Connection,
  before: Date,
  atMost: number,
): Promise<readonly string[]> {
  const rows = await db
    .deleteFrom('looseFile')
    .where('sha256', 'in', (from) =>
      from
        .selectFrom('looseFile')
        .select('sha256')
        .where('looseSince', '<', before.toISOString())
        .orderBy('looseSince')
        .limit(atMost),
    )
    // Once more, for it may have been noted anew while this waited for it.
    .where('looseSince', '<', before.toISOString())
    .returning('sha256')
    .execute();
  return rows.map(({ sha256 }) => sha256);
}

/** Which of some files are evidence. */
export async function filesThatAreEvidence(
  { db }: Connection,
  digests: readonly string[],
): Promise<ReadonlySet<string>> {
  if (digests.length === 0) return new Set();
  const rows = await db
    .selectFrom('evidence')
    .select('sha256')
    .where('sha256', 'in', digests)
    .execute();
  return new Set(rows.map(({ sha256 }) => sha256));
}
