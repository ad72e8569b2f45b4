import { signKeySet, toDidWeb, type SigningKey } from '@fupin/credential';
import { readFile } from 'node:fs/promises';
import {
  activeKey,
  createKeyRing,
  newKeyRing,
  publishedKeys,
  readKeyRing,
  type KeyRing,
} from './key-ring.ts';
import { readKeySet, type ReadKeySet } from './key-set-token.ts';
import { readPrivateFile, replaceFile } from './private-file.ts';
import { isUsable, type PublishedKey, type RegistryKeys } from './registry-keys.ts';
import { SigningKeyError } from './signing-key-error.ts';
import { loadSigningKey, readSigningKey } from './signing-key.ts';

const dayMs = 86_400_000;
const warnedDays = 14;
const sandboxDays = 365;
const sandboxRenewalDays = 30;

/** Where the keys are kept: files of the data folder, or texts of the environment that go before them. */
export interface KeyPlaces {
  /** The registry's address as others reach it, from which its did:web follows. */
  readonly publicUrl: string;
  /** The key ring, mode 0600. */
  readonly keyRingFile: string;
  /** The key set that the root key signed. */
  readonly keySetFile: string;
  /** A root key beside them makes the registry a sandbox: it signs its own key set. */
  readonly rootKeyFile: string;
  /** The signing key as private JWK, instead of the key ring. */
  readonly signingKeyJwk?: string | undefined;
  /** The signed key set, instead of its file. */
  readonly keySetToken?: string | undefined;
}

/** The keys as they are now, and what whoever runs the registry has to be told. */
export interface LoadedKeys {
  readonly keys: RegistryKeys;
  /** Thumbprint of the root key that signed the key set, to be pinned; absent where none did. */
  readonly rootKeyId?: string;
  readonly warnings: readonly string[];
}

/**
 * Reads the keys. Where there is nothing at all it makes a sandbox: a root key, a signing key and the key set. Throws a
 * SigningKeyError where they don't belong together: others would refuse what the registry signs.
 */
export async function loadKeys(places: KeyPlaces, now: Date): Promise<LoadedKeys> {
  const { signingKeyJwk, keySetToken, keySetFile } = places;
  if (signingKeyJwk) {
    const signingKey = await readSigningKey(signingKeyJwk, 'FUPIN_SIGNING_KEY');
    const keySet = await givenKeySet(keySetToken, keySetFile);
    return together(signingKey, [signingKey.publicJwk], keySet, places, now);
  }
  const notes: string[] = [];
  const ring = (await readKeyRing(places.keyRingFile)) ?? (await newSandbox(places, now, notes));
  const active = activeKey(ring);
  if (!active) throw new SigningKeyError(`No key of ${places.keyRingFile} is active.`);
  const signingKey = await readSigningKey(JSON.stringify(active.key), places.keyRingFile);
  const given = await givenKeySet(keySetToken, keySetFile);
  const keySet = await signedBySandbox(ring, given, places, now);
  const loaded = together(signingKey, publishedKeys(ring), keySet, places, now);
  return { ...loaded, warnings: [...notes, ...loaded.warnings] };
}

/** Checks that a signed key set is of this registry and has the key that signs, usable now. */
export function checkKeySet(
  keySet: ReadKeySet,
  signingKid: string,
  publicUrl: string,
  now: Date,
): void {
  const issuer = toDidWeb(publicUrl);
  if (keySet.iss !== issuer || keySet.sub !== issuer) {
    throw new SigningKeyError(
      `The signed key set is of ${keySet.iss}. Expected: ${issuer}, which FUPIN_PUBLIC_URL makes.`,
    );
  }
  const key = keySet.keys.find(({ kid }) => kid === signingKid);
  if (key && isUsable(key, now)) return;
  throw new SigningKeyError(
    `The signing key ${signingKid} ${key ? 'is retired in' : 'is not in'} the signed key set, so nobody who pins the ` +
      `root key would believe what it signs. Sign the key set anew (fupin-registry root sign-key-set) and install it.`,
  );
}

async function newSandbox(places: KeyPlaces, now: Date, notes: string[]): Promise<KeyRing> {
  const ring = await newKeyRing(now);
  try {
    await createKeyRing(places.keyRingFile, ring);
  } catch (error) {
    // Another process that started at the same moment made it first.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return (await readKeyRing(places.keyRingFile)) ?? ring;
  }
  const root = await loadSigningKey(places.rootKeyFile);
  notes.push(
    `SANDBOX KEYS: there were no keys, so new ones were made (mode 600): the signing key in ${places.keyRingFile}, and the ` +
      `root key ${root.signingKey.kid} in ${places.rootKeyFile}. ` +
      `Good for trying things out; in production the root key is made and kept offline (docs/keys.md).`,
  );
  return ring;
}

/** In a sandbox, the key set signed anew where the ring has changed or the set is soon to expire. */
async function signedBySandbox(
  ring: KeyRing,
  given: ReadKeySet | undefined,
  places: KeyPlaces,
  now: Date,
): Promise<ReadKeySet | undefined> {
  const root = await sandboxRoot(places);
  if (!root || places.keySetToken) return given;
  const keys = publishedKeys(ring);
  const issuer = toDidWeb(places.publicUrl);
  const isCurrent =
    given?.iss === issuer &&
    given.rootKeyId === root.kid &&
    JSON.stringify(given.keys) === JSON.stringify(keys) &&
    given.exp * 1000 > now.getTime() + sandboxRenewalDays * dayMs;
  if (isCurrent) return given;
  const validUntil = new Date(now.getTime() + sandboxDays * dayMs);
  const token = await signKeySet({ issuer, validFrom: now, validUntil, keys }, root);
  await replaceFile(places.keySetFile, `${token}\n`);
  return readKeySet(token, places.keySetFile);
}

async function sandboxRoot({ rootKeyFile }: KeyPlaces): Promise<SigningKey | undefined> {
  const text = await readPrivateFile(rootKeyFile);
  return text === undefined ? undefined : readSigningKey(text, rootKeyFile);
}

async function givenKeySet(
  token: string | undefined,
  file: string,
): Promise<ReadKeySet | undefined> {
  if (token) return readKeySet(token, 'FUPIN_KEY_SET');
  try {
    return await readKeySet(await readFile(file, 'utf8'), file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function together(
  signingKey: SigningKey,
  unsigned: readonly PublishedKey[],
  keySet: ReadKeySet | undefined,
  places: KeyPlaces,
  now: Date,
): LoadedKeys {
  if (!keySet) {
    return {
      keys: { signingKey, published: unsigned },
      warnings: [
        'There is no key set signed by a root key, so nobody can pin one: see fupin-registry root --help.',
      ],
    };
  }
  checkKeySet(keySet, signingKey.kid, places.publicUrl, now);
  return {
    keys: { signingKey, published: keySet.keys, signedKeySet: keySet.token },
    rootKeyId: keySet.rootKeyId,
    warnings: expiryWarnings(keySet, now),
  };
}

function expiryWarnings({ exp }: ReadKeySet, now: Date): string[] {
  const days = (exp * 1000 - now.getTime()) / dayMs;
  if (days > warnedDays) return [];
  const when = new Date(exp * 1000).toISOString();
  return [
    days > 0
      ? `THE SIGNED KEY SET EXPIRES at ${when}, in ${Math.floor(days)} days. Sign it anew with the root key and install it.`
      : `THE SIGNED KEY SET EXPIRED at ${when}: whoever pins the root key refuses every badge. Sign it anew now.`,
  ];
}
