import type { BadgeState } from '../badge-state.ts';

/** The texts of `<fupin-certification-badge>` before it is asked for more; see `BadgeDetailsMessages`. */
export interface CertificationBadgeMessages extends Readonly<Record<BadgeState, string>> {
  /** Ends the button's name for a screen reader. */
  readonly showDetails: string;
  /** Ends the link's name for a screen reader, where the badge is a link. */
  readonly openCertificate: string;
}

declare module '../../localization/messages.ts' {
  interface MessageCatalog {
    'fupin-certification-badge': CertificationBadgeMessages;
  }
}
