import type { CertificationBadgeMessages } from './messages.ts';

/** The badge's texts in English. */
export const en: CertificationBadgeMessages = {
  verifying: 'Verifying',
  valid: 'Certified product',
  wrongOrigin: 'Not licensed here',
  expired: 'Certification expired',
  suspended: 'Certification suspended',
  revoked: 'Certification revoked',
  unverifiable: 'Cannot be verified',
  showDetails: 'What was verified',
  openCertificate: 'View the certificate',
};
