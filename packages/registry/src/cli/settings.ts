import { join, resolve } from 'node:path';
import type { LogKeyPlaces } from '../log/log-key.ts';
import type { Witness } from '../log/witness.ts';
import type { KeyPlaces } from '../signing/load-keys.ts';
import { CliError } from './cli-error.ts';
import { readWitnesses } from './read-witnesses.ts';

/** What the environment says of the registry. */
export interface Settings {
  readonly host: string;
  readonly port: number;
  /** The registry's address as others reach it, without a slash at its end. */
  readonly publicUrl: string;
  readonly dataFolder: string;
  /** The database: a `postgres://` URL, or the path of a SQLite file. */
  readonly database: string;
  /** Folder of the files that come as evidence with applications. */
  readonly evidenceDirectory: string;
  /** How many proxies stand before the registry, each of which adds to X-Forwarded-For. */
  readonly trustedProxies: number;
  readonly keyPlaces: KeyPlaces;
  /** The key that signs credentials for others through W3C's VC API: a file, or its text that goes before it. */
  readonly vcApiKeyFile: string;
  readonly vcApiKeyJwk: string | undefined;
  readonly logKeyPlaces: LogKeyPlaces;
  /** Who cosigns the checkpoints of the transparency log. */
  readonly witnesses: readonly Witness[];
}

/** The environment's variables, as the help lists them. */
export const settingsHelp = `\
Environment:
  FUPIN_DATA_DIR       folder of database, keys and demo files (default ./.fupin)
  DATABASE_URL         postgres://… to use PostgreSQL instead of a SQLite file in that folder
  FUPIN_REGISTRY_PORT  port that serve listens on (default 8787)
  FUPIN_HOST           address that serve listens on (default 127.0.0.1)
  FUPIN_PUBLIC_URL     address of the registry as others reach it (default http://127.0.0.1:PORT);
                       it stands in every certificate, so choose it once
  FUPIN_EVIDENCE_DIR   folder of the evidence that comes with applications (default evidence in the data folder);
                       several processes on one PostgreSQL share it
  FUPIN_PROXIES        how many proxies stand before the registry, each adding to X-Forwarded-For (default 0);
                       complaints and objections are counted by the address that the outermost one saw
  FUPIN_SIGNING_KEY    private P-256 key (JWK) that signs certificates; else the key ring in the data folder
  FUPIN_KEY_SET        key set signed by the root key; else key-set.jwt in the data folder
  FUPIN_VC_API_KEY     private P-256 key (JWK) that signs credentials for others; else vc-api-key.json there
  FUPIN_LOG_KEY        private Ed25519 key (JWK) that signs the transparency log; else log-key.json in the data folder
  FUPIN_WITNESSES      who cosigns the log: VERIFIER-KEY URL, several parted by commas (C2SP tlog-witness)`;

/** Reads the settings; throws a CliError that names the variable at fault. */
export function readSettings(environment: NodeJS.ProcessEnv): Settings {
  const port = readPort(environment['FUPIN_REGISTRY_PORT'] || '8787');
  const publicUrl = readPublicUrl(environment['FUPIN_PUBLIC_URL'] || `http://127.0.0.1:${port}`);
  const dataFolder = resolve(environment['FUPIN_DATA_DIR'] || '.fupin');
  const databaseUrl = environment['DATABASE_URL'];
  if (databaseUrl && !/^postgres(?:ql)?:\/\//.test(databaseUrl)) {
    throw new CliError(
      'DATABASE_URL is no PostgreSQL address. Expected: postgres://user:password@host:5432/database, or no ' +
        'DATABASE_URL for a SQLite file in FUPIN_DATA_DIR.',
    );
  }
  return {
    host: environment['FUPIN_HOST'] || '127.0.0.1',
    port,
    publicUrl,
    dataFolder,
    database: databaseUrl || join(dataFolder, 'registry.db'),
    evidenceDirectory: resolve(environment['FUPIN_EVIDENCE_DIR'] || join(dataFolder, 'evidence')),
    trustedProxies: readTrustedProxies(environment['FUPIN_PROXIES'] || '0'),
    vcApiKeyFile: join(dataFolder, 'vc-api-key.json'),
    vcApiKeyJwk: environment['FUPIN_VC_API_KEY'] || undefined,
    keyPlaces: {
      publicUrl,
      keyRingFile: join(dataFolder, 'key-ring.json'),
      keySetFile: join(dataFolder, 'key-set.jwt'),
      rootKeyFile: join(dataFolder, 'root-key.json'),
      signingKeyJwk: environment['FUPIN_SIGNING_KEY'] || undefined,
      keySetToken: environment['FUPIN_KEY_SET'] || undefined,
    },
    logKeyPlaces: {
      file: join(dataFolder, 'log-key.json'),
      jwk: environment['FUPIN_LOG_KEY'] || undefined,
    },
    witnesses: readWitnesses(environment['FUPIN_WITNESSES'] || ''),
  };
}

function readPort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port > 0 && port < 65_536) return port;
  throw new CliError(`FUPIN_REGISTRY_PORT is "${text}". Expected: a port number from 1 to 65535.`);
}

function readTrustedProxies(text: string): number {
  if (/^\d$/.test(text)) return Number(text);
  throw new CliError(`FUPIN_PROXIES is "${text}". Expected: a number from 0 to 9.`);
}

function readPublicUrl(text: string): string {
  const address = text.replace(/\/$/, '');
  if (
    /^https?:\/\//.test(address) &&
    URL.canParse(address) &&
    new URL(address).origin === address
  ) {
    return address;
  }
  throw new CliError(
    `FUPIN_PUBLIC_URL is "${text}". Expected: scheme, host and port alone, such as https://registry.example.`,
  );
}
