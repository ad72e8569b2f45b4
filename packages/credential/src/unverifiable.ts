/**
 * Why a credential could not be verified, for developers:
 * `noWebCrypto` the page has no `crypto.subtle` (it is not a secure context);
 * `badgeMissing` the bundle has no badge; `malformed` a token or the bundle can't be read;
 * `headerNotAllowed` `typ`, `alg` or `crit` is not on the allow-list;
 * `keyUnknown` not exactly one key for the `kid`, or the key is not a pinned one;
 * `keyMismatch` the key is not the one that its `kid` names; `signatureInvalid`;
 * `issuerMismatch` and `typeMismatch` another issuer or kind of credential than was asked for;
 * `notYetValid` `validFrom` lies ahead; `lifetimeTooLong` a badge over 7 days or a status list over 24 hours;
 * `certificateMismatch` the badge was issued for another certificate;
 * `statusEntryMissing` the certificate names no revocation or no suspension list; `statusListMissing`;
 * `statusListInvalid` can't be unpacked, is too short or too long; `statusListExpired`;
 * `statusIndexInvalid` the index is not a place in the list.
 */
export type UnverifiableReason =
  | 'noWebCrypto'
  | 'badgeMissing'
  | 'malformed'
  | 'headerNotAllowed'
  | 'keyUnknown'
  | 'keyMismatch'
  | 'signatureInvalid'
  | 'issuerMismatch'
  | 'typeMismatch'
  | 'notYetValid'
  | 'lifetimeTooLong'
  | 'certificateMismatch'
  | 'statusEntryMissing'
  | 'statusListMissing'
  | 'statusListInvalid'
  | 'statusListExpired'
  | 'statusIndexInvalid';

/** Ends a verification that can't be carried through; its message is the reason. Never leaves a verify function. */
export class Unverifiable extends Error {}

/** Throws `Unverifiable` with this reason unless the claim holds. */
export function demand(claim: unknown, reason: UnverifiableReason): asserts claim {
  if (!claim) throw new Unverifiable(reason);
}
