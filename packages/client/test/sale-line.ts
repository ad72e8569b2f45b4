import type { SaleLine } from '@fupin/schema';

/** The outlet of all tests. */
export const outletId = 'out_12345678';

/** A sale line as a till reports it; lines of different numbers have different identities. */
export function saleLine(number: number, change: Partial<SaleLine> = {}): SaleLine {
  return {
    terminalId: 'till-1',
    businessDate: '2020-10-17',
    receiptNo: String(number),
    lineNo: 1,
    kind: 'sale',
    soldAt: '2020-10-17T08:00:00+08:00',
    name: '平山核桃 500 克',
    quantity: '1',
    unit: '袋',
    amountFen: 2990,
    ...change,
  };
}
