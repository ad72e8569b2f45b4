import type { LogEntry } from '@fupin/schema';
import type { Connection } from '../database/database.ts';
import { upsertRows } from '../database/write-rows.ts';
import type { IntegratorParts } from './integrate.ts';
import type { CertificateIntent, KeySetIntent, LogIntent } from './log-intent.ts';
import type { LogRecordRow } from './log-tables.ts';

type DigestEntry = Extract<LogEntry, { type: 'certificate' | 'keySet' }>;

/** Says what is to be logged of records that are logged by digest: nothing where a record says what it said before. */
export async function recordEntries(
  connection: Connection,
  intents: readonly LogIntent[],
  { certificateDigests, now }: IntegratorParts,
) {
  const byDigest = intents.filter(
    (intent) => intent.type === 'certificate' || intent.type === 'keySet',
  );
  const certificateIds = new Set(
    byDigest.flatMap((intent) => (intent.type === 'certificate' ? [intent.certificateId] : [])),
  );
  const digests: ReadonlyMap<string, string> =
    certificateIds.size > 0
      ? await certificateDigests(connection, [...certificateIds])
      : new Map<string, string>();
  const known = await findLogged(connection, [...new Set(byDigest.map(recordIdOf))]);
  const changed = new Map<string, LogRecordRow>();
  return {
    of(intent: CertificateIntent | KeySetIntent): DigestEntry[] {
      const recordId = recordIdOf(intent);
      const digest = intent.type === 'keySet' ? intent.digest : digests.get(intent.certificateId);
      const last = changed.get(recordId) ?? known.get(recordId);
      if (digest === undefined || digest === last?.digest) return [];
      const at = intent.at ?? now.toISOString();
      return [{ ...intent, digest, at }];
    },
    logged(entry: DigestEntry, leafIndex: number): void {
      const recordId = recordIdOf(entry);
      changed.set(recordId, { recordId, digest: entry.digest, leafIndex });
    },
    store: () => upsertRows(connection, 'logRecord', ['recordId'], [...changed.values()]),
  };
}

/** Where a certificate was logged last, and with which digest; undefined where it never was. */
export async function findLoggedCertificate(
  connection: Connection,
  certificateId: string,
): Promise<LogRecordRow | undefined> {
  return (await findLogged(connection, [certificateId])).get(certificateId);
}

/** Whether a key set was ever logged. */
export async function isKeySetLogged(connection: Connection, digest: string): Promise<boolean> {
  return (await findLogged(connection, [keySetId(digest)])).size > 0;
}

// While keys are rotated, processes may have the old ones and the new ones in turn, so each set is a record of its own.
const keySetId = (digest: string) => `keySet ${digest}`;

function recordIdOf(
  intent: { type: 'certificate'; certificateId: string } | { type: 'keySet'; digest: string },
): string {
  return intent.type === 'keySet' ? keySetId(intent.digest) : intent.certificateId;
}

async function findLogged({ db }: Connection, recordIds: readonly string[]) {
  if (recordIds.length === 0) return new Map<string, LogRecordRow>();
  const rows = await db
    .selectFrom('logRecord')
    .selectAll()
    .where('recordId', 'in', recordIds)
    .execute();
  return new Map(rows.map((row) => [row.recordId, row]));
}
