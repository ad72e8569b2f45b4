import type { LineTotal } from '../adapters/columns/sales-checker.ts';
import type { LineTotalText } from './messages/messages.ts';

/** A whole number with its thousands grouped. */
export const grouped = (number: number | bigint) => number.toLocaleString('en');

/** Fen as yuan with two decimals, exactly. */
export function yuanText(fen: bigint): string {
  const digits = String(fen < 0n ? -fen : fen).padStart(3, '0');
  return `${fen < 0n ? '-' : ''}${grouped(BigInt(digits.slice(0, -2)))}.${digits.slice(-2)}`;
}

/** A total as it is shown. */
export const totalText = ({ lines, amountFen }: LineTotal): LineTotalText => ({
  lines: grouped(lines),
  amountFen: yuanText(amountFen),
});

/** The first numbers of rows, and that there are more. */
export function rowsText(rowNumbers: readonly number[], count = rowNumbers.length): string {
  const shown = rowNumbers.slice(0, 12);
  return shown.map(String).join(', ') + (count > shown.length ? ' …' : '');
}
