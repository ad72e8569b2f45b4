import { line } from '../scalar.ts';
import * as z from 'zod/mini';

/** What is searched for, in Chinese, pinyin or English. */
export const searchWords = z.optional(line(100));

/** A truth value in a query: `true` or `false`. */
export const flag = z.pipe(
  z.enum(['true', 'false']),
  z.transform((text) => text === 'true'),
);

/** An amount of money in a query, in fen. */
export const amountFen = z.coerce.number().check(z.int(), z.minimum(0), z.maximum(100_000_000_000));

/** A place on earth in a query, WGS-84: longitude and latitude in degrees, e.g. `116.3975,39.9087`. */
export const place = z.pipe(
  z
    .string()
    .check(
      z.regex(
        /^-?(?:180(?:\.0+)?|(?:1[0-7]\d|\d{1,2})(?:\.\d{1,15})?),-?(?:90(?:\.0+)?|[0-8]?\d(?:\.\d{1,15})?)$/,
        'must be longitude and latitude such as "116.3975,39.9087"',
      ),
    ),
  z.transform((text) => {
    const [longitude = 0, latitude = 0] = text.split(',').map(Number);
    return { longitude, latitude };
  }),
);

/** A JSON document whose format is defined elsewhere. */
export const jsonDocument = z.looseObject({});
