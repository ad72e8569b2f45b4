import type { LogEntry } from '@fupin/schema';
import type { Connection } from '../database/database.ts';
import { upsertRows } from '../database/write-rows.ts';
import type { IntegratorParts } from './integrate.ts';
import type { CertificateIntent, LogIntent } from './log-intent.ts';
import type { LogCertificateRow } from './log-tables.ts';

type CertificateEntry = Extract<LogEntry, { type: 'certificate' }>;

/** Says what is to be logged of the certificates among some intents: nothing where a certificate says what it said before. */
export async function certificateEntries(
  connection: Connection,
  intents: readonly LogIntent[],
  { certificateDigests, now }: IntegratorParts,
) {
  const ids = [
    ...new Set(
      intents.flatMap((intent) => (intent.type === 'certificate' ? [intent.certificateId] : [])),
    ),
  ];
  const digests: ReadonlyMap<string, string> =
    ids.length > 0 ? await certificateDigests(connection, ids) : new Map<string, string>();
  const known = await findLogged(connection, ids);
  const changed = new Map<string, LogCertificateRow>();
  return {
    of({ certificateId, at }: CertificateIntent): CertificateEntry[] {
      const digest = digests.get(certificateId);
      const last = changed.get(certificateId) ?? known.get(certificateId);
      if (digest === undefined || digest === last?.digest) return [];
      return [{ type: 'certificate', certificateId, digest, at: at ?? now.toISOString() }];
    },
    logged({ certificateId, digest }: CertificateEntry, leafIndex: number): void {
      changed.set(certificateId, { certificateId, digest, leafIndex });
    },
    store: () => upsertRows(connection, 'logCertificate', ['certificateId'], [...changed.values()]),
  };
}

/** Where a certificate was logged last, and with which digest; undefined where it never was. */
export async function findLoggedCertificate(
  connection: Connection,
  certificateId: string,
): Promise<LogCertificateRow | undefined> {
  return (await findLogged(connection, [certificateId])).get(certificateId);
}

async function findLogged({ db }: Connection, certificateIds: readonly string[]) {
  if (certificateIds.length === 0) return new Map<string, LogCertificateRow>();
  const rows = await db
    .selectFrom('logCertificate')
    .selectAll()
    .where('certificateId', 'in', certificateIds)
    .execute();
  return new Map(rows.map((row) => [row.certificateId, row]));
}
