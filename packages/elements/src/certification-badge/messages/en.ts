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
  meaning: {
    verifying: 'Your browser is verifying this mark.',
    valid: 'Certified by its county of origin; your browser has verified the mark.',
    wrongOrigin: 'This mark is not licensed for this website. Do not rely on it.',
    expired: 'The certification or its mark has run out.',
    suspended: 'The certifying county has suspended this certification.',
    revoked: 'The certifying county has revoked this certification.',
    unverifiable: 'This mark could not be checked just now. Do not rely on it.',
  },
  openCertificate: 'View the certificate',
  households: (count) => `Helps ${count} households`,
  licensedTo: (merchant) => `Mark licensed to ${merchant}`,
  validUntil: (date) => `Valid until ${date}`,
};
