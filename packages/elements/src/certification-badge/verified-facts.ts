import type { BadgeClaims, CertificateClaims } from '@fupin/credential/verify';

/** The claims of a badge's verified tokens. */
export interface VerifiedClaims {
  readonly badge: BadgeClaims;
  readonly certificate: CertificateClaims;
}

/** What a badge shows beside its state, all of it from verified tokens; texts are in Chinese, as certified. */
export interface VerifiedFacts {
  readonly productName: string;
  readonly supplierName: string;
  readonly countyName: string;
  readonly directoryNo: string;
  readonly householdsHelped: number | undefined;
  /** The first day on which the certificate is valid, as an instant of that day. */
  readonly firstDay: string;
  /** The last day on which the certificate is valid, as an instant of that day. */
  readonly lastDay: string;
  /** Who may show the mark. */
  readonly merchant: string;
  /** Where the mark may be shown: exact origins, such as `https://shop.example`. */
  readonly origins: readonly string[];
  /** The registry's page about the certificate, or undefined where the certificate names none at this registry. */
  readonly certificateUrl: string | undefined;
}

/** What a badge needs of its claims, which are many times as large. */
export function verifiedFacts(
  { badge, certificate }: VerifiedClaims,
  registry: string,
): VerifiedFacts {
  const { assessment, directoryEntry, issuedToParty } = certificate.credentialSubject;
  const { merchant, origins } = badge.credentialSubject;
  return {
    productName: assessment[0].assessedProduct[0].product.name,
    supplierName: issuedToParty.name,
    countyName: directoryEntry.certifiedBy.name,
    directoryNo: directoryEntry.directoryNo,
    householdsHelped: directoryEntry.householdsHelped,
    firstDay: certificate.validFrom,
    lastDay: lastDayOf(certificate),
    merchant,
    origins,
    certificateUrl: certificateUrl(certificate, registry),
  };
}

/** The last day of a certificate's validity, as an instant of that day. */
export function lastDayOf({ validUntil }: CertificateClaims): string {
  // The end itself belongs to the day after.
  return new Date(Date.parse(validUntil) - 1).toISOString();
}

/** The registry's page about a certificate, or undefined where the certificate names none at this registry. */
export function certificateUrl({ id }: CertificateClaims, registry: string): string | undefined {
  const origin = URL.canParse(registry) && new URL(registry).origin;
  return id.startsWith(`${origin}/certificates/`) ? id : undefined;
}
