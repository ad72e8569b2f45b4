import { faultsOf, isGtin, SaleLine } from '@fupin/schema';
import type * as z from 'zod/mini';
import { cleanText, cutText } from '../columns/cell-text.ts';

/** What is unusual about a source's record, or was left out of the lines made of it. */
export type SourceOddityCode =
  /** The record, or this member of it, is not as its source documents it; `value` says what was expected. */
  | 'unreadable'
  /** The money is not in CNY. */
  | 'foreignCurrency'
  /** The order is not paid, or was cancelled before it was; `value` is its state. */
  | 'notPaid'
  /** The order is a test of its shop. */
  | 'testOrder'
  /** The order was cancelled after it was paid: its lines come with voids. */
  | 'cancelled'
  /** Shipping, a fee, a tip, a gift card: money, but for no good; reported by no line. */
  | 'shipping'
  | 'fee'
  | 'tip'
  | 'giftCard'
  /** A part of the order's total that none of its lines explains. */
  | 'unexplained'
  /** A good that was given away. */
  | 'zeroAmount'
  /** A line whose amount is below zero, or which sells no quantity; not reported. */
  | 'negativeAmount'
  | 'zeroQuantity'
  /** An amount of parts of a fen, rounded. */
  | 'rounded'
  /** Money went back and no good with it; not reported. */
  | 'refundWithoutGoods'
  /** Shipping was paid back; not reported. */
  | 'shippingRefund'
  /** A refund of which only the sum is known: its details are to be fetched and given. */
  | 'refundDetailsMissing'
  /** A refund names no line of the order. */
  | 'unknownLine'
  /** The good is not certified, or is not on sale: it makes no listing. */
  | 'notCertified'
  | 'notOnSale'
  /** A code that is no valid GTIN. */
  | 'notGtin';

/** Something unusual: where in the record, and the money that no line reports because of it. */
export interface SourceOddity {
  readonly code: SourceOddityCode;
  /** JSON pointer (RFC 6901) within the record. */
  readonly pointer: string;
  readonly value?: string;
  /** What this adds to the record's total beside the lines: below zero where it takes from it. */
  readonly amountFen?: number;
}

/** What a source's record comes to. */
export interface SourceLines {
  readonly lines: readonly SaleLine[];
  readonly oddities: readonly SourceOddity[];
}

/** Gathers the lines and oddities of one record. */
export class SourceLinesBuilder implements SourceLines {
  readonly lines: SaleLine[] = [];
  readonly oddities: SourceOddity[] = [];

  note(
    code: SourceOddityCode,
    pointer: string,
    more: { readonly value?: string | undefined; readonly amountFen?: number | undefined } = {},
  ): void {
    const { value, amountFen } = more;
    this.oddities.push({
      code,
      pointer,
      ...(value !== undefined && { value }),
      ...(amountFen !== undefined && { amountFen }),
    });
  }

  /** Notes what of the record, or of the part of it at the pointer, is not as its source documents it. */
  noteFaults(error: z.core.$ZodError, pointer = ''): void {
    for (const fault of faultsOf(error)) {
      this.note('unreadable', `${pointer}${fault.pointer}`, { value: fault.detail });
    }
  }

  /** Adds a line; one that is none because of what its source says becomes an oddity for each fault. */
  add(line: unknown, pointer: string): SaleLine | undefined {
    const parsed = SaleLine.safeParse(line);
    if (parsed.success) {
      this.lines.push(parsed.data);
      return parsed.data;
    }
    const { amountFen = 0 } = Object(line) as Partial<SaleLine>;
    for (const [place, fault] of faultsOf(parsed.error).entries()) {
      const value = `${fault.pointer} ${fault.detail}`;
      // The money is missing once, however many faults there are.
      this.note('unreadable', pointer, { value, ...(place === 0 && { amountFen }) });
    }
    return undefined;
  }
}

/** A good as a shop's own line names it: number and name on one line each, and a GTIN where the number is one. */
export function goodOf(
  number: string | null | undefined,
  name: string | null | undefined,
): Pick<SaleLine, 'sku' | 'gtin' | 'name'> {
  const sku = cleanText(number ?? '').text;
  const title = cutText(cleanText(name ?? '').text, 200);
  return {
    ...(sku && { sku }),
    // Short shop numbers have a right check digit by chance too often to be taken for a GTIN-8.
    ...(/^\d{12,14}$/.test(sku) && isGtin(sku) && { gtin: sku }),
    ...(title && { name: title }),
  };
}

/**
 * A record's items with their places in it, from 0, and their line numbers: from 1, in the order of their ids, which rise however
 * the record lists them.
 */
export function numbered<Item extends { readonly id: number }>(
  items: readonly Item[],
): { readonly item: Item; readonly index: number; readonly lineNo: number }[] {
  const order = items.toSorted((a, b) => a.id - b.id);
  return items.map((item, index) => ({ item, index, lineNo: order.indexOf(item) + 1 }));
}
