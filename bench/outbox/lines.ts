import type { SaleLine } from '@fupin/schema';

/** The outlet that reports. */
export const outletId = 'out_12345678';

/** A thousand lines of a till: five lines a receipt, as long as those of a real export. */
export function thousandLines(batch: number): SaleLine[] {
  return Array.from({ length: 1000 }, (_, index) => ({
    terminalId: 'till-1',
    businessDate: '2020-10-17',
    receiptNo: `R${String(batch * 200 + Math.floor(index / 5)).padStart(8, '0')}`,
    lineNo: (index % 5) + 1,
    kind: 'sale',
    soldAt: '2020-10-17T08:00:00+08:00',
    sku: `SKU-${index}`,
    name: '平山核桃 500 克',
    quantity: '2',
    unit: '袋',
    amountFen: 5980,
    buyerKind: 'individual',
  }));
}
