import type { Claims } from './claims.ts';
import { thumbprint } from './digest.ts';
import type { EcPublicJwk } from './digest.ts';
import { es256, isSignature, readJws } from './jws.ts';
import { demand } from './unverifiable.ts';
import { remember } from './verification-cache.ts';
import type { VerificationCache } from './verification-cache.ts';

/** A public key of a key set, as far as verification needs it. */
export interface VerificationKey extends EcPublicJwk {
  /** Its RFC 7638 thumbprint. */
  readonly kid: string;
  /** When it was retired, in seconds since 1970; a key in use has none. */
  readonly exp?: number;
}

/** Whom one verification believes, and at what time. */
export interface Trust {
  readonly issuer: string;
  /** Of a pinned root key no more may be known than its `kid`: the key itself then stands in the token. */
  readonly keys: readonly Pick<VerificationKey, 'kid' | 'exp'>[];
  /** Seconds since 1970. */
  readonly now: number;
  readonly cache: VerificationCache;
}

/** A token whose signature verified under a trusted key, issued by the registry that is trusted. */
export interface OpenToken<C> {
  /** Thumbprint of the key that signed it. */
  readonly kid: string;
  /** The payload named by its digest. */
  readonly digest: string;
  readonly claims: C;
  /** From when it is valid, in seconds since 1970. */
  readonly from: number;
  /** Until when it is valid, in seconds since 1970. */
  readonly until: number;
}

/**
 * Opens a credential of a type, or a key set where none is given. Demands a true signature of a trusted key, and our
 * issuer. `signedAt` is when the token is known to have existed; see `demandKey`.
 */
export async function openToken<C>(
  token: string,
  type: string | undefined,
  trust: Trust,
  signedAt?: number,
): Promise<OpenToken<C>> {
  const { cache, issuer } = trust;
  const [{ alg, typ, kid, jwk, crit, b64 }, said, digest, signed, signature] = await remember(
    cache.read,
    token,
    () => readJws(token),
  );
  demand(
    alg === 'ES256' &&
      typ === (type ? 'vc+jwt' : 'jwk-set+jwt') &&
      crit === undefined &&
      b64 === undefined,
    'headerNotAllowed',
  );
  const key = { ...jwk, ...demandKey(kid, trust, signedAt) } as VerificationKey;
  demand(await isSignature(signature, signed, await importKey(key, cache)), 'signatureInvalid');
  const claims = said as Said;
  const {
    iss = (claims.issuer as { id?: string }).id ?? claims.issuer,
    iat = readInstant(claims.validFrom),
    exp = readInstant(claims.validUntil),
  } = claims;
  demand(iss === issuer, 'issuerMismatch');
  // Not `includes`, which of a text would find a part.
  demand(!type || claims.type.some((each) => each === type), 'typeMismatch');
  return { kid, digest, claims: claims as C, from: iat, until: exp };
}

/** Issuer and validity as a credential says them, or as a JWT does (RFC 7519 §4.1). */
type Said = Claims & { readonly iss?: unknown; readonly iat?: number; readonly exp?: number };

/**
 * Demands that the key of this thumbprint is trusted, and that it was not yet retired when the token is known to have existed:
 * now, unless the log tells of an earlier time.
 */
export function demandKey(
  kid: string,
  { keys, now }: Trust,
  signedAt = now,
): Trust['keys'][number] {
  const key = keys.find((candidate) => candidate.kid === kid);
  demand(key, 'keyUnknown');
  demand(signedAt < (key.exp ?? Infinity), 'keyRetired');
  return key;
}

/**
 * Tells whether a validity has ended; demands that it has begun, if the clock lags behind the registry's by no more than five
 * minutes, and that it is no longer than `days`.
 */
export function isExpired(
  { from, until }: OpenToken<unknown>,
  { now }: Trust,
  days?: number,
): boolean {
  demand(from <= now + 300, 'notYetValid');
  demand(!days || until - from <= days * 86_400, 'lifetimeTooLong');
  // In this order, so that what is no number has ended.
  return !(now < until);
}

/** Reads an instant as `toISOString` writes it, with or without milliseconds, as seconds since 1970. */
function readInstant(text: string): number {
  const instant = new Date(text);
  // `Date` alone takes 30 February and whatever else an engine likes.
  demand(instant.toISOString() === text.replace(/(:..)Z/, '$1.000Z'), 'malformed');
  return +instant / 1000;
}

/** Imports a key and demands that its `kid` is its thumbprint, without which a pinned `kid` would pin nothing. */
function importKey(jwk: VerificationKey, { keys }: VerificationCache): Promise<CryptoKey> {
  return remember(keys, jwk.kid, async () => {
    demand((await thumbprint(jwk)) === jwk.kid, 'keyMismatch');
    return crypto.subtle.importKey('jwk', jwk, es256, false, ['verify']);
  });
}
