/** The rows of certification schemes. */
export interface SchemeTables {
  scheme: SchemeRow;
}

export interface SchemeRow {
  schemeId: string;
  name: string;
  nameEn: string;
  numberPrefix: string;
  /** The scheme in full as JSON; never queried into. */
  definition: string;
}
