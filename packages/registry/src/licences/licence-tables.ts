/** The tables of the register of mark licences. */
export interface LicenceTables {
  markLicence: MarkLicenceRow;
  markLicenceOrigin: MarkLicenceOriginRow;
  markLicenceChange: MarkLicenceChangeRow;
  originHolder: OriginHolderRow;
}

/** Instants are RFC 3339 in UTC with milliseconds, so that they compare as text. */
type InstantText = string;

export interface MarkLicenceRow {
  licenceId: string;
  licenceNo: string | null;
  outletId: string;
  operatorId: string;
  /** As last changed; that a granted one has expired follows from its end. */
  status: string;
  statusAt: InstantText;
  termsVersion: string | null;
  termsDigest: string | null;
  acceptedAt: InstantText | null;
  /** JSON. */
  signatory: string | null;
  requestedAt: InstantText;
  renewalRequestedAt: InstantText | null;
  validFrom: InstantText | null;
  validUntil: InstantText | null;
  /** When its licensee last had the registry look for the proofs. */
  lookedAt: InstantText | null;
  /** When the registry is to look again by itself; null where it need not. */
  nextCheckAt: InstantText | null;
}

export interface MarkLicenceOriginRow {
  licenceId: string;
  position: number;
  origin: string;
  /** The text that is to prove the origin; null where an administrator vouched for it. */
  challenge: string | null;
  challengeExpiresAt: InstantText | null;
  /** The text that proved it last. */
  provedChallenge: string | null;
  proofKind: string | null;
  provedAt: InstantText | null;
  checkedAt: InstantText | null;
  proofSeen: string | null;
  /** How many of the registry's own looks have failed in a row, and since when. */
  failures: number;
  failingSince: InstantText | null;
  /** JSON. */
  finding: string | null;
}

export interface MarkLicenceChangeRow {
  licenceId: string;
  sequence: number;
  status: string;
  at: InstantText;
  /** The role of the key, or `registry`. */
  actor: string;
  keyId: string | null;
  reason: string | null;
}

export interface OriginHolderRow {
  origin: string;
  operatorId: string;
}
