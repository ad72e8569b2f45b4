/** Tables of the credentials that were issued for somebody else, through W3C's VC API. */
export interface VcApiTables {
  vcApiStatus: VcApiStatusRow;
}

/** A credential's place in the status lists of a purpose, and its bit there. */
export interface VcApiStatusRow {
  purpose: string;
  /** Place over all lists, from 0. */
  place: number;
  credentialId: string;
  isSet: boolean | number;
}
