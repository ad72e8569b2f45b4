import type { Bytes } from './base64.ts';

/** Length of every hash, in bytes. */
export const hashBytes = 32;

/** Hash of an entry as a leaf (RFC 6962, 2.1). */
export function hashLeaf(entry: Uint8Array): Promise<Bytes> {
  return sha256(Uint8Array.of(0), entry);
}

/** Hash of two subtrees that stand beside each other (RFC 6962, 2.1). */
export function hashChildren(left: Uint8Array, right: Uint8Array): Promise<Bytes> {
  return sha256(Uint8Array.of(1), left, right);
}

/** SHA-256 of parts one after the other. */
export async function sha256(...parts: readonly Uint8Array[]): Promise<Bytes> {
  const joined = joinBytes(...parts);
  return new Uint8Array(await crypto.subtle.digest('SHA-256', joined));
}

/** Parts one after the other. */
export function joinBytes(...parts: readonly Uint8Array[]): Bytes {
  const joined = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

/** Whether two hashes are the same. Nothing here is secret, so it may take as long as it takes. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, place) => byte === b[place]);
}
