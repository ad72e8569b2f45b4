import * as z from 'zod/mini';

// Databases differ in which years they can hold (PostgreSQL has no year 0), so none is let through that books can't have.
const inBookableYears = z.refine<string>((text) => /^(?:19|20)/.test(text), {
  error: 'must be in the years 1900 to 2099',
});

/** A point in time in the years 1900 to 2099, RFC 3339 with offset, e.g. `2020-10-17T08:00:00+08:00`. */
export const Instant = z.iso.datetime({ offset: true, abort: true }).check(inBookableYears);

/** A calendar day in Asia/Shanghai in the years 1900 to 2099, `YYYY-MM-DD`. */
export const CalendarDate = z.iso.date({ abort: true }).check(inBookableYears);

/** Money as an integer of fen (1/100 yuan), never negative. At most 1 billion yuan. */
export const AmountFen = z.int().check(z.minimum(0), z.maximum(100_000_000_000));

/** The worth of a year's goods as an integer of fen, never negative; bounded only by what JSON numbers carry exactly. */
export const CommodityValueFen = z.int().check(z.minimum(0));

/** A sum of money as an integer of fen, which may be negative. */
export const SumFen = z.int();

/** A positive quantity as a decimal string with at most 12 whole digits and 6 decimals, e.g. `"1.5"`. */
export const Quantity = z
  .string()
  .check(
    z.regex(/^(?!0+(?:\.0+)?$)\d{1,12}(?:\.\d{1,6})?$/, 'must be a positive decimal such as "1.5"'),
  );

/** Text on one line: no control characters, no unpaired surrogates, no space at either end. */
export const line = (maximumLength: number) =>
  z
    .string()
    .check(
      z.minLength(1),
      z.maxLength(maximumLength),
      z.regex(
        /^(?!\s)[^\p{Cc}\p{Cs}\u2028\u2029]*(?<!\s)$/u,
        'must be one line of text without space at its ends',
      ),
    );

/** Text of one or more lines: no control character but the line feed, no unpaired surrogates, no space at either end. */
export const paragraphs = (maximumLength: number) =>
  z
    .string()
    .check(
      z.minLength(1),
      z.maxLength(maximumLength),
      z.regex(
        /^(?!\s)(?:[^\p{Cc}\p{Cs}]|\n)*(?<!\s)$/u,
        'must be text without space at its ends and without control characters but line feeds',
      ),
    );

/** An exact web origin: scheme, host and port, e.g. `https://shop.example:8443`. */
export const Origin = z
  .string()
  .check(
    z.maxLength(300),
    z.refine(isOrigin, { error: 'must be an exact origin such as "https://shop.example"' }),
  );

function isOrigin(text: string): boolean {
  // A host may hold an asterisk (WHATWG URL), but here it would be read as a wildcard.
  if (!/^https?:\/\/[^*]+$/.test(text)) return false;
  try {
    return new URL(text).origin === text;
  } catch {
    return false;
  }
}

/** A full http or https address, without anything that a URL parser would leave out or a store could not hold. */
export const WebAddress = z
  .string()
  .check(
    z.maxLength(500),
    z.refine(isWebAddress, { error: 'must be a full http or https address' }),
  )
  .register(z.globalRegistry, { format: 'uri' });

function isWebAddress(text: string): boolean {
  return /^https?:\/\/[^\s\p{Cc}\p{Cs}]+$/u.test(text) && URL.canParse(text);
}
