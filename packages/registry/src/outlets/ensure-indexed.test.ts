import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Database } from '../database/database.ts';
import { listProducts } from '../directory/list-products.ts';
import { ProductSearch } from '../directory/product-search.ts';
import { indexFormat, readIndex } from '../search/search-index.ts';
import { databaseKinds } from '../testing/databases.ts';
import { fillDirectory, sampleIds, testNow } from '../testing/sample-directory.ts';
import { ensureIndexed } from './ensure-indexed.ts';
import { listOutlets } from './list-outlets.ts';
import { OutletSearch } from './outlet-search.ts';

async function found(database: Database) {
  const products = new ProductSearch();
  const searches = { products, outlets: new OutletSearch() };
  const { outlet: outletId } = sampleIds;
  const query = { q: '云栖谷', outletId, outletKind: 'area', facets: true } as const;
  const { items, ...counts } = await listProducts(database, products, query, testNow);
  const outlets = await listOutlets(database, searches, { q: '专区', sells: 'cha' }, testNow);
  return {
    products: items.map(({ name }) => name).toSorted(),
    counts,
    outlets: outlets.items.map(({ name }) => name),
  };
}

for (const kind of databaseKinds) {
  describe(kind.name, () => {
    test('a directory that was never indexed is indexed in full', async (t) => {
      const database = await kind.open(t);
      await fillDirectory(database);
      const before = await found(database);
      assert.equal(before.products.length, 5);
      assert.deepEqual(before.outlets, ['扶贫专区']);
      for (const table of ['shelf', 'productEntry', 'outletEntry', 'searchPosting'] as const) {
        await database.db.deleteFrom(table).execute();
      }
      await database.db
        .updateTable('searchIndex')
        .set({ version: 0, wordsVersion: 0, nextPlace: 0, format: 0 })
        .execute();
      assert.deepEqual((await found(database)).products, []);
      await ensureIndexed(database);
      assert.deepEqual(await found(database), before);
    });

    test('an index in another format is made anew, one in this software’s is left alone', async (t) => {
      const database = await kind.open(t);
      await fillDirectory(database);
      const before = await found(database);
      const { version } = await readIndex(database, 'product');
      await ensureIndexed(database);
      assert.equal((await readIndex(database, 'product')).version, version);
      await database.db.updateTable('searchIndex').set({ format: 99 }).execute();
      await database.db
        .updateTable('searchPosting')
        .set({ term: 'oh旧栖' })
        .where('term', '=', 'oh云栖')
        .execute();
      assert.notDeepEqual(await found(database), before);
      await ensureIndexed(database);
      assert.deepEqual(await found(database), before);
      const { format } = await readIndex(database, 'product');
      assert.equal(format, indexFormat);
    });
  });
}
