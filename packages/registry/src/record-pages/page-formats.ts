import type { PageLanguage } from './page-language.ts';

/** A whole number with its thousands set apart. */
export function count(language: PageLanguage, value: number): string {
  return new Intl.NumberFormat(language).format(value);
}

/** An amount of fen in yuan, e.g. `1,234.50`. */
export function yuan(fen: number): string {
  return new Intl.NumberFormat('en', { minimumFractionDigits: 2 }).format(fen / 100);
}

/** The day of an instant in Asia/Shanghai, written out. */
export function day(language: PageLanguage, instant: Date | string): string {
  return format(language, instant, { dateStyle: 'long' });
}

/** An instant in Asia/Shanghai, to the minute. */
export function minute(language: PageLanguage, instant: Date | string): string {
  return format(language, instant, { dateStyle: 'long', timeStyle: 'short' });
}

function format(
  language: PageLanguage,
  instant: Date | string,
  options: Intl.DateTimeFormatOptions,
): string {
  const formats = new Intl.DateTimeFormat(language, { ...options, timeZone: 'Asia/Shanghai' });
  return formats.format(new Date(instant));
}
