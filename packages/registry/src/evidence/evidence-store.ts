import type { EvidenceRow } from '../applications/application-tables.ts';
import type { Connection } from '../database/database.ts';
import { upsertRows } from '../database/write-rows.ts';

/** Notes a file of evidence, in place of the one of the same id. */
export async function writeEvidence(connection: Connection, row: EvidenceRow): Promise<void> {
  await upsertRows(connection, 'evidence', ['evidenceId'], [row]);
}

/** Forgets a file of evidence. */
export async function removeEvidence({ db }: Connection, evidenceId: string): Promise<void> {
  await db.deleteFrom('evidence').where('evidenceId', '=', evidenceId).execute();
}
