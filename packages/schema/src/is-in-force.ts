import { endOfDay, startOfDay } from './calendar.ts';
import type { CertificateStatus, CertificateValidity } from './certificate.ts';

/**
 * Whether a certificate is in force at an instant: within its days of validity (both inclusive, Asia/Shanghai) and
 * `active` by the last change of status at or before that instant. This is the only judge of validity.
 */
export function isInForce(certificate: CertificateValidity, at: Date): boolean {
  return (
    at >= startOfDay(certificate.validFrom) &&
    at < endOfDay(certificate.validUntil) &&
    statusAt(certificate, at) === 'active'
  );
}

/** The status of a certificate at an instant; `active` before the first change. A withdrawal is final. */
export function statusAt({ statusChanges }: CertificateValidity, at: Date): CertificateStatus {
  const past = statusChanges
    .filter((change) => Date.parse(change.at) <= at.getTime())
    .toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
  if (past.some(({ status }) => status === 'withdrawn')) return 'withdrawn';
  return past.at(-1)?.status ?? 'active';
}
