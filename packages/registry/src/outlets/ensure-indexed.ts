import type { Connection, Database } from '../database/database.ts';
import { indexProducts } from '../directory/product-entries.ts';
import { indexFormat, lockIndex, readIndex, storeIndex } from '../search/search-index.ts';
import type { Collection } from '../search/search-tables.ts';
import type { WordDocument } from '../search/words.ts';
import { noteListedProducts, type ListedProduct } from './listed-products.ts';
import { indexOutlets } from './outlet-entries.ts';
import { lockShelves } from './shelf-store.ts';

const rowsAtOnce = 1000;
const noWords: WordDocument = { names: [], others: [] };

/** Makes the indexes anew where other software made them, or none: at once where all is as this software makes it. */
export async function ensureIndexed(database: Database): Promise<void> {
  for (const collection of ['product', 'outlet'] as const) {
    const { format } = await readIndex(database, collection);
    if (format === indexFormat) continue;
    await database.transaction(async (connection) => {
      const index = await lockIndex(connection, collection);
      if (index.format !== indexFormat) await rebuild(connection, collection);
    });
  }
}

async function rebuild(connection: Connection, collection: Collection): Promise<void> {
  const { db } = connection;
  await db.deleteFrom('searchPosting').where('collection', '=', collection).execute();
  const document = JSON.stringify(noWords);
  if (collection === 'product') {
    await db.updateTable('productEntry').set({ document }).execute();
    await inParts(
      (after) => productIdsAfter(connection, after),
      (ids) => indexProducts(connection, ids),
    );
  } else {
    await db.updateTable('outletEntry').set({ document }).execute();
    await inParts(
      (after) => outletIdsAfter(connection, after),
      (ids) => indexOutlets(connection, ids),
    );
    await stockShelves(connection);
  }
  await storeIndex(connection, {
    ...(await readIndex(connection, collection)),
    format: indexFormat,
  });
}

async function inParts(
  readAfter: (after: string) => Promise<readonly string[]>,
  take: (ids: readonly string[]) => Promise<void>,
): Promise<void> {
  let ids = await readAfter('');
  while (ids.length > 0) {
    await take(ids);
    ids = await readAfter(ids.at(-1) ?? '');
  }
}

async function productIdsAfter({ db }: Connection, after: string): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('product')
    .select('productId')
    .where('productId', '>', after)
    .orderBy('productId')
    .limit(rowsAtOnce)
    .execute();
  return rows.map(({ productId }) => productId);
}

async function outletIdsAfter({ db }: Connection, after: string): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('outlet')
    .select('outletId')
    .where('outletId', '>', after)
    .orderBy('outletId')
    .limit(rowsAtOnce)
    .execute();
  return rows.map(({ outletId }) => outletId);
}

async function stockShelves(connection: Connection): Promise<void> {
  let last: ListedProduct | undefined;
  do {
    const listed: readonly ListedProduct[] = await listedAfter(connection, last);
    if (listed.length > 0) {
      await lockShelves(connection, [...new Set(listed.map(({ outletId }) => outletId))]);
      await noteListedProducts(connection, [], listed);
    }
    last = listed.at(-1);
  } while (last);
}

function listedAfter(
  { db }: Connection,
  after: ListedProduct | undefined,
): Promise<readonly ListedProduct[]> {
  return db
    .selectFrom('listing')
    .select(['outletId', 'sku', 'productId'])
    .where(({ eb, refTuple, tuple }) =>
      eb(refTuple('outletId', 'sku'), '>', tuple(after?.outletId ?? '', after?.sku ?? '')),
    )
    .orderBy('outletId')
    .orderBy('sku')
    .limit(rowsAtOnce)
    .execute();
}
