import type { SaleLine, SaleLinePlace } from './sale-line.ts';

/**
 * What saleLineContent gives, joined by hand in a fifth of the time and three times the code: for programs that many sales
 * pass through, on disks rather than in pages.
 */
export function joinSaleLineContent(line: SaleLine): string {
  const { original } = line;
  return (
    `{"amountFen":${line.amountFen},"businessDate":${quoted(line.businessDate)}` +
    member('buyerKind', line.buyerKind) +
    member('cooperation', line.cooperation) +
    member('fundSource', line.fundSource) +
    member('gtin', line.gtin) +
    `,"kind":${quoted(line.kind)},"lineNo":${line.lineNo}` +
    member('name', line.name) +
    (original ? `,"original":${placeContent(original)}` : '') +
    member('productId', line.productId) +
    `,"quantity":"${normalQuantity(line.quantity)}","receiptNo":${quoted(line.receiptNo)}` +
    member('sku', line.sku) +
    `,"soldAt":"${instantInUtc(line.soldAt)}","terminalId":${quoted(line.terminalId)},"unit":${quoted(line.unit)}}`
  );
}

const placeContent = ({ businessDate, lineNo, receiptNo, terminalId }: SaleLinePlace): string =>
  `{"businessDate":${quoted(businessDate)},"lineNo":${lineNo},"receiptNo":${quoted(receiptNo)},"terminalId":${quoted(terminalId)}}`;

const member = (name: keyof SaleLine, text: string | undefined): string =>
  text === undefined ? '' : `,"${name}":${quoted(text)}`;

const quoted = (text: string): string =>
  // What JSON escapes, surrogates for the unpaired ones among them.
  /["\\\x00-\x1f\ud800-\udfff]/.test(text) ? JSON.stringify(text) : `"${text}"`;

/** The last instant that was brought into UTC, which the lines of a receipt share. */
let latest = { text: '', inUtc: '' };

/** An instant as saleLineContent writes it. */
export function instantInUtc(text: string): string {
  // As toISOString writes it.
  if (text.length === 24 && text.endsWith('Z')) return text;
  if (latest.text !== text) latest = { text, inUtc: new Date(text).toISOString() };
  return latest.inUtc;
}

/** A quantity as saleLineContent writes it. */
export function normalQuantity(quantity: string): string {
  if (/^[1-9]\d*$/.test(quantity)) return quantity;
  const [whole = '0', decimals = ''] = quantity.split('.');
  const significant = decimals.replace(/0+$/, '');
  return whole.replace(/^0+(?=\d)/, '') + (significant && `.${significant}`);
}
