import { hash } from 'node:crypto';

/** The SHA-256 digest of text or bytes as a name (RFC 6920), as entries of the log have it. */
export function namedDigest(content: string | Uint8Array): string {
  return `ni:///sha-256;${hash('sha256', content, 'base64url')}`;
}
