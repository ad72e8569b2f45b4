import { dateInShanghai, type SaleLine, type SaleLinePlace } from '@fupin/schema';
import { goodOf, type SourceLinesBuilder } from './source-lines.ts';

/** What an order of a shop does not say. */
export interface ShopOptions {
  /** The shop as the terminal that sold, such as `shopify` or `woocommerce`; the same one every time. */
  readonly terminalId: string;
  /** Unit of the quantities; 件 where absent. */
  readonly unit?: string | undefined;
}

/** A good that an order lists. */
interface Item {
  readonly id: number;
  readonly sku?: string | null | undefined;
  readonly name?: string | null | undefined;
  readonly quantity: number;
}

/** When how much of a good changed hands, and as which line of its receipt. */
interface Entry {
  readonly at: Date;
  readonly lineNo: number;
  readonly quantity: number;
  readonly fen: number;
}

/** A sale, and what is left of it after its returns. */
interface Sold {
  readonly line: SaleLine;
  quantity: number;
  fen: number;
}

/** The goods of one order: makes the lines of their sales, returns and voids, and knows what is left of each. */
export class SoldGoods {
  readonly #options: ShopOptions;
  readonly #found: SourceLinesBuilder;
  readonly #sold = new Map<number, Sold>();

  constructor(options: ShopOptions, found: SourceLinesBuilder) {
    this.#options = options;
    this.#found = found;
  }

  /** Adds the sale of an item, to be found by its id. */
  sell(
    { id, sku, name, quantity }: Item,
    { receiptNo, ...entry }: Omit<Entry, 'quantity'> & { readonly receiptNo: string },
    pointer: string,
  ): void {
    const { terminalId, unit = '件' } = this.#options;
    if (entry.fen === 0) this.#found.note('zeroAmount', pointer);
    const what = { terminalId, receiptNo, kind: 'sale', ...goodOf(sku, name), unit };
    const line = this.#found.add({ ...what, ...entered({ ...entry, quantity }) }, pointer);
    if (line) this.#sold.set(id, { line, quantity, fen: entry.fen });
  }

  /** The sale of an item; undefined where it made no line. */
  saleOf(itemId: number): Sold | undefined {
    return this.#sold.get(itemId);
  }

  /** The sales of which something is left. */
  left(): Sold[] {
    return [...this.#sold.values()].filter(({ quantity }) => quantity > 0);
  }

  /** Adds the return of some of what was sold, on a receipt of the refund's own. */
  takeBack(
    sold: Sold,
    { refundId, ...entry }: Entry & { readonly refundId: number },
    pointer: string,
  ): void {
    const { line } = sold;
    const receiptNo = `${line.receiptNo}-R${refundId}`;
    const what = { kind: 'return', receiptNo, original: placeOf(line) };
    if (!this.#found.add({ ...line, ...what, ...entered(entry) }, pointer)) return;
    // Quantities have at most six decimals; their difference as floating point has more.
    sold.quantity = Number((sold.quantity - entry.quantity).toFixed(6));
    sold.fen -= entry.fen;
  }

  /** Annuls what is left, since the order was cancelled. */
  annul(pointer: string): void {
    this.#found.note('cancelled', pointer);
    for (const { line, quantity, fen } of this.left()) {
      const what = { kind: 'void', quantity: String(quantity), amountFen: Math.max(0, fen) };
      this.#found.add({ ...line, ...what, original: placeOf(line) }, pointer);
    }
  }
}

const entered = ({ at, lineNo, quantity, fen }: Entry) => ({
  businessDate: dateInShanghai(at),
  soldAt: at.toISOString(),
  lineNo,
  quantity: String(quantity),
  amountFen: fen,
});

const placeOf = ({ terminalId, businessDate, receiptNo, lineNo }: SaleLine): SaleLinePlace => ({
  ...{ terminalId, businessDate, receiptNo, lineNo },
});
