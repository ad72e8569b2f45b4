import type { Database } from '../database/database.ts';
import { jsonLogger } from '../http/logger.ts';
import { liveKeys, type LiveKeys } from '../signing/live-keys.ts';
import { loadKeys } from '../signing/load-keys.ts';
import { logKeySet } from '../signing/log-key-set.ts';
import { SigningKeyError } from '../signing/signing-key-error.ts';
import { loadSigningKey, readSigningKey } from '../signing/signing-key.ts';
import type { VcApiOptions } from '../vc-api/create-vc-api.ts';
import { CliError } from './cli-error.ts';
import type { CommandContext } from './command.ts';

const rereadMs = 60_000;

/** The keys of the settings, to be read again while the registry runs; throws a CliError where they can't be used. */
export async function servingKeys(
  { settings, note }: CommandContext,
  database: Database,
): Promise<LiveKeys> {
  const told = new Set<string>();
  const load = async () => {
    const { keys, warnings } = await loadKeys(settings.keyPlaces, new Date());
    // Each once a day and not each minute.
    const today = new Date().toISOString().slice(0, 10);
    for (const warning of warnings.filter((each) => !told.has(today + each))) {
      told.add(today + warning);
      note(`\n${warning}\n`);
    }
    return keys;
  };
  return explained(async () => {
    const first = await load();
    await logKeySet(database, first, new Date());
    return liveKeys(first, load, {
      async onChange(keys) {
        note(`The keys have changed. The registry signs with ${keys.signingKey.kid}`);
        await logKeySet(database, keys, new Date());
      },
      onFailure(error) {
        const { message } = error as Error;
        jsonLogger.error('keys not read again; those before stay in use', { message });
      },
    });
  });
}

/** Reads the keys again every minute, and at once on SIGHUP, until it is stopped. */
export function rereadKeys(keys: LiveKeys): { stop(): void } {
  const reload = () => {
    void keys.reload();
  };
  const timer = setInterval(reload, rereadMs);
  process.on('SIGHUP', reload);
  return {
    stop() {
      clearInterval(timer);
      process.off('SIGHUP', reload);
    },
  };
}

/** The key with which credentials are signed for others; made where there is none. */
export function vcApiOf(
  { settings: { vcApiKeyFile, vcApiKeyJwk } }: CommandContext,
  isOpen: boolean,
): Promise<VcApiOptions> {
  return explained(async () => {
    if (vcApiKeyJwk) {
      return { signingKey: await readSigningKey(vcApiKeyJwk, 'FUPIN_VC_API_KEY'), isOpen };
    }
    const { signingKey } = await loadSigningKey(vcApiKeyFile);
    return { signingKey, isOpen };
  });
}

/** What comes of work with keys; a SigningKeyError becomes a CliError, whose message is all that is shown. */
export async function explained<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof SigningKeyError) throw new CliError(error.message);
    throw error;
  }
}
