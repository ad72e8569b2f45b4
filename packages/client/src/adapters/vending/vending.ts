import { isGtin, NewListing, type OutletKind } from '@fupin/schema';
import * as z from 'zod/mini';
import { readSaleTime } from '../columns/sale-time.ts';
import { fenOf, yuan, type MoneyText } from '../source/money.ts';
import {
  goodOf,
  SourceLinesBuilder,
  type SourceLines,
  type SourceOddity,
} from '../source/source-lines.ts';

export type { SourceLines, SourceOddity, SourceOddityCode } from '../source/source-lines.ts';

/** Empty text is sent as a hyphen. */
const filled = (text: MoneyText | null | undefined): string => {
  const plain = String(text ?? '').trim();
  return plain === '-' ? '' : plain;
};

const cell = z.optional(z.nullable(z.union([z.string(), z.number()])));

/**
 * A good as counters' operators send it to the platform: the members that are read, by the names of their interface. Known
 * from an operator's published program; the official document was not published.
 */
export const VendingGoods = z.looseObject({
  action: z.optional(z.nullable(z.enum(['create', 'modify', 'delete']))),
  /** The operator's own id of the good. */
  goodsid: cell,
  goodsname: cell,
  productpic: cell,
  /** Whether the good is certified: 1 yes, 2 no. */
  fpgoodsmark: cell,
  /** The certified product's id in the platform. */
  fpwthirdpartyid: cell,
  /** Kind of the channel: 01 special area, 02 counter, 03 pavilion. */
  salechnltp: cell,
  /** Number of the channel: of a counter, its own. */
  salechnlid: cell,
  cmdtyunitprc: cell,
  cmdtylinks: cell,
  /** 0 off sale, 1 on sale. */
  cmdtyst: cell,
  cmdty69cd: cell,
  cmdtyskucd: cell,
});

/** What an operator's good comes to: a listing to be put, under its number, or taken away. */
export interface VendingListing {
  readonly action: 'put' | 'delete' | 'none';
  readonly outletKind: OutletKind | undefined;
  readonly channelId: string | undefined;
  readonly sku: string | undefined;
  /** Present where the action is `put`. */
  readonly listing: NewListing | undefined;
  readonly oddities: readonly SourceOddity[];
}

/** How to read what an operator sends of its goods. */
export interface VendingGoodsOptions {
  /** The product of this registry for the id that the good has in the platform; undefined where there is none. */
  readonly productIdOf: (platformId: string) => string | undefined;
}

const outletKinds: Readonly<Record<string, OutletKind>> = {
  ...{ '01': 'area', '02': 'counter', '03': 'pavilion' },
};

/** The listing of an operator's good. */
export function listingOfVendingGoods(
  goods: unknown,
  { productIdOf }: VendingGoodsOptions,
): VendingListing {
  const found = new SourceLinesBuilder();
  const nothing = { action: 'none', listing: undefined } as const;
  const parsed = VendingGoods.safeParse(goods);
  if (!parsed.success) {
    found.noteFaults(parsed.error);
    const unknown = { outletKind: undefined, channelId: undefined, sku: undefined };
    return { ...nothing, ...unknown, oddities: found.oddities };
  }
  const { data } = parsed;
  const barcode = filled(data.cmdty69cd);
  if (barcode && !isGtin(barcode)) found.note('notGtin', '/cmdty69cd', { value: barcode });
  const channelType = filled(data.salechnltp).padStart(2, '0');
  const outletKind = outletKinds[channelType];
  if (!outletKind) found.note('unreadable', '/salechnltp', { value: 'must be 01, 02 or 03' });
  const sku = filled(data.cmdtyskucd) || filled(data.goodsid);
  if (!sku) found.note('unreadable', '/goodsid', { value: 'must not be empty' });
  const channelId = filled(data.salechnlid) || undefined;
  const known = { outletKind, channelId, sku: sku || undefined, oddities: found.oddities };
  if (data.action === 'delete')
    return { action: sku ? 'delete' : 'none', ...known, listing: undefined };

  const mark = filled(data.fpgoodsmark);
  if (mark !== '1') {
    if (mark === '2') found.note('notCertified', '/fpgoodsmark');
    else found.note('unreadable', '/fpgoodsmark', { value: 'must be 1 or 2' });
    return { ...nothing, ...known };
  }
  if (filled(data.cmdtyst) === '0') {
    found.note('notOnSale', '/cmdtyst');
    return { action: sku ? 'delete' : 'none', ...known, listing: undefined };
  }
  const platformId = filled(data.fpwthirdpartyid);
  const productId = platformId ? productIdOf(platformId) : undefined;
  if (productId === undefined) {
    found.note('unreadable', '/fpwthirdpartyid', {
      value: 'must be the id of a certified product',
    });
    return { ...nothing, ...known };
  }
  const priceFen = tryFen(data.cmdtyunitprc, found, '/cmdtyunitprc');
  if (priceFen === undefined) return { ...nothing, ...known };
  const link = filled(data.cmdtylinks);
  const imageUrl = filled(data.productpic);
  const listing = NewListing.safeParse({
    productId,
    priceFen,
    ...(link && { link }),
    ...(imageUrl && { imageUrl }),
  });
  if (listing.success && sku) return { action: 'put', ...known, listing: listing.data };
  if (!listing.success) found.noteFaults(listing.error);
  return { ...nothing, ...known };
}

/** An amount of yuan in fen; undefined, and an oddity, where it is none. */
function tryFen(
  text: MoneyText | null | undefined,
  found: SourceLinesBuilder,
  pointer: string,
): number | undefined {
  try {
    const { fen, rounded } = fenOf(yuan(filled(text)));
    if (rounded) found.note('rounded', pointer, { value: filled(text) });
    return fen;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    found.note('unreadable', pointer, { value: error.message });
    return undefined;
  }
}

const good = {
  goodsId: cell,
  goodsName: cell,
  /** How many pieces. */
  number: z.union([z.string(), z.number()]),
  /** What was paid, in yuan, after discounts. */
  amount: z.union([z.string(), z.number()]),
  /** Whether it was paid back. */
  hasRefund: cell,
} as const;

/**
 * An order as an operator's own program keeps it: the members that are read, by their names there. That flags are 1 for yes and
 * 0 for no, and that times are of Asia/Shanghai, is assumed; how counters send orders to the platform was not published.
 */
export const VendingOrder = z.looseObject({
  orderNo: z.string(),
  /** The machine's number. */
  sbId: z.string(),
  /** `2020-10-17 08:05:00` */
  createTime: z.string(),
  hasPay: cell,
  ...z.partial(z.object(good)).def.shape,
  /** Of an order of several goods, each of them; the order's own members are then their sums. */
  details: z.optional(z.array(z.looseObject(good))),
});

/**
 * The sale lines of a machine's order, and a return for each good that was paid back. The machine is the terminal; a return has
 * the order's time, for its own is not kept.
 */
export function saleLinesOfVendingOrder(
  order: unknown,
  { unit = '件' }: { readonly unit?: string | undefined } = {},
): SourceLines {
  const found = new SourceLinesBuilder();
  const parsed = VendingOrder.safeParse(order);
  if (!parsed.success) {
    found.noteFaults(parsed.error);
    return found;
  }
  const { orderNo, sbId, createTime, hasPay, details } = parsed.data;
  const at = readSaleTime(createTime, undefined);
  if (typeof at === 'string' || at.isDateOnly) {
    found.note('unreadable', '/createTime', { value: 'must be such as 2020-10-17 08:05:00' });
    return found;
  }
  const goods = details?.length ? details : [parsed.data];
  for (const [index, each] of goods.entries()) {
    const pointer = details?.length ? `/details/${index}` : '';
    const amountFen = tryFen(each.amount, found, `${pointer}/amount`);
    if (amountFen === undefined) continue;
    if (filled(hasPay) !== '1') {
      found.note('notPaid', pointer, { value: filled(hasPay), amountFen });
      continue;
    }
    if (amountFen === 0) found.note('zeroAmount', pointer);
    const place = {
      terminalId: sbId,
      businessDate: at.date,
      receiptNo: orderNo,
      lineNo: index + 1,
    };
    const what = { ...goodOf(filled(each.goodsId), filled(each.goodsName)), unit };
    const sale = found.add(
      {
        ...{ ...place, ...what, kind: 'sale', soldAt: at.instant },
        ...{ quantity: filled(each.number), amountFen },
      },
      pointer,
    );
    if (!sale || filled(each.hasRefund) !== '1') continue;
    const receiptNo = `${orderNo}-R`;
    found.add({ ...sale, receiptNo, kind: 'return', original: place }, `${pointer}/hasRefund`);
  }
  return found;
}
