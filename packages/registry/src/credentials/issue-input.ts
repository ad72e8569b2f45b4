import type { BadgeInput, CertificateInput } from '@fupin/credential';
import { endOfDay, startOfDay } from '@fupin/schema';
import type { StoredCertificate } from '../certificates/certificate-store.ts';
import type { LicenceInForce } from '../licences/licence-store.ts';
import type { StoredOutlet } from '../outlets/outlet-store.ts';
import { productUri, type ProductIdentity } from './product-identity.ts';
import { statusListUrl, statusPlaceOf } from './status-lists.ts';
import { measureOfSupply } from './supply-unit.ts';

const dayMs = 86_400_000;
const badgeDays = 7;

/** The address of a certificate, which is its id as a credential and its page for people. */
export const certificateUrl = (publicUrl: string, certificateId: string) =>
  `${publicUrl}/certificates/${certificateId}`;

/** What a certificate's credential says. It follows from the record alone and is silent on status, which the lists tell. */
export function certificateInput(
  publicUrl: string,
  certificate: StoredCertificate,
  identity: ProductIdentity,
  place: number,
): CertificateInput {
  const { certifiedBy, linkage } = certificate;
  const status = (purpose: 'revocation' | 'suspension') => {
    const { statusListId, index } = statusPlaceOf(purpose, place);
    return { list: statusListUrl(publicUrl, statusListId), index };
  };
  return {
    id: certificateUrl(publicUrl, certificate.certificateId),
    name: `${certificate.productName} · ${certificate.directoryNo}`,
    validFrom: startOfDay(certificate.validFrom),
    validUntil: endOfDay(certificate.validUntil),
    scheme: {
      id: `${publicUrl}/v1/schemes/${certificate.schemeId}`,
      name: `${certificate.schemeName} ${certificate.schemeNameEn}`,
    },
    supplier: {
      id: `${publicUrl}/suppliers/${certificate.supplierId}`,
      name: certificate.supplierName,
      uscc: identity.uscc,
    },
    product: {
      id: productUri(publicUrl, identity),
      name: certificate.productName,
      ...(identity.gtin !== null && { gtin: identity.gtin }),
    },
    annualSupply: measureOfSupply(certificate.annualSupply),
    directoryEntry: {
      directoryNo: certificate.directoryNo,
      batch: certificate.batch,
      certifiedBy: { divisionCode: certifiedBy.code, name: certifiedBy.name },
      linkages: linkage.kinds,
      householdsHelped: linkage.householdsHelped,
      peopleHelped: linkage.peopleHelped,
      commodityValueFen: certificate.commodityValueFen,
    },
    status: { revocation: status('revocation'), suspension: status('suspension') },
  };
}

/**
 * What a badge says on a day (UTC): it begins with the day and lasts 7 days, but not beyond the certificate's own validity
 * nor the end of any mark licence that covers its origins; for a certificate that has expired, it is that of the last 7 days. The same all day, so that it is signed once.
 */
export function badgeInput(
  publicUrl: string,
  badge: {
    readonly badgeId: string;
    readonly outlet: StoredOutlet;
    /** Its mark licences in force, at least one. */
    readonly licences: readonly LicenceInForce[];
    readonly identity: ProductIdentity;
  },
  certificate: StoredCertificate,
  now: Date,
): Omit<BadgeInput, 'certificate'> {
  const { badgeId, outlet, licences, identity } = badge;
  const licensedUntil = Math.min(...licences.map(({ validUntil }) => validUntil.getTime()));
  const begin = startOfDay(certificate.validFrom).getTime();
  const end = endOfDay(certificate.validUntil).getTime();
  const today = now.getTime() - (now.getTime() % dayMs);
  const validFrom = Math.max(begin, today < end ? today : end - badgeDays * dayMs);
  return {
    id: `${publicUrl}/badges/${badgeId}`,
    merchant: merchantOf(outlet),
    product: productUri(publicUrl, identity),
    origins: [...new Set(licences.flatMap(({ origins }) => origins))],
    licences: licences.map(({ licenceNo }) => licenceNo),
    validFrom: new Date(validFrom),
    validUntil: new Date(Math.min(validFrom + badgeDays * dayMs, end, licensedUntil)),
  };
}

function merchantOf({ name, operatorName }: StoredOutlet): string {
  return name.includes(operatorName) ? name : `${operatorName} · ${name}`;
}
