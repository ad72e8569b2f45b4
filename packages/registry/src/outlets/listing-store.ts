import type { Listing, NewListing } from '@fupin/schema';
import type { Connection } from '../database/database.ts';
import type { ListingRow } from '../database/tables.ts';
import { upsertRows } from '../database/write-rows.ts';
import { findProducts } from '../directory/product-store.ts';
import { naturalId } from '../record-id.ts';
import { listedProducts, noteListedProducts } from './listed-products.ts';
import { lockShelves } from './shelf-store.ts';

/** A listing to be stored: of two with the same outlet and SKU the later counts. */
export type ListingToStore = NewListing & { readonly outletId: string; readonly sku: string };

/** The id of the licence to show the mark for a product at an outlet. */
export const badgeIdOf = (outletId: string, productId: string) =>
  naturalId('bdg', outletId, productId);

const listingsAtOnce = 500;

/** Puts products on sale, or changes the listings with the same outlet and SKU. */
export async function setListings(
  connection: Connection,
  listings: readonly ListingToStore[],
): Promise<void> {
  for (let start = 0; start < listings.length; start += listingsAtOnce) {
    const some = listings.slice(start, start + listingsAtOnce);
    const outletIds = [...new Set(some.map(({ outletId }) => outletId))];
    await lockShelves(connection, outletIds);
    const before = await listedProducts(connection, some);
    await storeListings(connection, some);
    await noteListedProducts(connection, before, some);
  }
}

async function storeListings(
  connection: Connection,
  listings: readonly ListingToStore[],
): Promise<void> {
  const rows = listings.map((listing): ListingRow => ({
    outletId: listing.outletId,
    sku: listing.sku,
    productId: listing.productId,
    priceFen: listing.priceFen,
    link: listing.link ?? null,
    stock: listing.stock ?? null,
    imageUrl: listing.imageUrl ?? null,
    badgeId: badgeIdOf(listing.outletId, listing.productId),
  }));
  await upsertRows(connection, 'listing', ['outletId', 'sku'], rows);
}

/** Listings of an outlet by their SKUs, in the order of these, with their products as they stand at an instant. */
export async function findListings(
  connection: Connection,
  outletId: string,
  skus: readonly string[],
  at: Date,
): Promise<readonly Listing[]> {
  if (skus.length === 0) return [];
  const rows = await connection.db
    .selectFrom('listing')
    .selectAll()
    .where('outletId', '=', outletId)
    .where('sku', 'in', skus)
    .execute();
  const products = await findProducts(
    connection,
    rows.map(({ productId }) => productId),
    at,
  );
  const bySku = new Map(rows.map((row) => [row.sku, row]));
  return skus.flatMap((sku) => {
    const row = bySku.get(sku);
    const product = row && products.get(row.productId);
    if (!product) return [];
    const { badgeId, imageUrl, ...listing } = row;
    return {
      ...listing,
      imageUrl: imageUrl ?? product.images[0] ?? null,
      badgeId: product.certificate ? badgeId : null,
      product,
    };
  });
}

/** A licence to show the mark for a product at an outlet. */
export type Licence = Pick<ListingRow, 'badgeId' | 'outletId' | 'productId'>;

/** What badges license, by their ids; those that no listing has are left out. */
export async function findLicences(
  { db }: Connection,
  badgeIds: readonly string[],
): Promise<readonly Licence[]> {
  if (badgeIds.length === 0) return [];
  return db
    .selectFrom('listing')
    .select(['badgeId', 'outletId', 'productId'])
    .distinct()
    .where('badgeId', 'in', badgeIds)
    .execute();
}
