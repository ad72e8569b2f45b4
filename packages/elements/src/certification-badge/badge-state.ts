import type { BadgeVerification } from '@fupin/credential/verify';

/** What became of a badge, with the verified claims; or why nothing can be said (`notLoaded`: the registry could not be asked). */
export type BadgeOutcome =
  BadgeVerification | { readonly state: 'unverifiable'; readonly reason: 'notLoaded' };

/** What a badge shows: `verifying` at first, then what became of it. */
export type BadgeState = 'verifying' | BadgeOutcome['state'];
