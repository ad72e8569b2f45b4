import type { KeySetClaims } from './claims.ts';
import { validityClaims } from './issue.ts';
import type { Validity } from './issue.ts';
import { signJws } from './jws.ts';
import type { PublicJwk, SigningKey } from './keys.ts';

/** What a signed key set is to say. */
export interface KeySetInput extends Validity {
  /** The registry's did:web; see `toDidWeb`. */
  readonly issuer: string;
  /** All keys that ever signed, those still to come into use, and those retired with their `exp`. */
  readonly keys: readonly PublicJwk[];
}

/** Signs a key set with a root key, as compact JWS; the thumbprint of the root key is what verifiers pin. */
export async function signKeySet(input: KeySetInput, rootKey: SigningKey): Promise<string> {
  const { issuer, keys } = input;
  const { validFrom, validUntil } = validityClaims(input);
  const claims: KeySetClaims = {
    iss: issuer,
    sub: issuer,
    iat: toSeconds(validFrom),
    exp: toSeconds(validUntil),
    keys,
  };
  const { kty, crv, x, y } = rootKey.publicJwk;
  const header = { typ: 'jwk-set+jwt', kid: rootKey.kid, jwk: { kty, crv, x, y } };
  return signJws(claims, rootKey.kid, rootKey.privateKey, header);
}

/** Marks a key as retired at an instant: it no longer signs, and only what was logged before still counts. */
export function retireKey(key: PublicJwk, at: Date): PublicJwk {
  return { ...key, exp: toSeconds(at.toISOString()) };
}

/**
 * Gathers public keys into a key set (RFC 7517 §5), as served at `/.well-known/jwks.json`: those in use, or soon to be. Keys
 * retired by `now` are left out, because who reads no more than this could not tell what they signed in time.
 */
export function toKeySet(
  publicKeys: readonly PublicJwk[],
  now: Date = new Date(),
): { keys: PublicJwk[] } {
  return { keys: publicKeys.filter(({ exp = Infinity }) => now.getTime() < exp * 1000) };
}

function toSeconds(instant: string): number {
  return Math.floor(Date.parse(instant) / 1000);
}
