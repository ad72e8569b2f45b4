/** Tables of the keys that sign. */
export interface SigningTables {
  loggedKeySet: LoggedKeySetRow;
}

/** A key set that was promised to the transparency log. */
export interface LoggedKeySetRow {
  digest: string;
  loggedAt: string;
}
