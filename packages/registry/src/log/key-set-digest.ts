import { hash } from 'node:crypto';
import type { PublishedKey } from '../signing/registry-keys.ts';

/** The digest under which a key set is logged: of the bytes that are served at `/.well-known/jwks.json` (RFC 6920). */
export function keySetDigest(published: readonly PublishedKey[]): string {
  return namedDigest(JSON.stringify({ keys: published }));
}

/** The SHA-256 digest of text or bytes as a name (RFC 6920). */
export function namedDigest(content: string | Uint8Array): string {
  return `ni:///sha-256;${hash('sha256', content, 'base64url')}`;
}
