import {
  endOfDay,
  isInForce,
  startOfDay,
  statusAt,
  type CertificateValidity,
  type ProductState,
} from '@fupin/schema';
import { latestCertificate } from '../certificates/latest-certificate.ts';
import { timelineOf, type Timeline } from '../search/timeline.ts';

/** What of a certificate decides how its product stands. */
export interface CertificateStanding extends CertificateValidity {
  readonly certificateId: string;
  readonly schemeId: string;
  readonly householdsHelped: number;
}

/** How a product stands over time: by all its certificates, and by those of each scheme where there are several. */
export interface ProductValidity {
  readonly overall: Timeline<ProductState>;
  readonly schemes: Readonly<Record<string, Timeline<ProductState>>>;
}

/** How a product with some certificates stands at an instant; isInForce judges. */
export function productStateAt(
  certificates: readonly CertificateStanding[],
  at: Date,
): ProductState {
  const certificate = latestCertificate(certificates, at);
  if (!certificate) return 'uncertified';
  if (isInForce(certificate, at)) return 'inForce';
  const status = statusAt(certificate, at);
  if (status === 'withdrawn') return 'withdrawn';
  if (at >= endOfDay(certificate.validUntil)) return 'expired';
  return status === 'active' ? 'notYetInForce' : 'suspended';
}

/** How a product with some certificates stands over time. */
export function validityOf(certificates: readonly CertificateStanding[]): ProductValidity {
  const over = (some: readonly CertificateStanding[]) =>
    timelineOf(changesOf(some), (at) => productStateAt(some, at));
  const schemeIds = new Set(certificates.map(({ schemeId }) => schemeId));
  return {
    overall: over(certificates),
    schemes: Object.fromEntries(
      [...schemeIds]
        .toSorted()
        .map((id) => [id, over(certificates.filter(({ schemeId }) => schemeId === id))]),
    ),
  };
}

/** How many households the certificate helps that speaks for a product, over time. */
export function householdsOf(certificates: readonly CertificateStanding[]): Timeline<number> {
  return timelineOf(
    changesOf(certificates),
    (at) => latestCertificate(certificates, at)?.householdsHelped ?? 0,
  );
}

function changesOf(certificates: readonly CertificateStanding[]): number[] {
  return certificates.flatMap(({ validFrom, validUntil, statusChanges }) => [
    startOfDay(validFrom).getTime(),
    endOfDay(validUntil).getTime(),
    ...statusChanges.map(({ at }) => Date.parse(at)),
  ]);
}
