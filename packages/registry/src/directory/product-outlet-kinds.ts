import { outletKinds } from '@fupin/schema';
import { sql } from 'kysely';
import type { Connection } from '../database/database.ts';
import { upsertRows } from '../database/write-rows.ts';
import { lockIndex, storeIndex } from '../search/search-index.ts';
import type { ProductEntryRow } from '../search/search-tables.ts';

const productsAtOnce = 1000;

/**
 * Notes that products went on sale at outlets of some kind, and reads anew for others (`null`) at what kinds they still are.
 * To be called in the transaction that changes listings or outlets, after the change.
 */
export async function changeOutletKinds(
  connection: Connection,
  kinds: ReadonlyMap<string, ReadonlySet<string> | null>,
): Promise<void> {
  const productIds = [...kinds.keys()];
  for (let start = 0; start < productIds.length; start += productsAtOnce) {
    await changeSome(connection, productIds.slice(start, start + productsAtOnce), kinds);
  }
}

async function changeSome(
  connection: Connection,
  productIds: readonly string[],
  kinds: ReadonlyMap<string, ReadonlySet<string> | null>,
): Promise<void> {
  const index = await lockIndex(connection, 'product');
  const entries = await connection.db
    .selectFrom('productEntry')
    .selectAll()
    .where('productId', 'in', productIds)
    .execute();
  const version = index.version + 1;
  const changed: ProductEntryRow[] = [];
  for (const entry of entries) {
    const added = kinds.get(entry.productId);
    const now = added
      ? new Set([...(JSON.parse(entry.outletKinds) as string[]), ...added])
      : await readKinds(connection, entry.productId);
    const text = JSON.stringify([...now].toSorted());
    if (text !== entry.outletKinds) changed.push({ ...entry, outletKinds: text, version });
  }
  if (changed.length === 0) return;
  await upsertRows(connection, 'productEntry', ['place'], changed);
  await storeIndex(connection, { ...index, version });
}

// One question a kind, which ends at the first outlet: a product may be on sale at a hundred thousand.
async function readKinds({ db }: Connection, productId: string): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for (const kind of outletKinds) {
    const { rows } = await sql`select 1 from listing
      join outlet on outlet.outlet_id = listing.outlet_id
      where listing.product_id = ${productId} and outlet.kind = ${kind} limit 1`.execute(db);
    if (rows.length > 0) found.add(kind);
  }
  return found;
}
