import { generateSigningKey } from '@fupin/credential';
import { parseCheckpoint, parseNote } from '@fupin/credential/log';
import type { Database } from '../database/database.ts';
import { newLogKeyJwk, readLogKey, type LogKey } from '../log/log-key.ts';
import { createLogWorker, type LogWorker, type LogWorkerOptions } from '../log/log-worker.ts';
import { fixedKey } from '../signing/registry-keys.ts';
import { bodyOf, type RegistryUnderTest } from './registry-under-test.ts';
import { testNow } from './sample-directory.ts';

const publicUrl = 'https://registry.example';
// What is logged of a certificate is the same whichever key signs it.
const keys = fixedKey(await generateSigningKey());

/** The key of the log under test. */
export const testLogKey: LogKey = await readLogKey(
  JSON.stringify(newLogKeyJwk()),
  publicUrl,
  'the test',
);

/** A worker of the log over a database, and what it complains of. */
export function logWorkerOver(
  database: Database,
  options: Partial<LogWorkerOptions> = {},
): LogWorker & { readonly failures: readonly string[] } {
  const failures: string[] = [];
  const worker = createLogWorker({
    database,
    publicUrl,
    keys,
    logKey: testLogKey,
    clock: () => testNow,
    logger: { error: (message, details) => failures.push(`${message} ${JSON.stringify(details)}`) },
    ...options,
  });
  return { ...worker, failures };
}

/** The checkpoint that a registry serves, in its parts. */
export async function servedCheckpoint(registry: RegistryUnderTest) {
  const response = await registry.call('getLogCheckpoint');
  const note = parseNote(await response.text());
  return { ...note, ...parseCheckpoint(note.text) };
}

/** A file of the log by its path, e.g. `tile/0/000`. */
export async function logFile(registry: RegistryUnderTest, path: string): Promise<Uint8Array> {
  const response = await registry.app.request(`/log/${path}`);
  if (response.status !== 200) await bodyOf(response);
  return new Uint8Array(await response.arrayBuffer());
}
