import type { SaleLine } from '@fupin/schema';

/** What a till's lines are of. */
export interface TillDay {
  /** Of a certified good of the shop. */
  readonly sku: string;
  readonly businessDate: string;
}

/** The line that a till reports under a number: every third is of a certified good of the shop, the others of its own. */
export function tillLine(number: number, { sku, businessDate }: TillDay): SaleLine {
  const isCertified = number % 3 === 0;
  return {
    terminalId: 'pos-1',
    businessDate,
    receiptNo: `R${Math.floor(number / 4)}`,
    lineNo: (number % 4) + 1,
    kind: 'sale',
    soldAt: `${businessDate}T10:00:00+08:00`,
    sku: isCertified ? sku : `own-${number % 50}`,
    quantity: '1',
    unit: '件',
    amountFen: 100 + (number % 900),
  };
}
