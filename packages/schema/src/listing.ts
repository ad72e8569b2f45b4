import { Category } from './category.ts';
import { BadgeId, OutletId, ProductId } from './id.ts';
import { Product } from './product.ts';
import { AmountFen, line, WebAddress } from './scalar.ts';
import * as z from 'zod/mini';

/** A seller's own number for a good, unique within an outlet. A segment of a path can't be `.` or `..` (RFC 3986, 5.2.4). */
export const Sku = line(64).check(z.regex(/^(?!\.{1,2}$)/, 'must not be "." or ".."'));

/** A product on sale at an outlet, at the outlet's own price. */
export const Listing = z.readonly(
  z.looseObject({
    outletId: OutletId,
    sku: z.string(),
    priceFen: AmountFen,
    /** The good's page in the seller's shop; null where it has none. */
    link: z.nullable(z.string()),
    /** Units in stock; null where the seller does not say. */
    stock: z.nullable(z.int()),
    /** Picture: the seller's own, else the product's first. */
    imageUrl: z.nullable(z.string()),
    /** The licence to show the mark for this product here; null where the product was never certified. */
    badgeId: z.nullable(BadgeId),
    product: Product,
  }),
);
export type Listing = z.infer<typeof Listing>;

/** What an operator says of a good that it sells at an outlet. */
export const NewListing = z.readonly(
  z.strictObject({
    productId: ProductId,
    priceFen: AmountFen,
    link: z.optional(WebAddress),
    stock: z.optional(z.int().check(z.minimum(0), z.maximum(1_000_000_000))),
    imageUrl: z.optional(WebAddress),
  }),
);
export type NewListing = z.infer<typeof NewListing>;

/** How many listings there are under each value that a filter can take, with all other filters applied. */
export const ListingFacets = z.readonly(
  z.looseObject({
    provinces: z.readonly(
      z.array(
        z.looseObject({ code: z.string(), name: z.string(), nameEn: z.string(), count: z.int() }),
      ),
    ),
    /** Categories of the second level. */
    categories: z.readonly(
      z.array(z.looseObject({ ...Category.def.innerType.shape, count: z.int() })),
    ),
  }),
);
export type ListingFacets = z.infer<typeof ListingFacets>;
