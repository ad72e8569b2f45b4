import { hash, randomBytes, timingSafeEqual } from 'node:crypto';

/** The kinds of key by the prefix of their text. */
export const keyPrefixes = { publishable: 'pk', secret: 'sk', session: 'rs' } as const;
export type KeyKind = keyof typeof keyPrefixes;

/** A new key: its kind's prefix and 32 random bytes as base64url. */
export function newSecret(kind: KeyKind): string {
  return `${keyPrefixes[kind]}_${randomBytes(32).toString('base64url')}`;
}

/** The kind of a text that looks like a key; undefined where it does not. */
export function kindOfSecret(text: string): KeyKind | undefined {
  const [, prefix] = /^(pk|sk|rs)_[A-Za-z0-9_-]{43}$/.exec(text) ?? [];
  return (Object.keys(keyPrefixes) as KeyKind[]).find((kind) => keyPrefixes[kind] === prefix);
}

/** What is stored of a key: its SHA-256, base64url. */
export function hashOfSecret(secret: string): string {
  return hash('sha256', secret, 'base64url');
}

/** Whether two hashes are the same, in a time that does not tell where they differ. */
export function isSameHash(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
}
