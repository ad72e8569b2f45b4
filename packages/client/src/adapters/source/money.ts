import { multiply, parseDecimal, sum, yuanToFen, type Decimal } from '../columns/decimal.ts';

/** An amount of money as sources write it: a decimal text or, in some places, a JSON number. */
export type MoneyText = string | number;

/** The text as an exact decimal of yuan. Zero where there is none, since sources leave out what is nothing. */
export function yuan(text: MoneyText | null | undefined): Decimal {
  const plain = String(text ?? '0').trim();
  // A sign, digits, and decimals are all that the sources document; an exponent is none of theirs.
  if (!/^-?\d+(?:\.\d*)?$/.test(plain)) {
    throw new RangeError(`expected an amount of yuan such as "12.50", received "${plain}"`);
  }
  return parseDecimal(plain) ?? { units: 0n, scale: 0 };
}

/** `a` times a whole number or decimal. */
export function times(a: Decimal, quantity: MoneyText): Decimal {
  return multiply(a, yuan(quantity));
}

/** The amount with its sign turned. */
export function minus(amount: Decimal): Decimal {
  return { units: -amount.units, scale: amount.scale };
}

/** The sum of amounts in fen, and whether it had to be rounded. */
export function fenOf(...amounts: readonly Decimal[]): { fen: number; rounded: boolean } {
  const { fen, rounded } = yuanToFen(sum(amounts));
  return { fen: Number(fen), rounded };
}
