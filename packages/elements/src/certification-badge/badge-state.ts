import type { BadgeVerification, UnverifiableReason } from '@fupin/credential/verify';
import type { VerifiedFacts } from './verified-facts.ts';

/** What became of a badge: what was verified, or why nothing can be said (`notLoaded`: the registry could not be asked). */
export type BadgeOutcome =
  | {
      readonly state: Exclude<BadgeVerification['state'], 'unverifiable'>;
      readonly facts: VerifiedFacts;
    }
  | { readonly state: 'unverifiable'; readonly reason: UnverifiableReason | 'notLoaded' };

/** What a badge shows: `verifying` at first, then what became of it. */
export type BadgeState = 'verifying' | BadgeOutcome['state'];
