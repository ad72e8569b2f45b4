import type { LedgerTotals } from '@fupin/schema';
import { exact } from './exact.ts';
import type { LedgerSums } from './ledger-tables.ts';

/** What all lines come to. */
export function totals({
  lines,
  salesFen,
  returnsFen,
  voidsFen,
}: Pick<LedgerSums, 'lines' | 'salesFen' | 'returnsFen' | 'voidsFen'>): LedgerTotals {
  const netFen = exact(salesFen - returnsFen - voidsFen);
  return { lines, salesFen, returnsFen, voidsFen, netFen };
}

/** What the certified ones among them come to. */
export function certifiedTotals(sums: LedgerSums): LedgerTotals {
  return totals({
    lines: sums.certifiedLines,
    salesFen: sums.certifiedSalesFen,
    returnsFen: sums.certifiedReturnsFen,
    voidsFen: sums.certifiedVoidsFen,
  });
}
