/** The tables of complaints. */
export interface ComplaintTables {
  complaint: ComplaintRow;
  complaintPrivate: ComplaintPrivateRow;
  complaintEvent: ComplaintEventRow;
}

/** A complaint without what is private. */
export interface ComplaintRow {
  complaintId: string;
  receiptNo: string;
  /** SHA-256 of the follow-up code, base64url. */
  followUpHash: string;
  certificateId: string;
  /** Of the certifying county, so that a division's complaints are found by index. */
  countyCode: string;
  outletId: string | null;
  kind: string;
  text: string;
  state: string;
  receivedAt: string;
  acknowledgeBy: string;
}

/** What of a complaint only those who handle it may see, until it is erased. */
export interface ComplaintPrivateRow {
  complaintId: string;
  orderNo: string | null;
  contact: string | null;
  /** Null while the complaint is open. */
  eraseAfter: string | null;
}

/** A step of a complaint's handling. */
export interface ComplaintEventRow {
  complaintId: string;
  sequence: number;
  state: string;
  at: string;
  reason: string | null;
  keyId: string | null;
}
