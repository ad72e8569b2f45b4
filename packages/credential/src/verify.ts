import type { BadgeClaims, CertificateClaims } from './claims.ts';
import { isExpired, openToken } from './open-token.ts';
import type { Trust, VerificationKey } from './open-token.ts';
import { readStatus } from './read-status.ts';
import { readNewest, takeIn } from './shared-token.ts';
import { demand } from './unverifiable.ts';
import type { UnverifiableReason } from './unverifiable.ts';
import { createCache } from './verification-cache.ts';
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
  /** The registry's keys signed by its root key, as compact JWS; needed where root keys are pinned. */
  readonly signedKeySet?: string;
}

/** Whom to believe and what to hold a bundle against. */
export interface VerifyOptions {
  /** The registry that must have issued everything, such as `did:web:registry.example`. */
  readonly issuer: string;
  /**
   * RFC 7638 thumbprints of the registry's root keys: only keys that one of them signed count. Without it the bundle's
   * `keySet` is believed.
   */
  readonly rootKeyIds?: readonly string[];
  /**
   * When the certificate was taken into the transparency log, as a verified proof says: a key that was retired later counts
   * for it. Badges and status lists are never older than a week, so retired keys don't count for these.
   */
  readonly loggedAt?: Date | number;
  /** The time to judge validity at; the present by default. */
  readonly now?: Date | number;
  /**
   * Shared by the verifications of a page, so that keys and status lists are taken in once, and a token is read once: its claims
   * are then the same object each time. Signatures are verified each time.
   */
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
  const trust = await settleTrust(bundle, options);
  const certificate = await openCertificate(bundle, trust, options);
  const { claims } = certificate;
  const state = isExpired(certificate, trust)
    ? 'expired'
    : await readStatus(claims, bundle.statusLists, trust);
  return { state, certificate: claims };
}

async function judgeBadge(
  bundle: Bundle,
  options: VerifyOptions & { readonly origin: string },
): Promise<BadgeVerification> {
  const trust = await settleTrust(bundle, options);
  demand(bundle.badge, 'badgeMissing');
  const [badge, certificate] = await Promise.all([
    openToken<BadgeClaims>(bundle.badge, 'BadgeCredential', trust),
    openCertificate(bundle, trust, options),
  ]);
  const licence = badge.claims.credentialSubject;
  demand(
    licence.certificate === certificate.claims.id &&
      licence.certificateDigest === certificate.digest,
    'certificateMismatch',
  );
  const state =
    isExpired(badge, trust, 7) || isExpired(certificate, trust)
      ? 'expired'
      : licence.origins.some((origin) => origin === options.origin)
        ? await readStatus(certificate.claims, bundle.statusLists, trust)
        : 'wrongOrigin';
  return { state, badge: badge.claims, certificate: certificate.claims };
}

function openCertificate({ certificate }: Bundle, trust: Trust, { loggedAt }: VerifyOptions) {
  return openToken<CertificateClaims>(
    certificate,
    'DigitalConformityCredential',
    trust,
    loggedAt && +loggedAt / 1000,
  );
}

async function settleTrust(
  { keySet, signedKeySet }: Bundle,
  { issuer, rootKeyIds, now = Date.now(), cache = createCache() }: VerifyOptions,
): Promise<Trust> {
  demand(globalThis.crypto?.subtle, 'noWebCrypto');
  const roots = rootKeyIds?.map((kid) => ({ kid }));
  const trust = { issuer, keys: roots ?? keySet.keys, now: +now / 1000, cache };
  if (!roots) return trust;
  if (signedKeySet) await takeIn(signedKeySet, trust);
  return { ...trust, keys: readNewest(trust, 'keySet').claims.keys };
}

function toUnverifiable(error: { readonly reason?: UnverifiableReason }): UnverifiableResult {
  return { state: 'unverifiable', reason: error.reason ?? 'malformed' };
}
