import type { BadgeClaims, CertificateClaims } from './claims.ts';
import { payloadDigest } from './digest.ts';
import { isExpired, openCredential } from './open-credential.ts';
import type { Trust, VerificationKey } from './open-credential.ts';
import { readStatus } from './read-status.ts';
import { demand, Unverifiable } from './unverifiable.ts';
import type { UnverifiableReason } from './unverifiable.ts';
import { createCache, remember } from './verification-cache.ts';
import type { VerificationCache } from './verification-cache.ts';

export { createCache };
export type {
  BadgeClaims,
  CertificateClaims,
  UnverifiableReason,
  VerificationCache,
  VerificationKey,
};

/** All that a badge needs, each credential as compact JWS. */
export interface Bundle {
  readonly badge?: string;
  readonly certificate: string;
  /** The lists that the certificate's `credentialStatus` names. */
  readonly statusLists: readonly string[];
  /** The registry's keys (RFC 7517), each with its RFC 7638 thumbprint as `kid`. */
  readonly keySet: { readonly keys: readonly VerificationKey[] };
}

/** Whom to believe and what to hold a bundle against. */
export interface VerifyOptions {
  /** The registry that must have issued everything, such as `did:web:registry.example`. */
  readonly issuer: string;
  /** Only keys with these RFC 7638 thumbprints count; without it the bundle's key set is believed. */
  readonly trustedKeyIds?: readonly string[];
  /** The time to judge validity at; the present by default. */
  readonly now?: Date | number;
  /** How far the clock may lag behind the registry's, in seconds; 300 by default. Expiry gets no such grace. */
  readonly clockSkewSeconds?: number;
  /** Shared by the verifications of a page, so that a key or a status list is taken in once. */
  readonly cache?: VerificationCache;
}

/** Nothing could be relied on: no claims, and the reason for developers. */
export interface UnverifiableResult {
  readonly state: 'unverifiable';
  readonly reason: UnverifiableReason;
}

/** What became of a certificate, with the claims of its verified token. */
export type CertificateVerification =
  | {
      readonly state: 'valid' | 'expired' | 'suspended' | 'revoked';
      readonly certificate: CertificateClaims;
    }
  | UnverifiableResult;

/** What became of a badge, with the claims of the verified tokens. */
export type BadgeVerification =
  | {
      readonly state: 'valid' | 'wrongOrigin' | 'expired' | 'suspended' | 'revoked';
      readonly badge: BadgeClaims;
      readonly certificate: CertificateClaims;
    }
  | UnverifiableResult;

/**
 * Verifies a bundle's certificate; never throws.
 *
 * The first of these that applies is the result: `unverifiable` (any token that is not authentic), `expired`, `unverifiable`
 * (no status to be had), `revoked`, `suspended`, `valid`.
 */
export function verifyCertificate(
  bundle: Bundle,
  options: VerifyOptions,
): Promise<CertificateVerification> {
  return judgeCertificate(bundle, options).catch(toUnverifiable);
}

/**
 * Verifies a bundle's badge for the page at `origin` (its `location.origin`); never throws.
 *
 * The first of these that applies is the result: `unverifiable` (badge or certificate is not authentic, or the two do not
 * belong together), `expired` (either), `wrongOrigin`, `unverifiable` (no status to be had), `revoked`, `suspended`, `valid`.
 * So a copy on a foreign page is never told the status of a certificate that says nothing about its goods, and what the
 * tokens alone can tell needs no fresh status list.
 */
export function verifyBadge(
  bundle: Bundle,
  options: VerifyOptions & { readonly origin: string },
): Promise<BadgeVerification> {
  return judgeBadge(bundle, options).catch(toUnverifiable);
}

async function judgeCertificate(
  bundle: Bundle,
  options: VerifyOptions,
): Promise<CertificateVerification> {
  const trust = settleTrust(bundle, options);
  const { claims: certificate } = await openCertificate(bundle, trust);
  const state = isExpired(certificate, trust)
    ? 'expired'
    : await readStatus(certificate, bundle.statusLists, trust);
  return { state, certificate };
}

async function judgeBadge(
  bundle: Bundle,
  options: VerifyOptions & { readonly origin: string },
): Promise<BadgeVerification> {
  const trust = settleTrust(bundle, options);
  demand(bundle.badge, 'badgeMissing');
  const [{ claims: badge }, { claims: certificate, payload }] = await Promise.all([
    openCredential<BadgeClaims>(bundle.badge, 'BadgeCredential', trust),
    openCertificate(bundle, trust),
  ]);
  const licence = badge.credentialSubject;
  const digest = await remember(trust.cache.digests, bundle.certificate, () =>
    payloadDigest(payload),
  );
  demand(
    licence.certificate === certificate.id && licence.certificateDigest === digest,
    'certificateMismatch',
  );
  const state =
    isExpired(badge, trust, 7) || isExpired(certificate, trust)
      ? 'expired'
      : licence.origins.some((origin) => origin === options.origin)
        ? await readStatus(certificate, bundle.statusLists, trust)
        : 'wrongOrigin';
  return { state, badge, certificate };
}

function openCertificate({ certificate }: Bundle, trust: Trust) {
  return openCredential<CertificateClaims>(certificate, 'DigitalConformityCredential', trust);
}

function settleTrust(
  { keySet }: Bundle,
  { now = Date.now(), clockSkewSeconds = 300, cache = createCache(), ...options }: VerifyOptions,
): Trust {
  demand(globalThis.crypto?.subtle, 'noWebCrypto');
  return { ...options, keys: keySet.keys, now: +now, clockSkewSeconds, cache };
}

function toUnverifiable(error: unknown): UnverifiableResult {
  return {
    state: 'unverifiable',
    reason: error instanceof Unverifiable ? (error.message as UnverifiableReason) : 'malformed',
  };
}
