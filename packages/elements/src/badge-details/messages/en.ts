import type { BadgeDetailsMessages } from './messages.ts';

/** The texts of a badge's details in English. */
export const en: BadgeDetailsMessages = {
  close: 'Close',
  meaning: {
    valid: 'Certified by its county of origin; the mark is genuine and in force.',
    wrongOrigin: 'This mark is not licensed for this website.',
    expired: 'The certification or its mark has run out.',
    suspended: 'This certification is suspended at present.',
    revoked: 'This certification has been revoked.',
    unverifiable: 'Whether this mark is genuine can’t be told just now.',
  },
  advice: {
    wrongOrigin: 'Don’t rely on it. The websites below are licensed to sell the certified product.',
    expired: 'Before you order, ask the merchant whether it has been renewed.',
    suspended: 'Buy with care until it is reinstated; the mark will then say so by itself.',
    revoked: 'It is no certified product any more. If it is still sold as one, tell the registry.',
  },
  doubt: {
    notLoaded: 'The registry did not answer. Check your connection, then verify again.',
    noWebCrypto: 'This page does not use https, so browsers can’t verify. Open its https address.',
    badgeMissing: 'The registry has no such mark. Don’t rely on it.',
    clock: 'By your device’s clock the mark is yet to begin. Set date and time, then verify again.',
    statusUnknown:
      'The latest list of suspended and revoked certificates is missing. Verify again in a while.',
    notGenuine: 'Signature or content don’t match: it may be forged. Don’t rely on it.',
  },
  product: 'Certified product',
  county: 'Certified by',
  supplier: 'Supplier',
  directoryNo: 'Directory no.',
  validity: 'Valid',
  period: (from, until) => `${from} to ${until}`,
  households: 'Helps',
  householdsHelped: (count) => `${count} households`,
  merchant: 'Licensed merchant',
  origins: 'Licensed websites',
  proof: (county) =>
    `A badge proves that ${county} certified this product and that this website may show the mark; it can’t prove that what you receive is that product, nor vouch for its quality.`,
  passed: (time) =>
    `Verified in your browser, ${time}: signatures, licensed website, validity and revocation lists`,
  checked: (time) => `Checked in your browser, ${time}`,
  openCertificate: 'View it at the registry',
  scan: 'Check on your phone',
  qrCode: 'QR code: the certificate at the registry',
  retry: 'Verify again',
};
