import type { LedgerLine } from '@fupin/schema';
import type { SaleLineRow } from '../database/tables.ts';

/** A stored line as the ledger shows it. */
export function lineOnWire(row: SaleLineRow): LedgerLine {
  return {
    outletId: row.outletId,
    lineId: row.lineId,
    kind: row.kind,
    terminalId: row.terminalId,
    businessDate: row.businessDate,
    bookedOn: row.bookedOn,
    late: row.bookedOn !== row.businessDate,
    receiptNo: row.receiptNo,
    lineNo: row.lineNo,
    soldAt: row.soldAt,
    acceptedAt: row.acceptedAt,
    certified: Boolean(row.certified),
    unmatched: Boolean(row.unmatched),
    productId: row.productId,
    certificateId: row.certificateId,
    countyCode: row.countyCode,
    sku: row.sku,
    name: row.name,
    quantity: row.quantity,
    unit: row.unit,
    amountFen: row.amountFen,
    originalLineId: row.originalLineId,
    buyerKind: row.buyerKind,
    fundSource: row.fundSource,
    cooperation: row.cooperation,
  };
}
