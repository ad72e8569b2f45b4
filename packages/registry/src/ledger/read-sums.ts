import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { Connection } from '../database/database.ts';
import type { LedgerScope } from './ledger-scope.ts';
import type { LedgerSumRow } from './ledger-tables.ts';
import type { KeptDimension } from './kept-sums.ts';
import { firstDayOf, lastDayOf, type DayRange } from './spans.ts';

// SQLite puts no more than 500 queries together.
const periodsApart = 400;

/** Some members of a dimension: those named, or those whose names begin like one of some. */
export type MemberChoice =
  { readonly members: readonly string[] } | { readonly prefixes: readonly string[] };

/** Which sums are asked for. */
export interface SumRequest {
  readonly scope: LedgerScope;
  readonly dimension: KeptDimension;
  readonly periods: readonly string[];
  readonly only?: MemberChoice | undefined;
  /** Only members that come after this one. */
  readonly after?: string | undefined;
  /** How many members at most, in their order; all where absent. More may come of which the sums are not complete. */
  readonly limit?: number | undefined;
}

/** What sums of one member and period come to. */
export type MemberSums = Omit<LedgerSumRow, 'scope' | 'dimension'>;

/**
 * Reads sums by member and period. With a limit, each period gives no more members than that: whichever come first in all of
 * them are there with all their periods.
 */
export async function readSums(
  { db }: Connection,
  request: SumRequest,
): Promise<readonly MemberSums[]> {
  const { scope, dimension, periods, only, after, limit } = request;
  if (periods.length === 0 || scope.ids.length === 0) return [];
  const chosen = [
    ...(only ? [memberIs(only)] : []),
    ...(after === undefined ? [] : [sql<SqlBool>`member > ${after}`]),
  ];
  const where = (period: RawBuilder<SqlBool>) =>
    sql`select * from ledger_sum where scope in (${sql.join(scope.ids)}) and dimension = ${dimension}
      and ${sql.join([period, ...chosen], sql` and `)}`;
  const isApart = limit !== undefined && scope.ids.length === 1 && periods.length <= periodsApart;
  const query = isApart
    ? sql.join(
        periods.map(
          (period) =>
            sql`select * from (${where(sql`period = ${period}`)} order by member limit ${limit}) p`,
        ),
        sql` union all `,
      )
    : where(sql`period in (${sql.join(periods)})`);
  const { rows } = await sql<MemberSums>`${query}`.execute(db);
  return rows;
}

function memberIs(only: MemberChoice): RawBuilder<SqlBool> {
  if ('members' in only) {
    return only.members.length === 0
      ? sql<SqlBool>`1 = 0`
      : sql<SqlBool>`member in (${sql.join(only.members)})`;
  }
  // Codes are digits, and `:` comes after 9.
  const ranges = only.prefixes.map(
    (prefix) => sql`(member >= ${prefix} and member < ${`${prefix}:`})`,
  );
  return sql<SqlBool>`(${sql.join(ranges, sql` or `)})`;
}

/** The days on which a scope has lines, as far as they lie in what is asked for; undefined where it has none. */
export async function rangeOf(
  { db }: Connection,
  { ids }: LedgerScope,
  { from, to }: { readonly from?: string | undefined; readonly to?: string | undefined },
): Promise<DayRange | undefined> {
  if (ids.length === 0) return undefined;
  const { rows } = await sql<{ first: string | null; last: string | null }>`
    select min(period) as first, max(period) as last from ledger_sum
    where scope in (${sql.join(ids)}) and dimension = 'total'`.execute(db);
  const { first, last } = rows[0] ?? {};
  if (!first || !last) return undefined;
  // Whole years: their sums are fewer than those of their days.
  const [start, end] = [firstDayOf(first.slice(0, 4)), lastDayOf(last.slice(0, 4))];
  const range = {
    from: from !== undefined && from > start ? from : start,
    to: to !== undefined && to < end ? to : end,
  };
  return range.from <= range.to ? range : undefined;
}
