import { parseVerifierKey } from '@fupin/credential/log';
import type { Database } from '../database/database.ts';
import { loadLogKey } from '../log/log-key.ts';
import { createLogWorker, type LogWorker } from '../log/log-worker.ts';
import type { KeySource } from '../signing/registry-keys.ts';
import { SigningKeyError } from '../signing/signing-key-error.ts';
import { CliError } from './cli-error.ts';
import type { CommandContext } from './command.ts';

/** The worker of the log as the settings have it; says so where a key was made. Throws a CliError where a key is none. */
export async function logWorkerOf(
  { settings, print, note }: CommandContext,
  database: Database,
  keys: KeySource,
): Promise<LogWorker> {
  const { publicUrl, logKeyPlaces, witnesses } = settings;
  for (const { verifierKey } of witnesses) {
    const key = await parseVerifierKey(verifierKey).catch((error: unknown) => error as Error);
    if (key instanceof Error || key.type !== 'cosignature') {
      const reason = key instanceof Error ? key.message : 'expected one of type 4';
      throw new CliError(`FUPIN_WITNESSES has no verifier key in "${verifierKey}": ${reason}`);
    }
  }
  try {
    const { logKey, isNew } = await loadLogKey(logKeyPlaces, publicUrl);
    if (isNew) {
      note(
        `\nSANDBOX LOG KEY: there was no key for the transparency log, so a new one was made in ${logKeyPlaces.file} ` +
          `(mode 600).\nKeep it: a log that changes its key has to explain itself. In production give your own in FUPIN_LOG_KEY.\n`,
      );
    }
    print(`Transparency log: ${logKey.verifierKey}`);
    return createLogWorker({ database, publicUrl, keys, logKey, witnesses });
  } catch (error) {
    if (error instanceof SigningKeyError) throw new CliError(error.message);
    throw error;
  }
}
