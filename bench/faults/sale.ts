import type { SaleLine } from '@fupin/schema';
import { saleLine } from '../../packages/client/test/sale-line.ts';

/**
 * How a seller keeps its books: a number for each sale; by mistake one number for every two sales; or as the page of a till in
 * a browser does.
 */
export type Books = 'unique' | 'reused' | 'page';

const linesPerReceipt = 5;
const receiptsPerDay = 10_000;
const terminals = 3;
const marksPerTill = 100_000_000;

/**
 * The sale of a mark, a whole number from 0. Its name carries the mark, so that it is found in a ledger whatever number it
 * got there; that of the page is found by its number. A few are goods taken back, and every third is of a certified good.
 */
export function saleOf(mark: number, books: Books = 'unique'): SaleLine {
  if (books === 'page') return saleLine(mark, { terminalId: mark % 2 ? 'till-1' : 'till-2' });
  const place = placeOf(books === 'reused' ? mark - (mark % 2) : mark);
  const isReturn = books === 'unique' && mark % 50 === 49;
  const amountOf = (sale: number) => 100 + (sale % 9973);
  return {
    ...place,
    kind: isReturn ? 'return' : 'sale',
    soldAt: `${place.businessDate}T09:${String(mark % 60).padStart(2, '0')}:00+08:00`,
    sku: mark % 3 === 0 ? 'certified' : 'plain',
    name: `核桃 500 克 #${mark}`,
    quantity: '1',
    unit: '袋',
    amountFen: amountOf(isReturn ? mark - 1 : mark),
    ...(isReturn && { original: placeOf(mark - 1) }),
    ...(mark % 7 === 0 && { buyerKind: 'budgetUnit', fundSource: 'canteen' }),
  };
}

/** The mark of a line; undefined where it has none. */
export function markOf(
  { name, receiptNo }: { readonly name?: string | null | undefined; readonly receiptNo: string },
  books: Books = 'unique',
): number | undefined {
  const digits = books === 'page' ? receiptNo : /#(\d+)$/.exec(name ?? '')?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** The first mark of a till of its own beside others. */
export const firstMarkOf = (till: number): number => till * marksPerTill;

function placeOf(mark: number) {
  const receipt = Math.floor(mark / linesPerReceipt);
  const day = 1 + (Math.floor(receipt / receiptsPerDay) % 28);
  return {
    terminalId: `till-${Math.floor(mark / marksPerTill)}-${receipt % terminals}`,
    businessDate: `2020-10-${String(day).padStart(2, '0')}`,
    receiptNo: `R${String(receipt).padStart(8, '0')}`,
    lineNo: (mark % linesPerReceipt) + 1,
  };
}
