/** The table of the blacklist of suppliers. */
export interface BlacklistTables {
  blacklistEntry: BlacklistEntryRow;
}

/** A supplier's time on the blacklist: from `addedAt` until it is removed or its period ends. */
export interface BlacklistEntryRow {
  blacklistEntryId: string;
  supplierId: string;
  /** Where the supplier was registered when it was added. */
  countyCode: string;
  reason: string;
  addedAt: string;
  addedBy: string | null;
  /** Last day, Asia/Shanghai; null where there is none. */
  until: string | null;
  removedAt: string | null;
  removedBy: string | null;
  removalReason: string | null;
  certificateStatus: string;
  certificatesChanged: number;
}
