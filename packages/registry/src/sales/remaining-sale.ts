import type { BookedLine } from './sale-line-store.ts';

const decimals = 6;

/** What is left of a sale after the returns and voids of it: at each reversal it says whether that much was left. */
export class RemainingSale {
  readonly #unit: string;
  #quantity: bigint;
  #amountFen: number;

  constructor(sale: BookedLine) {
    this.#unit = sale.unit;
    this.#quantity = millionths(sale.quantity);
    this.#amountFen = sale.amountFen;
  }

  /** Which member of a reversal is more than what is left; undefined where neither is. */
  excess(reversal: Omit<BookedLine, 'lineId'>): 'quantity' | 'amountFen' | undefined {
    if (this.#quantityOf(reversal) > this.#quantity) return 'quantity';
    return reversal.amountFen > this.#amountFen ? 'amountFen' : undefined;
  }

  /** Takes a reversal off. */
  take(reversal: Omit<BookedLine, 'lineId'>): void {
    this.#quantity -= this.#quantityOf(reversal);
    this.#amountFen -= reversal.amountFen;
  }

  // Quantities in another unit than the sale's can't be compared; then the amount alone decides.
  #quantityOf({ unit, quantity }: Omit<BookedLine, 'lineId'>): bigint {
    return unit === this.#unit ? millionths(quantity) : 0n;
  }
}

function millionths(quantity: string): bigint {
  const [whole = '0', fraction = ''] = quantity.split('.');
  return BigInt(whole + fraction.padEnd(decimals, '0'));
}
