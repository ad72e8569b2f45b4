import type { SaleLine } from '@fupin/schema';
import type { SourceLines } from '../src/adapters/source/source-lines.ts';

/** What lines and oddities add up to: sales less returns and voids, and what no line reports. */
export function moneyOf({ lines, oddities }: SourceLines) {
  const reported = lines.reduce(
    (sum, { kind, amountFen }) => sum + (kind === 'sale' ? amountFen : -amountFen),
    0,
  );
  return { reported, setAside: oddities.reduce((sum, { amountFen = 0 }) => sum + amountFen, 0) };
}

/** Lines in short: receipt, number, kind, quantity and amount. */
export function inShort(lines: readonly SaleLine[]): string[] {
  return lines.map(
    ({ receiptNo, lineNo, kind, quantity, amountFen }) =>
      `${receiptNo}/${lineNo} ${kind} ${quantity} ${amountFen}`,
  );
}

/** Oddities in short: code, place, and the money that no line reports. */
export function odditiesOf({ oddities }: SourceLines): string[] {
  return oddities.map(({ code, pointer, amountFen }) =>
    [code, pointer, amountFen].filter((part) => part !== undefined).join(' '),
  );
}
