import { thumbprint } from './digest.ts';
import type { EcPublicJwk } from './digest.ts';
import { es256 } from './jws.ts';

/** A public signing key as it stands in a key set; `kid` is its RFC 7638 thumbprint. */
export interface PublicJwk {
  readonly kty: 'EC';
  readonly crv: 'P-256';
  readonly x: string;
  readonly y: string;
  readonly kid: string;
  readonly alg: 'ES256';
  readonly use: 'sig';
  /** Since when it is published, in seconds since 1970. */
  readonly iat?: number;
  /** When it was retired, in seconds since 1970; absent while it is in use. */
  readonly exp?: number;
}

/** A private signing key as it is kept in a key file. */
export interface PrivateJwk extends PublicJwk {
  readonly d: string;
}

/** A key that credentials are signed with. */
export interface SigningKey {
  readonly kid: string;
  readonly publicJwk: PublicJwk;
  readonly privateKey: CryptoKey;
}

/** Makes a new P-256 signing key, which `exportSigningKey` can write out. */
export async function generateSigningKey(): Promise<SigningKey> {
  const pair = await crypto.subtle.generateKey(es256, true, ['sign', 'verify']);
  const jwk = await crypto.subtle.exportKey('jwk', pair.publicKey);
  const publicJwk = await toPublicJwk(jwk as EcPublicJwk);
  return { kid: publicJwk.kid, publicJwk, privateKey: pair.privateKey };
}

/** Writes a generated key out as private JWK; an imported key is not extractable and throws. */
export async function exportSigningKey(key: SigningKey): Promise<PrivateJwk> {
  const { d } = (await crypto.subtle.exportKey('jwk', key.privateKey)) as PrivateJwk;
  return { ...key.publicJwk, d };
}

/**
 * Reads a private P-256 key (RFC 7518 §6.2); its `kid` is computed, whatever the JWK says. Throws if `d` does not
 * belong to `x` and `y`.
 */
export async function importSigningKey(jwk: EcPublicJwk & { d: string }): Promise<SigningKey> {
  const { kty, crv, x, y, d } = jwk;
  const privateKey = await importKey({ kty, crv, x, y, d }, 'sign');
  const probe = crypto.getRandomValues(new Uint8Array(32));
  const signature = await crypto.subtle.sign(es256, privateKey, probe);
  const publicKey = await importKey({ kty, crv, x, y }, 'verify');
  if (!(await crypto.subtle.verify(es256, publicKey, signature, probe))) {
    throw new TypeError('The private key "d" does not belong to the public key "x", "y"');
  }
  const publicJwk = await toPublicJwk(jwk);
  return { kid: publicJwk.kid, publicJwk, privateKey };
}

function importKey(jwk: JsonWebKey, usage: 'sign' | 'verify'): Promise<CryptoKey> {
  return crypto.subtle.importKey('jwk', jwk, es256, false, [usage]);
}

async function toPublicJwk({ kty, crv, x, y }: EcPublicJwk): Promise<PublicJwk> {
  const kid = await thumbprint({ kty, crv, x, y });
  return { kty: 'EC', crv: 'P-256', x, y, kid, alg: 'ES256', use: 'sig' };
}
