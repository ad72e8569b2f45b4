import { toDidWeb } from '@fupin/credential';
import { createCache, type VerificationKey } from '@fupin/credential/verify';
import type { BadgeBundle, KeySet } from '@fupin/schema';

/** Whom a page believes: the registry that it names and, where it pins one, the registry's root key. */
export interface Trusted {
  /** Address of the registry. */
  readonly registry: string;
  /** Thumbprints (RFC 7638) of the root keys, between spaces; none pins nothing, and an empty text trusts nobody. */
  readonly rootKey: string | undefined;
}

/** Shared by all verifications of a page. */
export const cache = createCache();

/** The verifier's options for whom a page believes. */
export function trustIn({ registry, rootKey }: Trusted) {
  return {
    issuer: toDidWeb(registry),
    cache,
    ...(rootKey !== undefined && { rootKeyIds: rootKey.split(/\s+/).filter(Boolean) }),
  };
}

/** What a bundle brings beside the credentials that were asked for. */
export function evidenceIn({
  statusLists,
  keySet,
  signedKeySet,
}: Pick<BadgeBundle, 'statusLists' | 'keySet' | 'signedKeySet'>) {
  return {
    statusLists,
    keySet: { keys: keySet.keys.filter(isVerificationKey) },
    ...(signedKeySet && { signedKeySet }),
  };
}

function isVerificationKey(key: KeySet['keys'][number]): key is typeof key & VerificationKey {
  return key.crv === 'P-256' && key.x !== undefined && key.y !== undefined;
}
