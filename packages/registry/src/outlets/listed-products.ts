import { sql } from 'kysely';
import type { Connection } from '../database/database.ts';
import type { ListingRow } from '../database/tables.ts';
import { changeOutletKinds } from '../directory/product-outlet-kinds.ts';
import { groupBy } from '../group-by.ts';
import { changeShelves } from './shelf-store.ts';

/** Which product an outlet sells under an SKU. */
export type ListedProduct = Pick<ListingRow, 'outletId' | 'sku' | 'productId'>;

/** What is listed under some outlets' SKUs. */
export async function listedProducts(
  { db }: Connection,
  places: readonly Pick<ListingRow, 'outletId' | 'sku'>[],
): Promise<readonly ListedProduct[]> {
  const keys = places.map(({ outletId, sku }) => sql`(${outletId}, ${sku})`);
  const { rows } = await sql<ListedProduct>`
    select outlet_id, sku, product_id from listing
    where (outlet_id, sku) in (values ${sql.join(keys)})`.execute(db);
  return rows;
}

/** Notes which products are on sale where, after listings were changed; the shelves must be locked. */
export async function noteListedProducts(
  connection: Connection,
  before: readonly ListedProduct[],
  after: readonly ListedProduct[],
): Promise<void> {
  const keyOf = ({ outletId, sku }: ListedProduct) => JSON.stringify([outletId, sku]);
  const listed = new Map(before.map((each) => [keyOf(each), each]));
  const now = new Map(after.map((each) => [keyOf(each), each]));
  const added = [...now].flatMap(([key, each]) =>
    listed.get(key)?.productId === each.productId ? [] : each,
  );
  if (added.length === 0) return;
  const replaced = added.flatMap((each) => listed.get(keyOf(each)) ?? []);
  const removed = await noLongerListed(connection, replaced);
  const productIds = [...new Set([...added, ...removed].map(({ productId }) => productId))];
  const placeOf = await placesOfProducts(connection, productIds);
  const placesIn = (some: readonly ListedProduct[] = []) =>
    some.flatMap(({ productId }) => placeOf.get(productId) ?? []);
  const addedAt = groupBy(added, ({ outletId }) => outletId);
  const removedAt = groupBy(removed, ({ outletId }) => outletId);
  await changeShelves(
    connection,
    [...addedAt].map(([outletId, some]) => ({
      outletId,
      added: placesIn(some),
      removed: placesIn(removedAt.get(outletId)),
    })),
  );
  const kinds = await kindsOf(connection, [...addedAt.keys()]);
  const byProduct = groupBy(added, ({ productId }) => productId);
  await changeOutletKinds(
    connection,
    new Map<string, ReadonlySet<string> | null>([
      ...[...byProduct].map(([productId, some]): [string, ReadonlySet<string>] => [
        productId,
        new Set(some.flatMap(({ outletId }) => kinds.get(outletId) ?? [])),
      ]),
      ...removed.map(({ productId }): [string, null] => [productId, null]),
    ]),
  );
}

// A product may be on sale there under another SKU as well.
async function noLongerListed(
  { db }: Connection,
  products: readonly ListedProduct[],
): Promise<readonly ListedProduct[]> {
  if (products.length === 0) return [];
  const keys = products.map(({ productId, outletId }) => sql`(${productId}, ${outletId})`);
  const { rows } = await sql<Pick<ListedProduct, 'outletId' | 'productId'>>`
    select product_id, outlet_id from listing
    where (product_id, outlet_id) in (values ${sql.join(keys)})`.execute(db);
  const still = new Set(rows.map(({ outletId, productId }) => `${outletId} ${productId}`));
  return products.filter(({ outletId, productId }) => !still.has(`${outletId} ${productId}`));
}

async function placesOfProducts(
  { db }: Connection,
  productIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom('productEntry')
    .select(['productId', 'place'])
    .where('productId', 'in', productIds)
    .execute();
  return new Map(rows.map(({ productId, place }) => [productId, place]));
}

async function kindsOf(
  { db }: Connection,
  outletIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .selectFrom('outlet')
    .select(['outletId', 'kind'])
    .where('outletId', 'in', outletIds)
    .execute();
  return new Map(rows.map(({ outletId, kind }) => [outletId, kind]));
}
