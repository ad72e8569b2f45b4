import type { BadgeOutcome, BadgeState } from '../../certification-badge/badge-state.ts';

/** A state that a badge is in once it was verified. */
export type SettledState = BadgeOutcome['state'];

/** Why nothing can be said, as far as it makes a difference to a shopper. */
export type Doubt =
  'notLoaded' | 'noWebCrypto' | 'badgeMissing' | 'clock' | 'statusUnknown' | 'notGenuine';

/** The texts of a badge's details: its popover, and its variant `full`. */
export interface BadgeDetailsMessages {
  readonly close: string;
  /** What each state means, in a sentence. */
  readonly meaning: Readonly<Record<SettledState, string>>;
  /** What a shopper can do. */
  readonly advice: Readonly<
    Record<Exclude<BadgeState, 'verifying' | 'valid' | 'unverifiable'>, string>
  >;
  /** Why nothing can be said, and what a shopper can do. */
  readonly doubt: Readonly<Record<Doubt, string>>;
  readonly product: string;
  readonly county: string;
  readonly supplier: string;
  readonly directoryNo: string;
  readonly validity: string;
  readonly period: (from: string, until: string) => string;
  readonly households: string;
  readonly householdsHelped: (count: string) => string;
  readonly merchant: string;
  readonly origins: string;
  /** What a badge can prove and what it can't, in one sentence. */
  readonly proof: (county: string) => string;
  /** When and how a valid badge was verified. */
  readonly passed: (time: string) => string;
  /** When any other was. */
  readonly checked: (time: string) => string;
  readonly openCertificate: string;
  /** Beside the QR code. */
  readonly scan: string;
  /** The QR code's name. */
  readonly qrCode: string;
  readonly retry: string;
}

declare module '../../localization/messages.ts' {
  interface MessageCatalog {
    'fupin-badge-details': BadgeDetailsMessages;
  }
}
