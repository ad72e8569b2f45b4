import type { BadgeState } from '../badge-state.ts';

/** The texts of `<fupin-certification-badge>`. */
export interface CertificationBadgeMessages extends Readonly<Record<BadgeState, string>> {
  /** What each state means to a shopper, in a sentence. */
  readonly meaning: Readonly<Record<BadgeState, string>>;
  /** Ends the link's name for a screen reader. */
  readonly openCertificate: string;
  readonly households: (count: string) => string;
  readonly licensedTo: (merchant: string) => string;
  readonly validUntil: (date: string) => string;
}

declare module '../../localization/messages.ts' {
  interface MessageCatalog {
    'fupin-certification-badge': CertificationBadgeMessages;
  }
}
