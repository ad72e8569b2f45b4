import type { SaleLine } from '@fupin/schema';
import { dateInShanghai } from '@fupin/schema';
import { fraction, pick, wholeNumber } from '../demo/fraction.ts';
import type { DemoOutlet } from '../demo/outlets.ts';
import type { ListingToStore } from '../outlets/listing-store.ts';
import type { DemoProduct } from './demo-directory.ts';

const dayMs = 86_400_000;
const daysOfHistory = 30;

/** What an outlet sold on one day, and when that day closed. */
export interface DaySales {
  readonly closedAt: Date;
  readonly lines: readonly SaleLine[];
}

/** Goods without a certificate, which special areas and counters sell as well. */
const ordinaryGoods = [
  { sku: 'T0101', name: '纯牛奶 250 ml × 12', unit: '箱', priceFen: 4590 },
  { sku: 'T0102', name: '原味酸奶 200 g × 10', unit: '箱', priceFen: 3980 },
  { sku: 'T0203', name: '抽纸 3 层 × 16 包', unit: '提', priceFen: 3290 },
  { sku: 'T0207', name: '洗衣液 3 kg', unit: '瓶', priceFen: 3690 },
  { sku: 'T0311', name: '矿泉水 550 ml × 24', unit: '箱', priceFen: 2680 },
  { sku: 'T0316', name: '苏打饼干 400 g', unit: '袋', priceFen: 1290 },
  { sku: 'T0402', name: '鸡精 454 g', unit: '袋', priceFen: 1580 },
] as const;

/**
 * What an outlet sold in the 30 days before `now`, the oldest first: certified and ordinary goods, some bought by canteens
 * and unions, and a few things brought back. The same for the same day.
 */
export function salesHistory(
  outlet: DemoOutlet,
  listings: readonly ListingToStore[],
  directory: ReadonlyMap<string, DemoProduct>,
  now: Date,
): readonly DaySales[] {
  return Array.from({ length: daysOfHistory }, (_, place) => {
    const businessDate = dateInShanghai(new Date(now.getTime() - (daysOfHistory - place) * dayMs));
    const count = wholeNumber(`receipts ${outlet.key} ${businessDate}`, 1, 4);
    const lines = Array.from({ length: count }, (_each, number) =>
      receipt({ outlet, businessDate, number }, listings, directory),
    );
    return { closedAt: new Date(`${businessDate}T22:30:00+08:00`), lines: lines.flat() };
  });
}

interface ReceiptPlace {
  readonly outlet: DemoOutlet;
  readonly businessDate: string;
  readonly number: number;
}

function receipt(
  { outlet, businessDate, number }: ReceiptPlace,
  listings: readonly ListingToStore[],
  directory: ReadonlyMap<string, DemoProduct>,
): readonly SaleLine[] {
  const key = `${outlet.key} ${businessDate} ${number}`;
  const receiptNo = `${businessDate.replaceAll('-', '')}${String(number + 1).padStart(4, '0')}`;
  const terminalId = outlet.online ? 'web' : `pos-${wholeNumber(`till ${key}`, 1, 2)}`;
  const hour = String(9 + Math.floor((number * 12) / 4)).padStart(2, '0');
  const minute = String(wholeNumber(`minute ${key}`, 0, 59)).padStart(2, '0');
  const base = {
    terminalId,
    businessDate,
    receiptNo,
    soldAt: `${businessDate}T${hour}:${minute}:00+08:00`,
    ...buyerOf(key),
  };
  const isBulk = 'fundSource' in base;
  const count = wholeNumber(`lines ${key}`, 1, 3);
  const sales = Array.from({ length: count }, (_, place): SaleLine => {
    const lineKey = `${key} ${place}`;
    const quantity = isBulk ? wholeNumber(`bulk ${lineKey}`, 8, 60) : wholeNumber(lineKey, 1, 3);
    const good = goodOf(lineKey, listings, directory);
    const { priceFen, ...named } = good;
    return {
      ...base,
      lineNo: place + 1,
      kind: 'sale',
      ...named,
      quantity: String(quantity),
      amountFen: quantity * priceFen,
    };
  });
  return fraction(`return ${key}`) < 0.04 ? [...sales, ...returnOf(sales)] : sales;
}

function goodOf(
  key: string,
  listings: readonly ListingToStore[],
  directory: ReadonlyMap<string, DemoProduct>,
) {
  const listing = listings[wholeNumber(`good ${key}`, 0, listings.length - 1)];
  const known = listing && directory.get(listing.productId);
  if (!known || fraction(`ordinary ${key}`) < 0.35) {
    return pick(ordinaryGoods, wholeNumber(`ordinary good ${key}`, 0, 99));
  }
  const { sku, priceFen } = listing;
  const { name, gtin } = known.product;
  return { sku, name, ...(gtin !== undefined && { gtin }), unit: known.speciality.unit, priceFen };
}

/** One unit of the first line, brought back at once. */
function returnOf([first]: readonly SaleLine[]): readonly SaleLine[] {
  if (!first) return [];
  const { terminalId, businessDate, receiptNo, lineNo } = first;
  const priceFen = first.amountFen / Number(first.quantity);
  const original = { terminalId, businessDate, receiptNo, lineNo };
  return [
    {
      ...first,
      receiptNo: `${receiptNo}R`,
      kind: 'return',
      quantity: '1',
      amountFen: priceFen,
      original,
    },
  ];
}

function buyerOf(key: string): Pick<SaleLine, 'buyerKind' | 'fundSource'> {
  const chance = fraction(`buyer ${key}`);
  if (chance < 0.05) return { buyerKind: 'budgetUnit', fundSource: 'canteen' };
  if (chance < 0.1) return { buyerKind: 'union', fundSource: 'union' };
  return { buyerKind: 'individual' };
}
