/** How numbers, money and dates are written in one locale. Instants and dates are shown in Asia/Shanghai. */
export interface Formats {
  /** A plain number, e.g. `12,860`. */
  number(value: number): string;
  /** Money in yuan from fen, e.g. `¥12.80`. */
  price(amountFen: number): string;
  /** The same as {@link Formats.price}, cut so that symbol and fraction can be set smaller. */
  priceParts(amountFen: number): readonly { readonly text: string; readonly isMinor: boolean }[];
  /** Money in yuan from fen without the fraction, for large sums, e.g. `¥12,860`. */
  wholeYuan(amountFen: number): string;
  /** A calendar day from `YYYY-MM-DD` or an instant, e.g. `2020年10月17日`. */
  date(dateOrInstant: string): string;
  /** An instant to the minute. */
  dateTime(instant: string): string;
}

const cache = new Map<string, Formats>();

/** The formats of a locale, made once. */
export function createFormats(locale: string): Formats {
  let formats = cache.get(locale);
  if (!formats) cache.set(locale, (formats = makeFormats(locale)));
  return formats;
}

function makeFormats(locale: string): Formats {
  const yuan = (options?: Intl.NumberFormatOptions) =>
    new Intl.NumberFormat(locale, {
      style: 'currency',
      currency: 'CNY',
      currencyDisplay: 'narrowSymbol',
      ...options,
    });
  const number = onDemand(() => new Intl.NumberFormat(locale));
  const price = onDemand(() => yuan());
  const wholeYuan = onDemand(() => yuan({ maximumFractionDigits: 0 }));
  const date = onDemand(() => dateFormat(locale, 'date'));
  const dateTime = onDemand(() => dateFormat(locale, 'dateTime'));
  return {
    number: (value) => number().format(value),
    price: (amountFen) => price().format(amountFen / 100),
    priceParts: (amountFen) =>
      price()
        .formatToParts(amountFen / 100)
        .map(({ type, value }) => ({
          text: value,
          isMinor: type !== 'integer' && type !== 'group',
        })),
    wholeYuan: (amountFen) => wholeYuan().format(amountFen / 100),
    // A bare date is midnight UTC, which is the same day in Shanghai.
    date: (dateOrInstant) => date().format(new Date(dateOrInstant)),
    dateTime: (instant) => dateTime().format(new Date(instant)),
  };
}

const dateStyles = {
  date: { dateStyle: 'long' },
  dateTime: { dateStyle: 'medium', timeStyle: 'short' },
} as const;

/** How dates alone are written in a locale, for what needs no other formats. */
export function dateFormat(locale: string, style: 'date' | 'dateTime'): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(locale, { ...dateStyles[style], timeZone: 'Asia/Shanghai' });
}

/** Each of these objects takes milliseconds to make, and no page needs them all. */
function onDemand<Made>(make: () => Made): () => Made {
  let made: Made | undefined;
  return () => (made ??= make());
}
