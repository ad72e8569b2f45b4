import { sql, type RawBuilder } from 'kysely';
import type { Connection } from '../database/database.ts';
import { exact } from './exact.ts';
import type { LedgerScope } from './ledger-scope.ts';
import { unsummedBatches } from './settle-periods.ts';

const linesAtMost = 50_000;
// Amounts are summed in two parts, each of which stays within 53 bits for billions of lines: a single sum can outgrow even
// the database's 64.
const sumRadix = 1_000_000;

/** Lines that are alike in all that a summary is made of. */
export interface TailGroup {
  readonly bookedOn: string;
  readonly kind: string;
  readonly certified: boolean;
  readonly countyCode: string | null;
  readonly lines: number;
  readonly unmatchedLines: number;
  readonly amountFen: number;
}

/** The lines of a scope that are not in the sums yet, in groups; undefined where they are too many to read. */
export async function readTail(
  { db }: Connection,
  scope: LedgerScope,
  { from, to }: { readonly from?: string | undefined; readonly to?: string | undefined },
): Promise<readonly TailGroup[] | undefined> {
  const batches = sql`select * from (${unsummedBatches}) u where ${isOfScope(scope)}`;
  const { rows: counts } = await sql<{ lines: number | null }>`
    select sum(lines) as lines from (select * from (${batches}) s limit ${linesAtMost}) t`.execute(
    db,
  );
  if ((counts[0]?.lines ?? 0) > linesAtMost) return undefined;
  const { rows } = await sql<
    Omit<TailGroup, 'amountFen'> & { readonly amountHigh: number; readonly amountLow: number }
  >`
    select l.booked_on, l.kind, l.certified, l.county_code, count(*) as lines,
      sum(case when l.unmatched then 1 else 0 end) as unmatched_lines,
      sum(l.amount_fen / ${sql.lit(sumRadix)}) as amount_high,
      sum(l.amount_fen % ${sql.lit(sumRadix)}) as amount_low
    from (${batches}) b cross join sale_line l
    where l.outlet_id = b.outlet_id and l.batch_id = b.batch_id
      and l.booked_on >= ${from ?? ''} and l.booked_on <= ${to ?? '9999'}
    group by l.booked_on, l.kind, l.certified, l.county_code`.execute(db);
  return rows.map(({ amountHigh, amountLow, certified, ...row }) => ({
    ...row,
    certified: Boolean(certified),
    amountFen: exact(amountHigh * sumRadix + amountLow),
  }));
}

function isOfScope({ kind, ids }: LedgerScope): RawBuilder<unknown> {
  switch (kind) {
    case 'all':
      return sql`1 = 1`;
    case 'outlet':
      return ids.length > 0 ? sql`outlet_id in (${sql.join(ids)})` : sql`1 = 0`;
    case 'operator':
      return sql`outlet_id in (select outlet_id from outlet where operator_id in (${sql.join(ids)}))`;
    case 'province': {
      const provinces = ids.map((code) => code.slice(0, 2));
      return sql`outlet_id in
        (select outlet_id from outlet where substr(division_code, 1, 2) in (${sql.join(provinces)}))`;
    }
  }
}
