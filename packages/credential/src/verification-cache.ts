import type { KeySetClaims, StatusListClaims } from './claims.ts';
import type { Jws } from './jws.ts';
import type { OpenToken } from './open-token.ts';

/** A verified token that badges share: a status list, unpacked, or a key set. */
export interface SharedToken extends OpenToken<StatusListClaims & KeySetClaims> {
  readonly bits: Uint8Array | undefined;
}

/** What the verifications of one page remember. Nothing in it is believed without being held against the options again. */
export interface VerificationCache {
  /** Imported keys, by thumbprint. */
  readonly keys: Map<string, Promise<CryptoKey>>;
  /** Tokens taken apart, of which nothing is believed yet: a page verifies the same ones again and again. */
  readonly read: Map<string, Promise<Jws>>;
  /** Status lists and key sets verified or being verified, by token, so that badges side by side share the work. */
  readonly opened: Map<string, Promise<void>>;
  /** The newest key set seen of each issuer and the newest list of each `id`: a page can't go back to an older one. */
  readonly newest: Map<string, SharedToken>;
}

/** Makes an empty cache, meant for all verifications of one page or process. */
export function createCache(): VerificationCache {
  return { keys: new Map(), read: new Map(), opened: new Map(), newest: new Map() };
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
    memory.set(name, (value = make()));
    value.catch(() => memory.delete(name));
  }
  return value;
}
