import type { Claims } from './claims.ts';
import { thumbprint } from './digest.ts';
import type { EcPublicJwk } from './digest.ts';
import { es256, verifyJws } from './jws.ts';
import { demand } from './unverifiable.ts';
import { remember } from './verification-cache.ts';
import type { VerificationCache } from './verification-cache.ts';

/** A public key of a key set, as far as verification needs it. */
export interface VerificationKey extends EcPublicJwk {
  readonly kid: string;
}

/** Whom one verification believes, and at what time. */
export interface Trust {
  readonly issuer: string;
  readonly keys: readonly VerificationKey[];
  readonly trustedKeyIds?: readonly string[];
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly clockSkewSeconds: number;
  readonly cache: VerificationCache;
}

/** A credential whose signature verified under the key that `kid` is the thumbprint of. */
export interface OpenCredential<C extends Claims> {
  readonly claims: C;
  readonly kid: string;
  readonly payload: Uint8Array<ArrayBuffer>;
}

/** Opens a token and demands a true signature of a trusted key, our issuer and this type. */
export async function openCredential<C extends Claims>(
  token: string,
  type: string,
  trust: Trust,
): Promise<OpenCredential<C>> {
  const jws = await verifyJws(token, (kid) => importKey(demandKey(kid, trust), trust));
  const credential = jws as OpenCredential<C>;
  demandTrusted(credential, trust);
  // Not `includes`, which of a text would find a part.
  demand(
    credential.claims.type.some((each) => each === type),
    'typeMismatch',
  );
  return credential;
}

/** Demands again what depends on whom is trusted: a remembered signature holds for good. */
export function demandTrusted(
  { claims: { issuer }, kid }: Pick<OpenCredential<Claims>, 'claims' | 'kid'>,
  trust: Trust,
): void {
  demandKey(kid, trust);
  demand(((issuer as { id?: string }).id ?? issuer) === trust.issuer, 'issuerMismatch');
}

/** Tells whether a credential's validity has ended; demands that it has begun and is no longer than `days`. */
export function isExpired(claims: Claims, trust: Trust, days = Infinity): boolean {
  const from = Date.parse(claims.validFrom);
  const until = Date.parse(claims.validUntil);
  demand(from <= trust.now + trust.clockSkewSeconds * 1000, 'notYetValid');
  demand(until - from <= days * 86_400_000, 'lifetimeTooLong');
  return until <= trust.now;
}

/** Demands that the key set has exactly one key for a `kid`, and that it is a pinned one where keys are pinned. */
function demandKey(kid: string, { keys, trustedKeyIds }: Trust): VerificationKey {
  const [key, another] = keys.filter((candidate) => candidate.kid === kid);
  demand(key && !another && trustedKeyIds?.includes(kid) !== false, 'keyUnknown');
  return key;
}

/** Imports a key and demands that its `kid` is its thumbprint, without which a pinned `kid` would pin nothing. */
function importKey(jwk: VerificationKey, { cache: { keys } }: Trust): Promise<CryptoKey> {
  return remember(keys, JSON.stringify(jwk), async () => {
    demand((await thumbprint(jwk)) === jwk.kid, 'keyMismatch');
    return crypto.subtle.importKey('jwk', jwk, es256, false, ['verify']);
  });
}
