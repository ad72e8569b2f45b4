import type { BadgeOutcome } from '../certification-badge/badge-state.ts';
import type { Doubt } from './messages/messages.ts';

/** Why nothing could be said of a badge, for developers. */
export type DoubtReason = Extract<BadgeOutcome, { readonly state: 'unverifiable' }>['reason'];

/** What a reason for doubt comes to for a shopper; whatever is neither the network's nor the visitor's fault may be a forgery. */
export function doubtOf(reason: DoubtReason): Doubt {
  switch (reason) {
    case 'notLoaded':
    case 'noWebCrypto':
    case 'badgeMissing':
      return reason;
    case 'notYetValid':
      return 'clock';
    case 'statusListMissing':
    case 'statusListExpired':
    case 'statusListInvalid':
      return 'statusUnknown';
    default:
      return 'notGenuine';
  }
}
