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
  }),
);
export type CertificateBundle = z.infer<typeof CertificateBundle>;
