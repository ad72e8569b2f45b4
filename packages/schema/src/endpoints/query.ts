import { line } from '../scalar.ts';
import * as z from 'zod/mini';

/** What is searched for, in Chinese, pinyin or English. */
export const searchWords = z.optional(line(100));

/** A truth value in a query: `true` or `false`. */
export const flag = z.pipe(
  z.enum(['true', 'false']),
  z.transform((text) => text === 'true'),
);

/** A JSON document whose format is defined elsewhere. */
export const jsonDocument = z.looseObject({});
