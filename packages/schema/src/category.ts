import * as z from 'zod/mini';

/** A category code: two digits a level, one to three levels, e.g. `010203`. */
export const CategoryCode = z
  .string()
  .check(z.regex(/^\d{2}(?:\d{2}){0,2}$/, 'must be 2, 4 or 6 digits'));

/** A category of the directory; a product has one of the third level. */
export const Category = z.readonly(
  z.looseObject({ code: CategoryCode, name: z.string(), nameEn: z.string() }),
);
export type Category = z.infer<typeof Category>;
