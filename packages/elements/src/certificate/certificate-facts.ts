import type { CertificateClaims } from '@fupin/credential/verify';
import { certificateUrl, lastDayOf } from '../certification-badge/verified-facts.ts';

/** What a certificate's verified token says; texts are in Chinese, as certified. */
export interface CertificateFacts {
  readonly productName: string;
  readonly supplierName: string;
  readonly countyName: string;
  readonly schemeName: string;
  readonly directoryNo: string;
  readonly batch: string | undefined;
  /** The first and the last day on which it is valid, as an instant of that day. */
  readonly firstDay: string;
  readonly lastDay: string;
  /** Kinds of interest linkage. */
  readonly linkages: readonly string[];
  readonly householdsHelped: number | undefined;
  readonly peopleHelped: number | undefined;
  /** Value of the goods that can be supplied in a year. */
  readonly commodityValueFen: number | undefined;
  /** With its unit as a code of UNECE Recommendation 20. */
  readonly annualSupply: { readonly value: number; readonly unit: string };
  /** The registry's page about it, or undefined where it names none at this registry. */
  readonly certificateUrl: string | undefined;
}

/** Reads what is shown out of a certificate's claims. */
export function certificateFacts(claims: CertificateClaims, registry: string): CertificateFacts {
  const { assessment, directoryEntry, issuedToParty, scope } = claims.credentialSubject;
  const [{ assessedProduct, declaredValue }] = assessment;
  const { value, unit } = declaredValue[0].metricValue;
  return {
    productName: assessedProduct[0].product.name,
    supplierName: issuedToParty.name,
    countyName: directoryEntry.certifiedBy.name,
    schemeName: scope.name,
    directoryNo: directoryEntry.directoryNo,
    batch: directoryEntry.batch,
    firstDay: claims.validFrom,
    lastDay: lastDayOf(claims),
    linkages: directoryEntry.linkages ?? [],
    householdsHelped: directoryEntry.householdsHelped,
    peopleHelped: directoryEntry.peopleHelped,
    commodityValueFen: directoryEntry.commodityValueFen,
    annualSupply: { value, unit },
    certificateUrl: certificateUrl(claims, registry),
  };
}
