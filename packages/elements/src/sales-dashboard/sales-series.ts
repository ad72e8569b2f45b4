import type { LedgerSummary } from '@fupin/schema';
import { shiftDays } from './date-range.ts';

/** A day, month or year of sales, in fen; certified sales are a part of all. */
export interface SalesPeriod {
  /** `YYYY-MM-DD`; of a month `YYYY-MM`, of a year `YYYY`. */
  readonly period: string;
  readonly salesFen: number;
  readonly certifiedFen: number;
  /** Returns and voids, as a positive sum. */
  readonly returnsFen: number;
}

/** Sales over time, without a gap. */
export interface SalesSeries {
  readonly unit: 'day' | 'month' | 'year';
  readonly periods: readonly SalesPeriod[];
}

/** More days, or months, than that are too many to tell apart. */
const mostDays = 62;
const mostMonths = 36;

/** The days of a summary with those between them on which nothing was sold; months, or years, where those are too many. */
export function salesSeries(byDay: LedgerSummary['byDay']): SalesSeries {
  const [first, last] = [byDay[0], byDay.at(-1)];
  if (!first || !last) return { unit: 'day', periods: [] };
  const unit = unitOf(first.date, last.date);
  const { length, next } = units[unit];
  const nameOf = (date: string) => date.slice(0, length);

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

// How much of a date names the period, and which period comes after one.
const units = {
  day: { length: 10, next: (day: string) => shiftDays(day, 1) },
  month: { length: 7, next: (month: string) => shiftDays(`${month}-01`, 31).slice(0, 7) },
  year: { length: 4, next: (year: string) => shiftDays(`${year}-12-31`, 1).slice(0, 4) },
} as const;

function unitOf(first: string, last: string): SalesSeries['unit'] {
  const days = 1 + (Date.parse(last) - Date.parse(first)) / 86_400_000;
  if (days <= mostDays) return 'day';
  return 1 + monthOf(last) - monthOf(first) <= mostMonths ? 'month' : 'year';
}

/** Months since the year 0. */
function monthOf(date: string): number {
  return 12 * Number(date.slice(0, 4)) + Number(date.slice(5, 7));
}
