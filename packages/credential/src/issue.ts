import type { Claims } from './claims.ts';
import { signJws } from './jws.ts';
import type { SigningKey } from './keys.ts';

/** Who issues a credential, and with which key. */
export interface Issuer {
  /** The registry's did:web; see `toDidWeb`. */
  readonly id: string;
  /** Name of the registry, as certificates show it. */
  readonly name: string;
  /** Address of the registry's pinned JSON-LD context, such as `https://registry.example/contexts/v1`. */
  readonly context: string;
  readonly key: SigningKey;
}

/** From when until when a credential is valid. */
export interface Validity {
  readonly validFrom: Date;
  readonly validUntil: Date;
}

const day = 86_400_000;

/** Writes a validity as claims; throws `RangeError` if it ends before it begins or is longer than `days`. */
export function validityClaims({ validFrom, validUntil }: Validity, days = Infinity) {
  const span = validUntil.getTime() - validFrom.getTime();
  if (!(span > 0 && span <= days * day)) {
    throw new RangeError(
      `validUntil must lie after validFrom${days < Infinity ? `, by at most ${days} days` : ''}; ` +
        `received ${String(validFrom)} to ${String(validUntil)}`,
    );
  }
  return { validFrom: validFrom.toISOString(), validUntil: validUntil.toISOString() };
}

/**
 * Signs claims with the issuer's key, as compact JWS. The header names the issuer as well, because `kid` is no URL that would
 * lead to it (VC-JOSE-COSE §4.1); there and not in the payload, whose digest names the certificate.
 */
export function signClaims(claims: Claims, issuer: Issuer): Promise<string> {
  const { kid, privateKey } = issuer.key;
  return signJws(claims, kid, privateKey, { typ: 'vc+jwt', cty: 'vc', kid, iss: issuer.id });
}
