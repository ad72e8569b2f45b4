import { sql } from 'kysely';
import type { Connection } from '../database/database.ts';

/** Says on which day a line counts, by its business date and the day on which it is accepted. */
export type BookingDateOf = (businessDate: string, acceptedOn: string) => string;

/**
 * Opens the books for a transaction that takes lines: no month is closed until it ends. A line of a month that is closed
 * counts on the day on which it is accepted, any other on its business date.
 */
export async function openBooks({ db, dialect }: Connection): Promise<BookingDateOf> {
  const { rows } = await sql<{
    closedMonth: string;
  }>`select closed_month from ledger_closing ${dialect.forShare}`.execute(db);
  const closedMonth = rows[0]?.closedMonth ?? '';
  return (businessDate, acceptedOn) => {
    if (monthOf(businessDate) > closedMonth) return businessDate;
    // Of two processes at the turn of a month, one may still have the day before.
    return monthOf(acceptedOn) > closedMonth ? acceptedOn : `${monthAfter(closedMonth)}-01`;
  };
}

/** The month of a calendar day, `YYYY-MM`. */
export function monthOf(date: string): string {
  return date.slice(0, 7);
}

/** The month after a month, `YYYY-MM`. */
export function monthAfter(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
}
