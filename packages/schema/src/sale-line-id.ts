import type { SaleLine, SaleLinePlace } from './sale-line.ts';

/**
 * The identity of a sale line: outlet, terminal, business date, receipt, line and kind, each percent-encoded, joined by
 * `/`. It comes from the seller's books alone, so one sale has one identity whichever way it is reported.
 */
export function saleLineId(outletId: string, line: SaleLinePlace & Pick<SaleLine, 'kind'>): string {
  return [outletId, line.terminalId, line.businessDate, line.receiptNo, line.lineNo, line.kind]
    .map(encodeURIComponent)
    .join('/');
}

/**
 * The canonical content of a sale line: JSON with sorted keys, the quantity without superfluous zeros and the instant in
 * UTC, so that two reports of one sale that differ only in spelling have the same content.
 */
export function saleLineContent(line: SaleLine): string {
  const quantity = line.quantity
    .replace(/^0+(?=\d)/, '')
    .replace(/\.(\d*?)0+$/, (_, decimals: string) => decimals && `.${decimals}`);
  return JSON.stringify(
    { ...line, quantity, soldAt: new Date(line.soldAt).toISOString() },
    members,
  );
}

/** Every member of a sale line and of the original in it, sorted. */
const members: string[] = [
  'amountFen',
  'businessDate',
  'buyerKind',
  'cooperation',
  'fundSource',
  'gtin',
  'kind',
  'lineNo',
  'name',
  'original',
  'productId',
  'quantity',
  'receiptNo',
  'sku',
  'soldAt',
  'terminalId',
  'unit',
] satisfies (keyof SaleLine)[];
