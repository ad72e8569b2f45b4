import { encodeBinary } from './base64url.ts';

/** A P-256 public key as JWK: the members that its thumbprint covers (RFC 7518 §6.2.1). */
export interface EcPublicJwk {
  readonly kty: string;
  readonly crv: string;
  readonly x: string;
  readonly y: string;
}

/** Computes the SHA-256 digest of bytes, as base64url. */
export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  return encodeBinary(String.fromCharCode(...new Uint8Array(digest)));
}

/** Computes the RFC 7638 SHA-256 thumbprint of an elliptic-curve public key, as base64url. */
export function thumbprint(jwk: EcPublicJwk): Promise<string> {
  const required = JSON.stringify(jwk, ['crv', 'kty', 'x', 'y']);
  return sha256(new TextEncoder().encode(required));
}

/** Names signed payload bytes by their digest (RFC 6920); why the payload is told at `digestCertificate`. */
export async function payloadDigest(payload: Uint8Array<ArrayBuffer>): Promise<string> {
  return `ni:///sha-256;${await sha256(payload)}`;
}
