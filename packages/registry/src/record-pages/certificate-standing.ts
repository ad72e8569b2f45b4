import { endOfDay, startOfDay, statusAt, type CertificateValidity } from '@fupin/schema';

/** Where a certificate stands, as its page says in large. */
export type Standing = 'inForce' | 'notYetValid' | 'expired' | 'suspended' | 'withdrawn';

/** Where a certificate stands at an instant: what was declared before what time alone has done. */
export function standingOf(certificate: CertificateValidity, at: Date): Standing {
  const status = statusAt(certificate, at);
  if (status === 'withdrawn') return 'withdrawn';
  if (at >= endOfDay(certificate.validUntil)) return 'expired';
  if (status !== 'active') return 'suspended';
  return at < startOfDay(certificate.validFrom) ? 'notYetValid' : 'inForce';
}

/** The tone in which a standing is shown. */
export const tones: Readonly<Record<Standing, 'good' | 'warn' | 'bad'>> = {
  inForce: 'good',
  notYetValid: 'warn',
  expired: 'warn',
  suspended: 'bad',
  withdrawn: 'bad',
};
