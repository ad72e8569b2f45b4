import { ProblemError } from '../http/problem-error.ts';
import type { LedgerSums } from './ledger-tables.ts';
import { sumNames } from './line-sums.ts';

/** The problem of a sum that is too large. */
export function beyondExact(): ProblemError {
  return new ProblemError(
    'conflict',
    'A sum of these lines exceeds what a JSON number carries exactly (2^53 − 1 fen). Ask for fewer days, or for one outlet.',
  );
}

/**
 * Whether a query failed over a sum that is too large: both databases' drivers say so of an integer that a JavaScript number
 * can't hold, SQLite itself of one beyond 64 bits.
 */
export function isBeyondExact(error: unknown): boolean {
  return (
    error instanceof RangeError || (error instanceof Error && error.message === 'integer overflow')
  );
}

/** The sum itself, as long as it is exact. */
export function exact(sum: number): number {
  if (Number.isSafeInteger(sum)) return sum;
  throw beyondExact();
}

/** Adds some sums to others, as long as these stay exact. */
export function addExactly(to: LedgerSums, sums: Partial<LedgerSums>): void {
  for (const name of sumNames) to[name] = exact(to[name] + (sums[name] ?? 0));
}
