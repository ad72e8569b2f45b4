import { encodeLogEntry } from '@fupin/schema';
import { hash } from 'node:crypto';

const outlets = 500;
const id = (prefix: string, number: number) =>
  `${prefix}_${hash('sha256', `${prefix}${number}`, 'hex').slice(0, 26)}`;
const digest = (text: string) => hash('sha256', text, 'base64url').slice(0, 27);

/** The text of the how-manieth sale in a log as large registries have it: 500 outlets, 2,000 certified products. */
export function saleEntry(number: number): string {
  const product = number % 2000;
  return encodeLogEntry({
    type: 'sale',
    outletId: id('out', number % outlets),
    sequence: Math.floor(number / outlets) + 1,
    line: digest(`line ${number}`),
    order: digest(`order ${number >> 1}`),
    kind: 'sale',
    productId: id('prd', product),
    certificateId: id('crt', product),
    quantity: String(1 + (number % 7)),
    unit: '袋',
    amountFen: 980 + (number % 90_000),
    soldAt: new Date(1_602_900_000_000 + number * 1000).toISOString(),
    sold: String(number),
    remaining: String(2_000_000 - number),
  });
}
