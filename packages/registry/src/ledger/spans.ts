import { monthAfter, monthOf } from './booking.ts';

/** Days from the first to the last, both inclusive. */
export interface DayRange {
  readonly from: string;
  readonly to: string;
}

/** A span of time that figures are given for, such as `2020-Q4`, as far as it lies in a range. */
export interface Span extends DayRange {
  readonly name: string;
}

/** A range as the one span that there is, which needs no name. */
export function wholeOf(range: DayRange): Span {
  return { name: '', ...range };
}

/** The years, months and days, as long as may be, that make up a range exactly. */
export function periodsOf({ from, to }: DayRange, longest: 'year' | 'month' = 'year'): string[] {
  const periods: string[] = [];
  let next = from;
  while (next <= to) {
    const period = longestFrom(next, to, longest);
    periods.push(period);
    next = dayAfter(lastDayOf(period));
  }
  return periods;
}

function longestFrom(day: string, to: string, longest: 'year' | 'month'): string {
  const year = day.slice(0, 4);
  if (longest === 'year' && day.endsWith('-01-01') && `${year}-12-31` <= to) return year;
  const month = monthOf(day);
  return day.endsWith('-01') && lastDayOf(month) <= to ? month : day;
}

/** Whether a range begins and ends with a month. */
export function isOfWholeMonths({ from, to }: DayRange): boolean {
  return from.endsWith('-01') && to === lastDayOf(monthOf(to));
}

/** The spans into which a range is cut, each as far as it lies in it. */
export function spansOf({ from, to }: DayRange, every: string): Span[] {
  const spans: Span[] = [];
  let next = from;
  while (next <= to) {
    const { name, end } = spanAt(next, every);
    const last = end < to ? end : to;
    spans.push({ name, from: next, to: last });
    next = dayAfter(last);
  }
  return spans;
}

function spanAt(day: string, every: string): { name: string; end: string } {
  const year = day.slice(0, 4);
  switch (every) {
    case 'year':
      return { name: year, end: `${year}-12-31` };
    case 'quarter': {
      const quarter = Math.ceil(Number(day.slice(5, 7)) / 3);
      const lastMonth = `${year}-${String(quarter * 3).padStart(2, '0')}`;
      return { name: `${year}-Q${quarter}`, end: lastDayOf(lastMonth) };
    }
    case 'month':
      return { name: monthOf(day), end: lastDayOf(monthOf(day)) };
    default:
      return { name: day, end: day };
  }
}

/** The first day of a year, month or day. */
export function firstDayOf(period: string): string {
  return `${period}${'-01-01'.slice(period.length - 4)}`;
}

/** The last day of a year, month or day. */
export function lastDayOf(period: string): string {
  if (period.length === 10) return period;
  if (period.length === 4) return `${period}-12-31`;
  return dayBefore(`${monthAfter(period)}-01`);
}

function dayAfter(day: string): string {
  return shifted(day, 1);
}

function dayBefore(day: string): string {
  return shifted(day, -1);
}

function shifted(day: string, by: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + by * 86_400_000).toISOString().slice(0, 10);
}
