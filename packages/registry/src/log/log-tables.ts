import type { Generated } from 'kysely';

/** The tables of the transparency log. */
export interface LogTables {
  logPending: LogPendingRow;
  logTree: LogTreeRow;
  logTile: LogTileRow;
  logEntryBundle: LogEntryBundleRow;
  logLeaf: LogLeafRow;
  logCheckpoint: LogCheckpointRow;
  logWitness: LogWitnessRow;
  logCertificate: LogCertificateRow;
  logOutlet: LogOutletRow;
  logSold: LogSoldRow;
}

export interface LogPendingRow {
  /** Grows in the order of insertion. */
  number: Generated<number>;
  /** A JSON array of LogIntent. */
  intents: string;
}

/** The one row of the tree, which an integrator locks. */
export interface LogTreeRow {
  treeSize: number;
  /** Hashes of the complete subtrees that make up the tree, from the largest on, 32 bytes each. */
  peaks: Uint8Array;
}

/** One tile of 256 hashes, fewer while it is the last of its level; hashes are appended to it, never changed. */
export interface LogTileRow {
  level: number;
  number: number;
  hashes: Uint8Array;
}

/** The entries below one tile of level 0, each behind its length. */
export interface LogEntryBundleRow {
  number: number;
  entries: Uint8Array;
}

export interface LogLeafRow {
  leafHash: Uint8Array;
  leafIndex: number;
}

/** The one row of the checkpoint that is served. */
export interface LogCheckpointRow {
  treeSize: number;
  /** As those of the tree at this size. */
  peaks: Uint8Array;
  /** The signed note. */
  note: string;
  /** The verifier key of the log's signature on it. */
  verifierKey: string;
}

/** The size up to which a witness has cosigned. */
export interface LogWitnessRow {
  witnessKey: string;
  treeSize: number;
}

/** What was last logged of a certificate. */
export interface LogCertificateRow {
  certificateId: string;
  digest: string;
  leafIndex: number;
}

export interface LogOutletRow {
  outletId: string;
  /** Secret of the outlet, base64url, under which the numbers of its receipts are digested. */
  salt: string;
  /** How many of its lines are in the log. */
  lines: number;
}

/** How much of a certificate's supply of a year is sold, in millionths of the unit of its supply. */
export interface LogSoldRow {
  certificateId: string;
  year: number;
  quantity: string;
}
