/** The table of spot checks. */
export interface SpotCheckTables {
  spotCheck: SpotCheckRow;
}

/** A spot check; without an outcome it is planned. */
export interface SpotCheckRow {
  spotCheckId: string;
  certificateId: string;
  /** Of the certifying county, so that a division's checks are found by index. */
  countyCode: string;
  /** JSON array. */
  aspects: string;
  plannedFor: string;
  outcome: string | null;
  finding: string | null;
  evidence: string | null;
  remedyBy: string | null;
  createdAt: string;
  /** Id of the key. */
  createdBy: string | null;
  concludedAt: string | null;
  concludedBy: string | null;
}
