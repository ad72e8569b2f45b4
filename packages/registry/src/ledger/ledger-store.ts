import type { LedgerSummary, LedgerTotals, OperationQuery } from '@fupin/schema';
import { sql } from 'kysely';
import type { Connection } from '../database/database.ts';
import { countyOf } from '../directory/county.ts';
import { groupBy } from '../group-by.ts';
import { ProblemError } from '../http/problem-error.ts';

// Amounts are summed in two parts, each of which stays within 53 bits for billions of lines: a single sum can outgrow even
// the database's 64.
const sumRadix = 1_000_000;

/** Whose lines are summed up: one outlet's, an operator's, or all. */
export type LedgerScope =
  { readonly outletId: string } | { readonly operatorId: string } | { readonly all: true };

/** Lines that are alike in all that the ledger is summed up by. */
interface LedgerGroup {
  readonly businessDate: string;
  readonly kind: string;
  readonly certified: boolean;
  readonly countyCode: string | null;
  readonly lines: number;
  readonly unmatchedLines: number;
  readonly amountFen: number;
}

/**
 * Sums up the lines of a scope over business dates; all figures come from one reading of the ledger.
 * Throws `conflict` where a sum is beyond what JSON carries exactly.
 */
export async function summarizeLedger(
  connection: Connection,
  scope: LedgerScope,
  { from, to }: Pick<OperationQuery<'getLedgerSummary'>, 'from' | 'to'>,
  now: Date,
): Promise<LedgerSummary> {
  const groups = await ledgerGroups(connection, scope, from, to);
  const byDay = [...groupBy(groups, ({ businessDate }) => businessDate)]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([date, ofDay]) => ({ date, ...bothTotals(ofDay) }));
  const certified = groups.filter((group) => group.certified);
  const byOrigin = [...groupBy(certified, ({ countyCode }) => countyCode ?? '')]
    .map(([code, ofCounty]) => ({ county: countyOf(code), certified: totals(ofCounty) }))
    .toSorted(
      (a, b) => b.certified.netFen - a.certified.netFen || (a.county.code < b.county.code ? -1 : 1),
    );
  return {
    asOf: now.toISOString(),
    from: byDay.at(0)?.date ?? null,
    to: byDay.at(-1)?.date ?? null,
    ...bothTotals(groups),
    unmatchedLines: sum(groups, ({ unmatchedLines }) => unmatchedLines),
    byDay,
    byOrigin,
  };
}

async function ledgerGroups(
  { db }: Connection,
  scope: LedgerScope,
  from: string | undefined,
  to: string | undefined,
): Promise<readonly LedgerGroup[]> {
  let lines = db.selectFrom('saleLine');
  if ('outletId' in scope) lines = lines.where('outletId', '=', scope.outletId);
  if ('operatorId' in scope) {
    lines = lines.where('outletId', 'in', ({ selectFrom }) =>
      selectFrom('outlet').select('outletId').where('operatorId', '=', scope.operatorId),
    );
  }
  if (from !== undefined) lines = lines.where('businessDate', '>=', from);
  if (to !== undefined) lines = lines.where('businessDate', '<=', to);
  const rows = await lines
    .select(['businessDate', 'kind', 'certified'])
    .select(sql<string | null>`case when certified then county_code end`.as('origin'))
    .select(sql<number>`count(*)`.as('lines'))
    .select(sql<number>`sum(case when unmatched then 1 else 0 end)`.as('unmatchedLines'))
    .select(sql<number>`sum(amount_fen / ${sql.lit(sumRadix)})`.as('amountHigh'))
    .select(sql<number>`sum(amount_fen % ${sql.lit(sumRadix)})`.as('amountLow'))
    .groupBy(['businessDate', 'kind', 'certified', sql`4`])
    .execute();
  return rows.map(({ origin, certified, amountHigh, amountLow, ...row }) => ({
    ...row,
    certified: Boolean(certified),
    countyCode: origin,
    amountFen: exact(amountHigh * sumRadix + amountLow),
  }));
}

function bothTotals(groups: readonly LedgerGroup[]) {
  return { all: totals(groups), certified: totals(groups.filter(({ certified }) => certified)) };
}

function totals(groups: readonly LedgerGroup[]): LedgerTotals {
  const ofKind = (kind: string) =>
    sum(
      groups.filter((group) => group.kind === kind),
      ({ amountFen }) => amountFen,
    );
  const [salesFen, returnsFen, voidsFen] = [ofKind('sale'), ofKind('return'), ofKind('void')];
  return {
    lines: sum(groups, ({ lines }) => lines),
    salesFen,
    returnsFen,
    voidsFen,
    netFen: exact(salesFen - returnsFen - voidsFen),
  };
}

function sum(groups: readonly LedgerGroup[], valueOf: (group: LedgerGroup) => number): number {
  return groups.reduce((total, group) => exact(total + valueOf(group)), 0);
}

// Rounding can't bring a number beyond the safe integers back among them.
function exact(sum: number): number {
  if (Number.isSafeInteger(sum)) return sum;
  throw new ProblemError(
    'conflict',
    'A sum of these lines exceeds what a JSON number carries exactly (2^53 − 1 fen). Ask for fewer days, or for one outlet.',
  );
}
