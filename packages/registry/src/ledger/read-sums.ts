import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { Connection } from '../database/database.ts';
import { snakeCase } from '../database/snake-case.ts';
import type { LedgerScope } from './ledger-scope.ts';
import type { LedgerSums } from './ledger-tables.ts';
import { longestPeriod, type KeptDimension } from './kept-sums.ts';
import { sumNames } from './line-sums.ts';
import { firstDayOf, lastDayOf, periodsOf, type DayRange, type Span } from './spans.ts';

// SQLite puts no more than 500 queries together.
const periodsApart = 400;

/** Some members of a dimension: those named, or those whose names begin like one of some. */
export type MemberChoice =
  { readonly members: readonly string[] } | { readonly prefixes: readonly string[] };

/** Which sums are asked for. */
export interface SumRequest<Name extends keyof LedgerSums> {
  readonly sums: readonly Name[];
  readonly scope: LedgerScope;
  readonly dimension: KeptDimension;
  /** By what spans sums are given: for the periods that make them up, sums of the dimension are kept. */
  readonly spans: readonly Span[];
  readonly only?: MemberChoice | undefined;
  /** Only members that come after this one. */
  readonly after?: string | undefined;
  /** How many members at most, in their order; all where absent. More may come, of which the sums are not complete. */
  readonly limit?: number | undefined;
}

/** What the lines of one member and span come to. */
export type MemberSums<Name extends keyof LedgerSums> = Pick<LedgerSums, Name> & {
  readonly member: string;
  readonly span: string;
};

/**
 * Reads sums by member and span. The database adds up the periods of a span, so that no more comes than is asked for. With a
 * limit, it takes no more members of each period than that: whichever come first in all of them are there with all their sums.
 */
export async function readSums<Name extends keyof LedgerSums>(
  { db }: Connection,
  { sums, scope, dimension, spans, only, after, limit }: SumRequest<Name>,
): Promise<readonly MemberSums<Name>[]> {
  const longest = longestPeriod(scope.kind);
  const periods = spans.flatMap((span) =>
    periodsOf(span, longest).map((period) => ({ period, span: span.name })),
  );
  if (periods.length === 0 || scope.ids.length === 0) return [];
  const conditions = [
    sql`scope in (${sql.join(scope.ids)})`,
    sql`dimension = ${dimension}`,
    ...(only ? [memberIs(only)] : []),
    ...(after === undefined ? [] : [sql`member > ${after}`]),
  ];
  const isMeant = sql.join(conditions, sql` and `);
  const isApart = limit !== undefined && scope.ids.length === 1 && periods.length <= periodsApart;
  const parts = isApart
    ? sql.join(
        periods.map(
          ({ period, span }) => sql`
            select ${span} as span, p.* from (select * from ledger_sum where ${isMeant} and period = ${period}
              order by member limit ${limit}) p`,
        ),
        sql` union all `,
      )
    : sql`
        select column2 as span, s.* from (values ${valuesOf(periods)}) p
        cross join ledger_sum s where ${isMeant} and period = column1`;
  const { rows } = await sql<MemberSums<Name>>`
    select member, span, ${summed(sums)} from (${parts}) s group by member, span`.execute(
    db.withoutPlugins(),
  );
  return rows;
}

// Columns are named as members, for plugins are slow on many rows.
function summed(names: readonly (keyof LedgerSums)[]): RawBuilder<unknown> {
  return sql.raw(names.map((name) => `sum(${snakeCase(name)}) as "${name}"`).join(', '));
}

function valuesOf(periods: readonly { period: string; span: string }[]): RawBuilder<unknown> {
  return sql.join(periods.map(({ period, span }) => sql`(${period}, ${span})`));
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

/** Reads sums by day, in order: of the days of a range on which a scope has lines. */
export async function readDays(
  { db }: Connection,
  { ids }: LedgerScope,
  { from, to }: DayRange,
): Promise<readonly (LedgerSums & { readonly day: string })[]> {
  const { rows } = await sql<LedgerSums & { day: string }>`
    select period as day, ${summed(sumNames)} from ledger_sum
    where scope in (${sql.join(ids)}) and dimension = 'total'
      and period >= ${from} and period <= ${to} and length(period) = 10
    group by period order by period`.execute(db.withoutPlugins());
  return rows;
}

/** The days on which a scope has lines, as far as they lie in what is asked for; undefined where it has none. */
export async function rangeOf(
  { db }: Connection,
  { ids }: LedgerScope,
  { from, to }: { readonly from?: string | undefined; readonly to?: string | undefined },
): Promise<DayRange | undefined> {
  if (ids.length === 0) return undefined;
  // One look at each end of an index; both in one query would go through all periods between them.
  const ending = (name: 'min' | 'max') =>
    sql`(select ${sql.raw(name)}(period) from ledger_sum where scope = ids.column1 and dimension = 'total')`;
  const { rows } = await sql<{ first: string | null; last: string | null }>`
    select min(first) as first, max(last) as last from
      (select ${ending('min')} as first, ${ending('max')} as last
        from (values ${sql.join(ids.map((id) => sql`(${id})`))}) ids) ends`.execute(db);
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
