import type { LedgerSummary } from '@fupin/schema';
import { shiftDays } from './date-range.ts';

/** A day or a month of sales, in fen; certified sales are a part of all. */
export interface SalesPeriod {
  /** `YYYY-MM-DD` or, of a month, `YYYY-MM`. */
  readonly period: string;
  readonly salesFen: number;
  readonly certifiedFen: number;
  /** Returns and voids, as a positive sum. */
  readonly returnsFen: number;
}

/** Sales over time, without a gap. */
export interface SalesSeries {
  readonly unit: 'day' | 'month';
  readonly periods: readonly SalesPeriod[];
}

/** More days than that are too many to tell apart. */
const mostDays = 62;

/** The days of a summary with those between them on which nothing was sold; months where there are too many days. */
export function salesSeries(byDay: LedgerSummary['byDay']): SalesSeries {
  const [first, last] = [byDay[0], byDay.at(-1)];
  if (!first || !last) return { unit: 'day', periods: [] };
  const days = 1 + (Date.parse(last.date) - Date.parse(first.date)) / 86_400_000;
  const unit = days > mostDays ? 'month' : 'day';
  const next = unit === 'day' ? (day: string) => shiftDays(day, 1) : nextMonth;
  const nameOf = (date: string) => (unit === 'day' ? date : date.slice(0, 7));

  const periods = new Map<string, SalesPeriod>();
  for (let period = nameOf(first.date); period <= nameOf(last.date); period = next(period)) {
    periods.set(period, { period, salesFen: 0, certifiedFen: 0, returnsFen: 0 });
  }
  for (const { date, all, certified } of byDay) {
    const period = nameOf(date);
    const sum = periods.get(period);
    if (!sum) continue;
    periods.set(period, {
      period,
      salesFen: sum.salesFen + all.salesFen,
      certifiedFen: sum.certifiedFen + certified.salesFen,
      returnsFen: sum.returnsFen + all.returnsFen + all.voidsFen,
    });
  }
  return { unit, periods: [...periods.values()] };
}

function nextMonth(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number, 1)).toISOString().slice(0, 7);
}
