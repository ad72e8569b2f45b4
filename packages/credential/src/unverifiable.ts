/**
 * Why a credential could not be verified, for developers:
 * `noWebCrypto` the page has no `crypto.subtle` (it is not a secure context);
 * `badgeMissing` the bundle has no badge; `malformed` a token or the bundle can't be read;
 * `headerNotAllowed` `typ`, `alg` or `crit` is not on the allow-list;
 * `keySetMissing` the bundle has no key set signed by a root key, where root keys are pinned; `keySetExpired`;
 * `keyUnknown` no key for the `kid`, or the root key is not a pinned one;
 * `keyRetired` the key was retired before the token is known to have been signed;
 * `keyMismatch` the key is not the one that its `kid` names; `signatureInvalid`;
 * `issuerMismatch` and `typeMismatch` another issuer or kind of credential than was asked for;
 * `notYetValid` `validFrom` lies ahead; `lifetimeTooLong` a badge over 7 days or a status list over 24 hours;
 * `certificateMismatch` the badge was issued for another certificate;
 * `statusEntryMissing` the certificate names no revocation or no suspension list; `statusListMissing`;
 * `statusListInvalid` is too short or too long, or more than one gzip member; `statusListExpired`;
 * `statusIndexInvalid` the index is not a place in the list.
 */
export type UnverifiableReason =
  | 'noWebCrypto'
  | 'badgeMissing'
  | 'malformed'
  | 'headerNotAllowed'
  | 'keySetMissing'
  | 'keySetExpired'
  | 'keyUnknown'
  | 'keyRetired'
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

/** Throws an error with this reason, which no other error has, unless the claim holds. Never leaves a verify function. */
export function demand(claim: unknown, reason: UnverifiableReason): asserts claim {
  if (!claim) throw Object.assign(new Error(reason), { reason });
}
