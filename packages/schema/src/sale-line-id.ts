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
  return canonicalJson({
    ...line,
    quantity: normalQuantity(line.quantity),
    soldAt: new Date(line.soldAt).toISOString(),
  });
}

function normalQuantity(quantity: string): string {
  const [whole = '0', decimals = ''] = quantity.split('.');
  const significant = decimals.replace(/0+$/, '');
  return whole.replace(/^0+(?=\d)/, '') + (significant && `.${significant}`);
}

function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, member: unknown) =>
    member && typeof member === 'object'
      ? Object.fromEntries(Object.entries(member).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );
}
