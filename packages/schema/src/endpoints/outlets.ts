import { CategoryCode } from '../category.ts';
import { DivisionCode } from '../division.ts';
import type { Endpoint } from '../endpoint.ts';
import { FoundOutlet } from '../found-outlet.ts';
import { OutletId, ProductId } from '../id.ts';
import { Listing, ListingFacets, NewListing, Sku } from '../listing.ts';
import { NewOutlet, Outlet, outletKinds } from '../outlet.ts';
import { page, pageQuery } from '../page.ts';
import { flag, place, searchWords } from './query.ts';
import * as z from 'zod/mini';

const outletParams = z.object({ outletId: OutletId });

/** Orders of a list of goods. */
export const listingSorts = [
  'relevance',
  'priceAscending',
  'priceDescending',
  'householdsHelped',
] as const;
export type ListingSort = (typeof listingSorts)[number];

/** Outlets and what is on sale there. */
export const outletsEndpoints = {
  listOutlets: {
    summary: 'List outlets: special areas, counters and pavilions',
    access: ['public'],
    query: z.object({
      ...pageQuery,
      q: searchWords,
      kind: z.optional(z.enum(outletKinds)),
      divisionCode: z.optional(DivisionCode),
      /** Nearest to this place first, WGS-84: `longitude,latitude`. Outlets without a position are left out. */
      near: z.optional(place),
      /** With `near`: only outlets at most so far away. */
      radiusMetres: z.optional(
        z.coerce.number().check(z.int(), z.minimum(1), z.maximum(20_100_000)),
      ),
      /** Only outlets that sell a product found by these words whose certificate is in force now. */
      sells: searchWords,
      /** Only outlets that sell this product. */
      productId: z.optional(ProductId),
      /** Whether to give positions in GCJ-02 as well. */
      coordinates: z.optional(z.enum(['wgs84', 'gcj02'])),
    }),
    response: page(FoundOutlet),
    problems: ['invalidInput'],
  },
  createOutlet: {
    summary: 'Register an outlet of the calling operator',
    access: ['operator'],
    body: NewOutlet,
    response: Outlet,
    status: 201,
    idempotent: true,
    problems: ['invalidInput'],
  },
  getOutlet: {
    summary: 'Get an outlet',
    access: ['public'],
    params: outletParams,
    response: Outlet,
    problems: ['invalidInput', 'notFound'],
  },
  listListings: {
    summary: 'List the certified products on sale at an outlet',
    access: ['public'],
    params: outletParams,
    query: z.object({
      ...pageQuery,
      q: searchWords,
      /** Of a county, prefecture or province of origin. */
      divisionCode: z.optional(DivisionCode),
      categoryCode: z.optional(CategoryCode),
      sort: z.optional(z.enum(listingSorts)),
      /** Only listings whose certificate is, or is not, in force now. */
      inForce: z.optional(flag),
      /** Whether to count the listings by province and category as well. */
      facets: z.optional(flag),
    }),
    response: z.readonly(
      z.looseObject({
        items: z.readonly(z.array(Listing)),
        nextCursor: z.nullable(z.string()),
        total: z.int(),
        facets: z.optional(ListingFacets),
      }),
    ),
    problems: ['invalidInput', 'notFound'],
  },
  setListing: {
    summary: 'Put a product on sale at an outlet, or change its price and stock',
    access: ['operator', 'administrator'],
    params: z.object({ outletId: OutletId, sku: Sku }),
    body: NewListing,
    response: Listing,
    problems: ['invalidInput', 'notFound'],
  },
} as const satisfies Record<string, Endpoint>;
