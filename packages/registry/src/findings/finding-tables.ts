/** The tables of findings and of what is kept to find them. */
export interface FindingTables {
  finding: FindingRow;
  findingParty: FindingPartyRow;
  findingRule: FindingRuleRow;
  findingCursor: FindingCursorRow;
  findingDue: FindingDueRow;
  priceWeek: PriceWeekRow;
  certificateYear: CertificateYearRow;
  saleClaim: SaleClaimRow;
  sharedOrder: SharedOrderRow;
  outletActivity: OutletActivityRow;
  terminalGap: TerminalGapRow;
}

export interface FindingRow {
  findingId: string;
  rule: string;
  ruleVersion: number;
  /** What makes lines belong to one finding, written by its rule; of each case one finding at most is open. */
  caseKey: string;
  state: string;
  /** Empty where it is the whole country's. */
  countyCode: string;
  /** JSON. */
  outletIds: string;
  productId: string | null;
  certificateId: string | null;
  terminalId: string | null;
  /** FindingEvidence as JSON. */
  evidence: string;
  /** Only what was sold from this instant on counts: see reopening. */
  countsFrom: string;
  raisedAt: string;
  updatedAt: string;
  reasonCode: string | null;
  reason: string | null;
  resolvedAt: string | null;
  resolvedBy: string | null;
  statusChangedAt: string | null;
  /** From raising to resolving. */
  resolutionMs: number | null;
}

/** An operator that sees a finding, for it is about an outlet of its own. */
export interface FindingPartyRow {
  outletId: string;
  findingId: string;
  operatorId: string;
}

export interface FindingRuleRow {
  rule: string;
  version: number;
  enabled: boolean | number;
  /** JSON. */
  thresholds: string;
  reasoning: string;
  setAt: string;
  setBy: string | null;
}

export interface FindingCursorRow {
  firstLeaf: number;
}

/** A case that is to be judged at an instant. */
export interface FindingDueRow {
  rule: string;
  caseKey: string;
  dueAt: string;
}

/** What an outlet took for a product in a week, beside what that would have cost at the reference price. */
export interface PriceWeekRow {
  outletId: string;
  productId: string;
  /** Its Monday. */
  week: string;
  lines: number;
  /** Lines above the reference price by the factor of priceAboveReference. */
  dearLines: number;
  amountFen: number;
  referenceFen: number;
}

/** What was sold under a certificate in a year, less what came back. */
export interface CertificateYearRow {
  certificateId: string;
  year: number;
  /** A whole number, see supplied-quantity.ts. */
  sold: number;
}

/** A line of an order, by hashes of the order's number and of what was sold. */
export interface SaleClaimRow {
  /** See sale-claims.ts. */
  bucket: number;
  orderKey: number;
  outletId: string;
  content: number;
  /** Milliseconds since 1970. */
  soldAt: number;
  lineId: string;
}

/** An order number that two outlets of different operators have used; the lesser id stands first. */
export interface SharedOrderRow {
  outletId: string;
  otherOutletId: string;
  bucket: number;
  orderKey: number;
}

export interface OutletActivityRow {
  outletId: string;
  /** When anything was heard last; empty where nothing ever was. */
  heardAt: string;
  lastReportAt: string | null;
  lastSoldAt: string | null;
  lastHeartbeatAt: string | null;
  /** JSON: the last pauses between days with reports, in days. */
  pauses: string;
  /** The `heardAt` after which a silence was last found. */
  silenceFound: string;
}

/** Numbers of a terminal that have not arrived. */
export interface TerminalGapRow {
  outletId: string;
  terminalId: string;
  epoch: string;
  first: number;
  last: number;
  seenAt: string;
}
