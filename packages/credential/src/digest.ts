import { encodeBinary } from './base64url.ts';

/** A P-256 public key as JWK: the members that its thumbprint covers (RFC 7518 §6.2.1). */
export interface EcPublicJwk {
  readonly kty: string;
  readonly crv: string;
  readonly x: string;
  readonly y: string;
}

/** Writes text as UTF-8. */
export const encoder = new TextEncoder();

/** Computes the SHA-256 digest of bytes, as base64url. */
export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  return encodeBinary(String.fromCharCode(...new Uint8Array(digest)));
}

/** Computes the RFC 7638 SHA-256 thumbprint of an elliptic-curve public key, as base64url. */
export function thumbprint(jwk: EcPublicJwk): Promise<string> {
  return sha256(encoder.encode(JSON.stringify(jwk, ['crv', 'kty', 'x', 'y'])));
}
