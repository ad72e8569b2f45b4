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
  /** Digests of certificates, by token: badges for the same product rest on the same certificate. */
  readonly digests: Map<string, Promise<string>>;
  /** Status lists verified or being verified, by token, so that badges side by side share the work. */
  readonly opened: Map<string, Promise<void>>;
  /** The newest list seen of each issuer and `id`: a page can't go back to an older one. */
  readonly newest: Map<string, StatusList>;
}

/** Makes an empty cache, meant for all verifications of one page or process. */
export function createCache(): VerificationCache {
  return { keys: new Map(), digests: new Map(), opened: new Map(), newest: new Map() };
}

/** What is remembered under a name, or what is now made for it; a failure is not kept, nor more than 1000 names. */
export function remember<Value>(
  memory: Map<string, Promise<Value>>,
  name: string,
  make: () => Promise<Value>,
): Promise<Value> {
  let value = memory.get(name);
  if (!value) {
    if (memory.size > 999) memory.clear();
    value = make();
    memory.set(name, value);
    value.catch(() => memory.delete(name));
  }
  return value;
}
