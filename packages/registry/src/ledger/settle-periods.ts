import { sql } from 'kysely';
import type { Connection } from '../database/database.ts';
import { monthAfter } from './booking.ts';

/** Query: the batches whose lines are not in the sums yet. */
export const unsummedBatches = sql`
  select outlet_id, batch_id, lines from sale_batch where first_leaf is null
  union all
  select outlet_id, batch_id, lines from sale_batch where first_leaf > (select first_leaf from ledger_cursor)`;

/**
 * Notes of closed months that all their lines are in the sums. No line gets into a closed month, so those that were taken
 * before are all that can be missing.
 */
export async function settlePeriods({ db }: Connection, now: Date): Promise<void> {
  const unsettled = await db
    .selectFrom('ledgerPeriod')
    .select('month')
    .where('settledAt', 'is', null)
    .execute();
  for (const { month } of unsettled) {
    const { rows } = await sql`
      select 1 from (${unsummedBatches}) b cross join sale_line l
      where l.outlet_id = b.outlet_id and l.batch_id = b.batch_id
        and l.booked_on >= ${month} and l.booked_on < ${monthAfter(month)}
      limit 1`.execute(db);
    if (rows.length > 0) continue;
    await db
      .updateTable('ledgerPeriod')
      .set({ settledAt: now.toISOString() })
      .where('month', '=', month)
      .execute();
  }
}
