import { Category } from './category.ts';
import { openEnum } from './open-enum.ts';
import { outletKinds } from './outlet.ts';
import { productStates } from './product.ts';
import { AmountFen } from './scalar.ts';
import * as z from 'zod/mini';

const count = z.int();

/** How many there are within a province or county. */
const DivisionCount = z.looseObject({
  code: z.string(),
  name: z.string(),
  nameEn: z.string(),
  count,
});

/** How many there are of a category. */
const CategoryCount = z.looseObject({ ...Category.def.innerType.shape, count });

/** Where the bands of price begin that products are counted by, in fen. */
export const priceBands = [0, 2_000, 5_000, 10_000, 20_000, 50_000] as const;

/**
 * How many products there are under each value that a filter can take, all other filters applied: what choosing another
 * value would give. Values without a product are left out.
 */
export const ProductFacets = z.readonly(
  z.looseObject({
    provinces: z.readonly(z.array(DivisionCount)),
    /** Of the province that is filtered by; none without such a filter. */
    counties: z.readonly(z.array(DivisionCount)),
    /** Categories of the first and second level, and of the third within the one that is filtered by. */
    categories: z.readonly(z.array(CategoryCount)),
    schemes: z.readonly(
      z.array(z.looseObject({ schemeId: z.string(), name: z.string(), nameEn: z.string(), count })),
    ),
    /** Kinds of outlet where the products are on sale; a product may be on sale at several. */
    outletKinds: z.readonly(z.array(z.looseObject({ kind: openEnum(outletKinds), count }))),
    states: z.readonly(z.array(z.looseObject({ state: openEnum(productStates), count }))),
    /** Bands of the reference price: from `minPriceFen` to below that of the next band. */
    priceBands: z.readonly(z.array(z.looseObject({ minPriceFen: AmountFen, count }))),
  }),
);
export type ProductFacets = z.infer<typeof ProductFacets>;
