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
  const { original } = line;
  // Written down in their order, members need no sorting; JSON leaves out those that are undefined.
  return JSON.stringify({
    amountFen: line.amountFen,
    businessDate: line.businessDate,
    buyerKind: line.buyerKind,
    cooperation: line.cooperation,
    fundSource: line.fundSource,
    gtin: line.gtin,
    kind: line.kind,
    lineNo: line.lineNo,
    name: line.name,
    original: original && {
      businessDate: original.businessDate,
      lineNo: original.lineNo,
      receiptNo: original.receiptNo,
      terminalId: original.terminalId,
    },
    productId: line.productId,
    quantity: normalQuantity(line.quantity),
    receiptNo: line.receiptNo,
    sku: line.sku,
    soldAt: new Date(line.soldAt).toISOString(),
    terminalId: line.terminalId,
    unit: line.unit,
  } satisfies Record<keyof SaleLine, unknown>);
}

function normalQuantity(quantity: string): string {
  const [whole = '0', decimals = ''] = quantity.split('.');
  const significant = decimals.replace(/0+$/, '');
  return whole.replace(/^0+(?=\d)/, '') + (significant && `.${significant}`);
}
