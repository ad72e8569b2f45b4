import type { StatusListClaims } from './claims.ts';

/** A verified status list, unpacked. */
export interface StatusList {
  readonly token: string;
  /** Thumbprint of the key that signed it. */
  readonly kid: string;
  readonly claims: StatusListClaims;
  readonly bits: Uint8Array;
}

/** What the verifications of one page remember. Nothing in it is believed without being held against the options again. */
export interface VerificationCache {
  /** Imported keys, by JWK. */
  readonly keys: Map<string, Promise<CryptoKey>>;
  /** Status lists verified or being verified, by token, so that badges side by side share the work. */
  readonly opened: Map<string, Promise<void>>;
  /** The newest list seen of each issuer and `id`: a page can't go back to an older one. */
  readonly newest: Map<string, StatusList>;
}

/** Makes an empty cache, meant for all verifications of one page or process. */
export function createCache(): VerificationCache {
  return { keys: new Map(), opened: new Map(), newest: new Map() };
}
