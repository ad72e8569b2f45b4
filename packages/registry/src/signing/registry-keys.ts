import type { PublicJwk, SigningKey } from '@fupin/credential';

/** A public key as the registry publishes it, with the instants that OpenID Federation 1.0 §8.7 gives to historical keys. */
export type PublishedKey = PublicJwk;

/** The keys of a registry at one moment: what it signs with, and what it tells others to verify with. */
export interface RegistryKeys {
  /** Signs certificates, badges and status lists. */
  readonly signingKey: SigningKey;
  /** Every key that counts or did: the signing key, the next ones before they sign, retired ones with `exp`. */
  readonly published: readonly PublishedKey[];
  /** The same keys signed by the root key, as compact JWS; absent where no root key is in use. */
  readonly signedKeySet?: string | undefined;
}

/** Says which keys are in use now; asked for anew with each request, because keys are rotated while the registry runs. */
export type KeySource = () => RegistryKeys;

/** A source of one signing key that is never rotated, without a root key: for tests and for trying things out. */
export function fixedKey(signingKey: SigningKey): KeySource {
  const keys: RegistryKeys = { signingKey, published: [signingKey.publicJwk] };
  return () => keys;
}

/** Whether a key's signatures still count at an instant. */
export function isUsable({ exp }: PublishedKey, at: Date): boolean {
  return exp === undefined || at.getTime() < exp * 1000;
}
