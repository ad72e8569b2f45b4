import type { BadgeClaims, CertificateClaims } from '@fupin/credential/verify';

/** The claims of a badge's verified tokens. */
export interface VerifiedClaims {
  readonly badge: BadgeClaims;
  readonly certificate: CertificateClaims;
}

/** What a badge shows beside its state, all of it from verified tokens; texts are in Chinese, as certified. */
export interface VerifiedFacts {
  readonly productName: string;
  readonly countyName: string;
  readonly directoryNo: string;
  readonly householdsHelped: number | undefined;
  /** The last day on which the certificate is valid, as an instant of that day. */
  readonly lastDay: string;
  /** Who may show the mark. */
  readonly merchant: string;
  /** The registry's page about the certificate, or undefined where the certificate names none at this registry. */
  readonly certificateUrl: string | undefined;
}

/** What a badge needs of its claims, which are many times as large. */
export function verifiedFacts(
  { badge, certificate }: VerifiedClaims,
  registry: string,
): VerifiedFacts {
  const { assessment, directoryEntry } = certificate.credentialSubject;
  const origin = URL.canParse(registry) && new URL(registry).origin;
  return {
    productName: assessment[0].assessedProduct[0].product.name,
    countyName: directoryEntry.certifiedBy.name,
    directoryNo: directoryEntry.directoryNo,
    householdsHelped: directoryEntry.householdsHelped,
    // The end itself belongs to the day after.
    lastDay: new Date(Date.parse(certificate.validUntil) - 1).toISOString(),
    merchant: badge.credentialSubject.merchant,
    certificateUrl: certificate.id.startsWith(`${origin}/certificates/`)
      ? certificate.id
      : undefined,
  };
}
