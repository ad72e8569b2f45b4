import { dateInShanghai, type LedgerPeriod } from '@fupin/schema';
import { sql } from 'kysely';
import type { Connection } from '../database/database.ts';
import { invalidInput, ProblemError } from '../http/problem-error.ts';
import { readPage } from '../search/keyset.ts';
import { monthAfter, monthOf } from './booking.ts';
import type { LedgerPeriodRow } from './ledger-tables.ts';
import { settlePeriods } from './settle-periods.ts';

/**
 * Closes a month once it is over, and after the one before it. Waits for those who are taking lines; from then on lines of the
 * month, or of an earlier one, are booked on the day on which they come.
 */
export async function closePeriod(
  connection: Connection,
  month: string,
  { keyId, now }: { readonly keyId: string | null; readonly now: Date },
): Promise<LedgerPeriod> {
  const { db, dialect } = connection;
  if (month >= monthOf(dateInShanghai(now))) {
    throw invalidInput('body', '/month', 'must be a month that is over (Asia/Shanghai)');
  }
  const { rows } = await sql<{
    closedMonth: string;
  }>`select closed_month from ledger_closing ${dialect.forUpdate}`.execute(db);
  const closedMonth = rows[0]?.closedMonth ?? '';
  if (month <= closedMonth) {
    throw new ProblemError(
      'conflict',
      `The month ${month} is closed: ${closedMonth} was the last.`,
    );
  }
  if (closedMonth !== '' && month !== monthAfter(closedMonth)) {
    const next = monthAfter(closedMonth);
    throw new ProblemError(
      'conflict',
      `Months are closed in order, and ${closedMonth} was the last. Close ${next} first.`,
    );
  }
  const period = { month, closedAt: now.toISOString(), closedBy: keyId, settledAt: null };
  await db.insertInto('ledgerPeriod').values(period).execute();
  await db.updateTable('ledgerClosing').set({ closedMonth: month }).execute();
  await settlePeriods(connection, now);
  return periodOnWire(
    await db
      .selectFrom('ledgerPeriod')
      .selectAll()
      .where('month', '=', month)
      .executeTakeFirstOrThrow(),
  );
}

/** One page of the closed months, the latest first. */
export async function listPeriods(
  { db }: Connection,
  { limit, cursor }: { readonly limit?: number | undefined; readonly cursor?: string | undefined },
): Promise<{ items: LedgerPeriod[]; nextCursor: string | null }> {
  const { rows, nextCursor } = await readPage(db.selectFrom('ledgerPeriod').selectAll(), {
    list: 'ledger periods',
    keys: [{ expression: sql`month`, type: 'text', direction: 'descending' }],
    limit,
    cursor,
  });
  return { items: rows.map(periodOnWire), nextCursor };
}

function periodOnWire({ month, closedAt, settledAt }: LedgerPeriodRow): LedgerPeriod {
  return { month, closedAt, settledAt };
}
