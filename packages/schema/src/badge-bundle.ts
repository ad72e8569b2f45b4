import { LogProof } from './log-entry.ts';
import * as z from 'zod/mini';

/** A public key as JWK (RFC 7517), P-256. */
export const PublicKey = z.readonly(
  z.looseObject({
    kty: z.string(),
    crv: z.optional(z.string()),
    x: z.optional(z.string()),
    y: z.optional(z.string()),
    kid: z.string(),
    alg: z.optional(z.string()),
    use: z.optional(z.string()),
    /** When it was made, and since when its signatures count no more; seconds since 1970 (OpenID Federation 1.0 §8.7). */
    iat: z.optional(z.number()),
    exp: z.optional(z.number()),
  }),
);
export type PublicKey = z.infer<typeof PublicKey>;

/** The registry's public keys (RFC 7517, JWK Set). */
export const KeySet = z.readonly(z.looseObject({ keys: z.readonly(z.array(PublicKey)) }));
export type KeySet = z.infer<typeof KeySet>;

/**
 * All that is needed to verify badges, as compact JWS: the badges asked for by id (null where there is no such badge),
 * their certificates by id, the status lists they name, and the key set.
 */
export const BadgeBundle = z.readonly(
  z.looseObject({
    /** The registry's decentralized identifier, e.g. `did:web:registry.example`. */
    issuer: z.string(),
    badges: z.readonly(
      z.record(
        z.string(),
        z.nullable(z.looseObject({ badge: z.string(), certificateId: z.string() })),
      ),
    ),
    certificates: z.readonly(z.record(z.string(), z.string())),
    statusLists: z.readonly(z.array(z.string())),
    keySet: KeySet,
    /** The key set signed by the registry's root key, as compact JWS; absent where the registry has none. */
    signedKeySet: z.optional(z.string()),
  }),
);
export type BadgeBundle = z.infer<typeof BadgeBundle>;

/** All that is needed to verify one certificate, as compact JWS. */
export const CertificateBundle = z.readonly(
  z.looseObject({
    issuer: z.string(),
    certificate: z.string(),
    statusLists: z.readonly(z.array(z.string())),
    keySet: KeySet,
    /** The key set signed by the registry's root key, as compact JWS; absent where the registry has none. */
    signedKeySet: z.optional(z.string()),
    /** That the certificate is in the transparency log; absent while it is not yet. */
    logProof: z.optional(LogProof),
  }),
);
export type CertificateBundle = z.infer<typeof CertificateBundle>;
