import {
  exportSigningKey,
  generateSigningKey,
  type PrivateJwk,
  type PublicJwk,
} from '@fupin/credential';
import { createPrivateFile, readPrivateFile, replacePrivateFile } from './private-file.ts';
import type { PublishedKey } from './registry-keys.ts';
import { SigningKeyError } from './signing-key-error.ts';

/** A key of the ring, with the instants (RFC 3339) of what became of it. Once retired, its private part is gone. */
export interface RingKey {
  readonly key: PrivateJwk | PublicJwk;
  readonly createdAt: string;
  readonly activatedAt?: string | undefined;
  readonly retiredAt?: string | undefined;
}

/** All keys that a registry ever signed with or is to sign with, in the order they were made. */
export interface KeyRing {
  readonly keys: readonly RingKey[];
}

/** What a key of the ring is for now: `next` waits, `active` signs, `former` signed before and still counts, `retired` doesn't. */
export type RingKeyState = 'next' | 'active' | 'former' | 'retired';

/** The state of a key of the ring. */
export function stateOf(key: RingKey, ring: KeyRing): RingKeyState {
  if (key.retiredAt !== undefined) return 'retired';
  if (key.activatedAt === undefined) return 'next';
  return key === activeKey(ring) ? 'active' : 'former';
}

/** The key that signs: of those in use the one activated last. */
export function activeKey({ keys }: KeyRing): RingKey | undefined {
  return keys
    .filter(({ activatedAt, retiredAt }) => activatedAt !== undefined && retiredAt === undefined)
    .reduce<RingKey | undefined>(
      (latest, key) =>
        latest === undefined || instant(key.activatedAt) >= instant(latest.activatedAt)
          ? key
          : latest,
      undefined,
    );
}

/** A ring of one key that signs at once: for a registry that has issued nothing yet. */
export async function newKeyRing(now: Date): Promise<KeyRing> {
  const at = now.toISOString();
  return { keys: [{ ...(await newRingKey(now)), activatedAt: at }] };
}

/** The ring with one more key, which is to be published before it signs. */
export async function withNextKey(ring: KeyRing, now: Date): Promise<KeyRing> {
  const waiting = ring.keys.find((key) => stateOf(key, ring) === 'next');
  if (waiting) {
    throw new SigningKeyError(
      `The key ${waiting.key.kid} waits already. Activate it, or retire it, before another is made.`,
    );
  }
  return { keys: [...ring.keys, await newRingKey(now)] };
}

/** The ring with another key signing from now on. The one before goes on to be published until it is retired. */
export function withActiveKey(ring: KeyRing, kid: string, now: Date): KeyRing {
  return changed(ring, kid, ['next', 'former'], (key) => ({
    ...key,
    activatedAt: now.toISOString(),
  }));
}

/** The ring with a key retired: its signatures count until this instant, and its private part is forgotten. */
export function withRetiredKey(ring: KeyRing, kid: string, at: Date): KeyRing {
  return changed(ring, kid, ['next', 'former'], (key) => ({
    ...key,
    key: publicPart(key.key),
    retiredAt: at.toISOString(),
  }));
}

/** The public keys of a ring as they are to be published, each with its dates. */
export function publishedKeys({ keys }: KeyRing): readonly PublishedKey[] {
  return keys.map(({ key, createdAt, retiredAt }) => ({
    ...publicPart(key),
    iat: Math.floor(instant(createdAt) / 1000),
    ...(retiredAt !== undefined && { exp: Math.floor(instant(retiredAt) / 1000) }),
  }));
}

/** Reads a ring from its file; undefined where there is none. Throws a SigningKeyError where it is none or may be read by others. */
export async function readKeyRing(file: string): Promise<KeyRing | undefined> {
  const text = await readPrivateFile(file);
  if (text === undefined) return undefined;
  try {
    const ring = JSON.parse(text) as KeyRing;
    if (ring.keys.every(({ key, createdAt }) => key.kid && createdAt)) return ring;
  } catch {
    // An error message is no place for a private key.
  }
  throw new SigningKeyError(
    `${file} holds no key ring. Expected: what fupin-registry signing-keys writes.`,
  );
}

/** Writes a ring that is not there yet, in a file of mode 0600; throws `EEXIST` where it is. */
export function createKeyRing(file: string, ring: KeyRing): Promise<void> {
  return createPrivateFile(file, ring);
}

/** Writes a ring in the place of the one before, at once. */
export function replaceKeyRing(file: string, ring: KeyRing): Promise<void> {
  return replacePrivateFile(file, ring);
}

async function newRingKey(now: Date): Promise<RingKey> {
  const key = await exportSigningKey(await generateSigningKey());
  return { key, createdAt: now.toISOString() };
}

function changed(
  ring: KeyRing,
  kid: string,
  states: readonly RingKeyState[],
  change: (key: RingKey) => RingKey,
): KeyRing {
  const found = ring.keys.find(({ key }) => key.kid === kid);
  if (!found) throw new SigningKeyError(`The key ring has no key ${kid}.`);
  const state = stateOf(found, ring);
  if (!states.includes(state)) {
    throw new SigningKeyError(`The key ${kid} is ${state}. Expected: ${states.join(' or ')}.`);
  }
  return { keys: ring.keys.map((key) => (key === found ? change(key) : key)) };
}

function publicPart({ kty, crv, x, y, kid, alg, use }: PublicJwk): PublicJwk {
  return { kty, crv, x, y, kid, alg, use };
}

function instant(text: string | undefined): number {
  return Date.parse(text ?? '');
}
