import { createHash } from 'node:crypto';
import type { Database } from '../database/database.ts';
import { insertNewRows } from '../database/write-rows.ts';
import { appendToLog } from '../log/append-to-log.ts';
import type { RegistryKeys } from './registry-keys.ts';

/**
 * Promises the key set to the transparency log, once for each that differs, however many processes publish it. Its digest
 * (RFC 6920) is of the payload of `/.well-known/jwks.jwt`, or of `/.well-known/jwks.json` where no root key signs.
 */
export async function logKeySet(
  database: Database,
  { published, signedKeySet }: RegistryKeys,
  now: Date,
): Promise<void> {
  const payload =
    signedKeySet === undefined
      ? JSON.stringify({ keys: published })
      : Buffer.from(signedKeySet.split('.')[1] ?? '', 'base64url');
  const digest = `ni:///sha-256;${createHash('sha256').update(payload).digest('base64url')}`;
  const at = now.toISOString();
  await database.transaction(async (connection) => {
    const row = { digest, loggedAt: at };
    const [inserted] = await insertNewRows(connection, 'loggedKeySet', 'digest', [row]);
    if (inserted) await appendToLog(connection, [{ type: 'keySet', digest, at }]);
  });
}
