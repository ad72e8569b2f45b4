import * as z from 'zod/mini';

/** Identifier of a certification scheme, in words: `national-directory`. */
export const SchemeId = z
  .string()
  .check(z.regex(/^[a-z][a-z0-9-]{2,39}$/, 'must be a scheme’s id such as "national-directory"'));

/** The scheme of the certificates that name none: the National Directory of 2020. */
export const nationalDirectoryId = 'national-directory';
