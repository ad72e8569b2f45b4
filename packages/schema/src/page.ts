import * as z from 'zod/mini';

/** One page of a list; `nextCursor` is opaque, and null on the last page. */
export const page = <Item extends z.ZodMiniType>(item: Item) =>
  z.readonly(
    z.looseObject({ items: z.readonly(z.array(item)), nextCursor: z.nullable(z.string()) }),
  );

/** One page of a list of items. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}

/** Query parameters of every list: how many items (at most 100) and where to go on. */
export const pageQuery = {
  limit: z.optional(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(100))),
  cursor: z.optional(z.string().check(z.maxLength(500))),
};
