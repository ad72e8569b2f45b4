import { toKeySet } from './key-set.ts';
import type { PublicJwk } from './keys.ts';

/** A DID document that names the keys an issuer signs with (DID Core 1.0, `JsonWebKey`). */
export interface DidDocument {
  readonly '@context': readonly string[];
  readonly id: string;
  readonly verificationMethod: readonly {
    readonly id: string;
    readonly type: 'JsonWebKey';
    readonly controller: string;
    readonly publicKeyJwk: PublicJwk;
  }[];
  readonly assertionMethod: readonly string[];
}

/**
 * Names the registry at an origin by its did:web, the port percent-encoded: `did:web:localhost%3A8787`. Throws `TypeError`
 * for an address that says more, because the name would then be that of another registry at the same host.
 */
export function toDidWeb(origin: string): string {
  const { host, href } = new URL(origin);
  if (!/^https?:\/\/[^/@]+\/$/.test(href)) {
    throw new TypeError(`Expected scheme, host and port alone; received "${origin}"`);
  }
  return `did:web:${encodeURIComponent(host)}`;
}

/**
 * Writes the DID document of an issuer, as served at `/.well-known/did.json`: with the same keys as `toKeySet`, since a
 * did:web has no history.
 */
export function toDidDocument(
  issuer: string,
  publicKeys: readonly PublicJwk[],
  now: Date = new Date(),
): DidDocument {
  const verificationMethod = toKeySet(publicKeys, now).keys.map((publicKeyJwk) => ({
    id: `${issuer}#${publicKeyJwk.kid}`,
    type: 'JsonWebKey' as const,
    controller: issuer,
    publicKeyJwk,
  }));
  return {
    '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/jwk/v1'],
    id: issuer,
    verificationMethod,
    assertionMethod: verificationMethod.map((method) => method.id),
  };
}
