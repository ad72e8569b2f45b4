import { ProductId } from './id.ts';
import { Outlet, Position } from './outlet.ts';
import { AmountFen } from './scalar.ts';
import * as z from 'zod/mini';

/** A good on sale at an outlet that is what was asked for. */
export const OutletOffer = z.readonly(
  z.looseObject({
    productId: ProductId,
    productName: z.string(),
    productNameEn: z.optional(z.string()),
    sku: z.string(),
    priceFen: AmountFen,
    /** Units in stock; null where the seller does not say. */
    stock: z.nullable(z.int()),
    /** The good's page in the seller's shop; null where it has none. */
    link: z.nullable(z.string()),
  }),
);
export type OutletOffer = z.infer<typeof OutletOffer>;

/** An outlet as a search finds it. */
export const FoundOutlet = z.readonly(
  z.looseObject({
    ...Outlet.def.innerType.shape,
    /** The position in GCJ-02, as maps of mainland China draw it; where `coordinates=gcj02` was asked for. */
    gcj02Position: z.optional(z.nullable(Position)),
    /** Distance from the place asked for, along the great circle, rounded to metres. */
    distanceMetres: z.optional(z.int()),
    /** What it sells of that which was asked for, up to five goods. */
    offers: z.optional(z.readonly(z.array(OutletOffer))),
  }),
);
export type FoundOutlet = z.infer<typeof FoundOutlet>;
