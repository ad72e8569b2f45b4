import type { OperationQuery } from '@fupin/schema';
import { CompiledQuery } from 'kysely';
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { listProducts } from '../directory/list-products.ts';
import { ProductSearch } from '../directory/product-search.ts';
import { listListings } from '../outlets/list-listings.ts';
import { listOutlets } from '../outlets/list-outlets.ts';
import { OutletSearch } from '../outlets/outlet-search.ts';
import { ShelfReader } from '../outlets/shelf-listings.ts';
import { databaseKinds } from '../testing/databases.ts';
import { listening, planOf } from '../testing/query-plans.ts';
import { fillDirectory, sampleIds, testNow } from '../testing/sample-directory.ts';

const large = [
  ...['product', 'product_entry', 'supplier', 'certificate', 'certificate_status_change'],
  ...['outlet', 'outlet_entry', 'listing', 'shelf', 'search_posting'],
];

const productFilters = {
  q: '茶 mei',
  divisionCode: '520000',
  categoryCode: '03',
  inForce: true,
  state: 'inForce',
  schemeId: 'national-directory',
  outletId: sampleIds.outlet,
  outletKind: 'area',
  minPriceFen: 1,
  maxPriceFen: 1_000_000,
  facets: true,
} as const satisfies OperationQuery<'listProducts'>;

function scansOf(plan: readonly string[]): string[] {
  const isScan = new RegExp(
    `^(?:.*\\bSCAN (?:${large.join('|')})\\b(?!.*USING (?:COVERING )?INDEX)|.*Seq Scan on (?:${large.join('|')})\\b)`,
  );
  return plan.filter((line) => isScan.test(line));
}

for (const kind of databaseKinds) {
  describe(kind.name, () => {
    test('no search looks through a whole table, whatever it filters by', async (t) => {
      const database = await kind.open(t);
      await fillDirectory(database);
      const { connection, asked } = listening(database);
      const products = new ProductSearch();
      const outlets = new OutletSearch();
      const shelves = new ShelfReader();
      await listProducts(connection, products, {}, testNow);
      for (const [name, value] of Object.entries(productFilters)) {
        const { items } = await listProducts(connection, products, { [name]: value }, testNow);
        assert.ok(items.length > 0, name);
      }
      const all = await listProducts(connection, products, productFilters, testNow);
      assert.equal(all.items.length, 1);
      const near = { longitude: 107.5, latitude: 27.7 };
      for (const query of [{ near }, { q: '专区' }, { sells: '翠芽' }, { near, sells: '茶' }]) {
        await listOutlets(connection, { products, outlets }, query, testNow);
      }
      const { facets, q } = productFilters;
      const sought = { facets, q, inForce: true };
      await listListings(connection, { products, shelves }, sampleIds.outlet, sought, testNow);
      assert.ok(asked.length > 50, String(asked.length));
      for (const query of asked) {
        const plan = await database.transaction((transaction) => planOf(transaction, query));
        assert.ok(plan.length > 0);
        assert.deepEqual(scansOf(plan), [], `${query.sql}\n${plan.join('\n')}`);
      }
    });

    test('a look through a whole table would be noticed', async (t) => {
      const database = await kind.open(t);
      const query = CompiledQuery.raw("select name from product where description = 'x'");
      const plan = await database.transaction((transaction) => planOf(transaction, query));
      assert.equal(scansOf(plan).length, 1, plan.join('\n'));
    });
  });
}
