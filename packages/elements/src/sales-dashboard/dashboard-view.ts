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

/** A day (`YYYY-MM-DD`) or month (`YYYY-MM`) in words; short enough for an axis where asked. */
export function formatPeriod(period: string, locale: string, isShort = false): string {
  const isMonth = period.length === 7;
  const day = isMonth ? {} : ({ day: 'numeric' } as const);
  const year = isShort && !isMonth ? {} : ({ year: 'numeric' } as const);
  const month = isShort && (isMonth || locale.startsWith('zh')) ? 'numeric' : 'short';
  return new Intl.DateTimeFormat(locale, { ...year, month, ...day, timeZone: 'UTC' }).format(
    new Date(isMonth ? `${period}-01` : period),
  );
}
