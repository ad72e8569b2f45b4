import { saleLineId } from '@fupin/schema';
import type { SaleLineRow } from '../database/tables.ts';
import type { SoldGood } from './judge-certified.ts';
import type { ValidLine } from './read-lines.ts';

/** What the lines of one batch have in common. */
export interface BatchOfLines {
  readonly outletId: string;
  readonly batchId: string;
  readonly acceptedAt: string;
  /** On which day a line of a business date counts. */
  readonly bookedOn: (businessDate: string) => string;
}

/** A line as the ledger stores it, once it is accepted. */
export function rowOf(
  { outletId, batchId, acceptedAt, bookedOn }: BatchOfLines,
  { index, line, fingerprint }: ValidLine,
  { productId, countyCode, certificateId }: SoldGood,
  clockSkewMs: number | null,
): SaleLineRow {
  const { original } = line;
  return {
    outletId,
    lineId: saleLineId(outletId, line),
    kind: line.kind,
    terminalId: line.terminalId,
    businessDate: line.businessDate,
    receiptNo: line.receiptNo,
    lineNo: line.lineNo,
    fingerprint,
    acceptedAt,
    soldAt: isInUtc(line.soldAt) ? line.soldAt : new Date(line.soldAt).toISOString(),
    certified: certificateId !== null,
    unmatched: line.kind !== 'sale',
    productId,
    certificateId,
    countyCode,
    reportedProductId: line.productId ?? null,
    sku: line.sku ?? null,
    gtin: line.gtin ?? null,
    name: line.name ?? null,
    quantity: line.quantity,
    unit: line.unit,
    amountFen: line.amountFen,
    originalLineId: original ? saleLineId(outletId, { ...original, kind: 'sale' }) : null,
    buyerKind: line.buyerKind ?? null,
    fundSource: line.fundSource ?? null,
    cooperation: line.cooperation ?? null,
    bookedOn: bookedOn(line.businessDate),
    clockSkewMs,
    batchId,
    batchPlace: index,
  };
}

// As toISOString writes it.
const isInUtc = (instant: string) => instant.length === 24 && instant.endsWith('Z');
