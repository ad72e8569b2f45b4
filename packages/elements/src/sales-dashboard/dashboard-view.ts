import type { Formats } from '../localization/formats.ts';
import type { SalesDashboardMessages } from './messages/messages.ts';

/** Texts and formats with which a part of the dashboard shows itself. */
export interface DashboardTexts {
  readonly locale: string;
  readonly messages: SalesDashboardMessages;
  readonly formats: Formats;
  /** Level of the headings of the parts. */
  readonly headingLevel: number;
  /** Which of two names a reader wants. */
  readonly name: (names: { readonly name: string; readonly nameEn?: string }) => string;
}

/** A share of a whole as per cent with at most one decimal; of nothing, 0. */
export function formatShare(part: number, whole: number, locale: string): string {
  const share = whole === 0 ? 0 : part / whole;
  return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }).format(
    share,
  );
}

/** A day (`YYYY-MM-DD`), month (`YYYY-MM`) or year (`YYYY`) in words; short enough for an axis where asked. */
export function formatPeriod(period: string, locale: string, isShort = false): string {
  const [isDay, isYear] = [period.length === 10, period.length === 4];
  const shortMonth = isShort && (!isDay || locale.startsWith('zh'));
  return new Intl.DateTimeFormat(locale, {
    ...(!(isShort && isDay) && { year: 'numeric' }),
    ...(!isYear && { month: shortMonth ? 'numeric' : 'short' }),
    ...(isDay && { day: 'numeric' }),
    timeZone: 'UTC',
  }).format(new Date(period));
}
