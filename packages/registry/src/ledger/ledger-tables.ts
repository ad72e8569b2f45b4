/** Tables of closed months, of the ledger's sums and of campaigns. */
export interface LedgerTables {
  ledgerPeriod: LedgerPeriodRow;
  ledgerClosing: LedgerClosingRow;
  ledgerCursor: LedgerCursorRow;
  ledgerOutlet: LedgerOutletRow;
  ledgerProduct: LedgerProductRow;
  ledgerCertificate: LedgerCertificateRow;
  ledgerSum: LedgerSumRow;
  campaign: CampaignRow;
}

/** A month that takes no more lines. */
export interface LedgerPeriodRow {
  /** `YYYY-MM`. */
  month: string;
  closedAt: string;
  /** The key with which it was closed. */
  closedBy: string | null;
  /** When all lines taken before it was closed were in the sums; null until then. */
  settledAt: string | null;
}

interface LedgerClosingRow {
  /** The last closed month; empty where none is. */
  closedMonth: string;
}

interface LedgerCursorRow {
  /** Place of the last batch that is in the sums. */
  firstLeaf: number;
  rolledUpAt: string;
}

/** What an outlet was when the ledger met its first line; its sums stay where they are. */
export interface LedgerOutletRow {
  outletId: string;
  operatorId: string;
  kind: string;
  divisionCode: string | null;
}

/** What a product was when the ledger met its first line. */
export interface LedgerProductRow {
  productId: string;
  supplierId: string;
  categoryCode: string;
}

/** What a certificate said when the ledger met its first line. */
export interface LedgerCertificateRow {
  certificateId: string;
  /** JSON. */
  linkageKinds: string;
}

/** What lines come to: numbers of lines, and sums in fen. */
export interface LedgerSums {
  lines: number;
  unmatchedLines: number;
  lateLines: number;
  salesFen: number;
  returnsFen: number;
  voidsFen: number;
  /** Sales − returns − voids of late lines. */
  lateFen: number;
  certifiedLines: number;
  certifiedSalesFen: number;
  certifiedReturnsFen: number;
  certifiedVoidsFen: number;
}

/** What the lines of one scope, one member of a dimension and one period come to. */
export interface LedgerSumRow extends LedgerSums {
  /** An outlet's or operator's id; empty for all. */
  scope: string;
  dimension: string;
  /** A day, month or year: `YYYY-MM-DD`, `YYYY-MM` or `YYYY`. */
  period: string;
  member: string;
}

/** A campaign: a name for some days. */
export interface CampaignRow {
  campaignId: string;
  name: string;
  nameEn: string | null;
  firstDay: string;
  lastDay: string;
  createdAt: string;
}
