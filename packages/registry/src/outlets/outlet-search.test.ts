import type { FoundOutlet, OperationQuery } from '@fupin/schema';
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Database } from '../database/database.ts';
import { ProductSearch } from '../directory/product-search.ts';
import { databaseKinds } from '../testing/databases.ts';
import { fillDirectory, sampleIds, testNow } from '../testing/sample-directory.ts';
import { toGcj02 } from './gcj02.ts';
import { listOutlets } from './list-outlets.ts';
import { setListings } from './listing-store.ts';
import { OutletSearch } from './outlet-search.ts';
import { outletIdOf, upsertOutlets } from './outlet-store.ts';

const operatorId = sampleIds.operator;
const idOf = (name: string) => outletIdOf(operatorId, name);

async function place(
  database: Database,
  places: Readonly<Record<string, readonly [number, number]>>,
  kind: 'area' | 'counter' = 'counter',
): Promise<void> {
  await upsertOutlets(
    database,
    Object.entries(places).map(([name, [longitude, latitude]]) => ({
      outletId: idOf(name),
      operatorId,
      kind,
      name,
      online: false,
      position: { longitude, latitude },
    })),
  );
}

function searching(database: Database) {
  const searches = { products: new ProductSearch(), outlets: new OutletSearch() };
  return async (query: OperationQuery<'listOutlets'>): Promise<readonly FoundOutlet[]> => {
    const outlets: FoundOutlet[] = [];
    let cursor: string | undefined;
    do {
      const page = await listOutlets(database, searches, { ...query, cursor }, testNow);
      outlets.push(...page.items);
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    return outlets;
  };
}

const namesOf = (outlets: readonly FoundOutlet[]) => outlets.map(({ name }) => name);
const at = (longitude: number, latitude: number) => ({ longitude, latitude });

for (const kind of databaseKinds) {
  describe(kind.name, () => {
    test('outlets near a place come nearest first, with their distance along the great circle', async (t) => {
      const database = await kind.open(t);
      await fillDirectory(database);
      await place(database, {
        北京: [116.3975, 39.9087],
        上海: [121.4737, 31.2304],
        广州: [113.2644, 23.1291],
      });
      const find = searching(database);
      const outlets = await find({ near: at(117.2, 39.13), limit: 2 });
      assert.deepEqual(namesOf(outlets), ['北京', '上海', '广州']);
      const [beijing] = await find({ near: at(121.4737, 31.2304), q: '北京' });
      // Haversine on the mean radius.
      const expected = 1_067_311;
      assert.ok(
        Math.abs((beijing?.distanceMetres ?? 0) - expected) < 1500,
        String(beijing?.distanceMetres),
      );
      const close = await find({ near: at(117.2, 39.13), radiusMetres: 200_000 });
      assert.deepEqual(namesOf(close), ['北京']);
      assert.deepEqual(await find({ near: at(117.2, 39.13), radiusMetres: 100 }), []);
    });

    test('neither the dateline nor a pole parts neighbours', async (t) => {
      const database = await kind.open(t);
      await fillDirectory(database);
      await place(database, {
        西: [179.99, 10],
        东: [-179.98, 10],
        远: [170, 10],
        极: [0, 89.999],
        对: [180, 89.99],
      });
      const find = searching(database);
      const [west, east] = await find({ near: at(180, 10) });
      assert.deepEqual([west?.name, east?.name], ['西', '东']);
      assert.equal(east?.distanceMetres, Math.round(west!.distanceMetres! * 2));
      assert.deepEqual(namesOf(await find({ near: at(-90, 90), radiusMetres: 2_000 })), [
        '极',
        '对',
      ]);
      for (const radiusMetres of [20_015_115, 20_100_000]) {
        assert.equal((await find({ near: at(0, -90), radiusMetres })).length, 5);
      }
    });

    test('outlets that sell what is asked for come with what they sell of it, its price and stock', async (t) => {
      const database = await kind.open(t);
      await fillDirectory(database);
      await place(database, { 近: [116.39, 39.9], 中: [116.5, 39.9], 远: [118, 39.9] });
      const listing = (name: string, product: 'tea' | 'pepper' | 'walnut', priceFen: number) => ({
        outletId: idOf(name),
        sku: product,
        productId: sampleIds.product(product),
        priceFen,
        stock: 7,
      });
      await setListings(database, [
        listing('近', 'pepper', 3000),
        listing('中', 'tea', 9000),
        listing('远', 'tea', 8000),
        listing('远', 'walnut', 100),
      ]);
      const find = searching(database);
      const near = at(116.3975, 39.9087);
      const sellers = await find({ near, sells: '翠芽' });
      assert.deepEqual(
        sellers.map(({ name, offers }) => [
          name,
          offers?.map(({ sku, priceFen, stock }) => [sku, priceFen, stock]),
        ]),
        [
          ['中', [['tea', 9000, 7]]],
          ['远', [['tea', 8000, 7]]],
        ],
      );
      // The walnut's certificate is suspended.
      assert.deepEqual(await find({ near, sells: '核桃' }), []);
      assert.deepEqual(namesOf(await find({ near, productId: sampleIds.product('walnut') })), [
        '远',
      ]);
      assert.deepEqual(await find({ sells: '咖啡' }), []);
      assert.deepEqual(namesOf(await find({ sells: 'huajiao', kind: 'counter' })), ['近']);
      await setListings(database, [{ ...listing('中', 'pepper', 2900), sku: 'tea' }]);
      assert.deepEqual(namesOf(await find({ near, sells: '翠芽' })), ['远']);
      assert.deepEqual(namesOf(await find({ near, sells: '花椒', limit: 1 })), ['近', '中']);
      const [first] = await find({ near, productId: sampleIds.product('tea') });
      assert.deepEqual(first?.offers, [
        {
          productId: sampleIds.product('tea'),
          productName: '湄潭翠芽',
          productNameEn: 'Meitan green tea',
          sku: 'tea',
          priceFen: 8000,
          stock: 7,
          link: null,
        },
      ]);
    });

    test('an outlet is found by its new name, place and kind, and no longer by the old ones', async (t) => {
      const database = await kind.open(t);
      await fillDirectory(database);
      await place(database, { 甲店: [116.4, 39.9] });
      const find = searching(database);
      assert.deepEqual(namesOf(await find({ q: '甲店', kind: 'counter' })), ['甲店']);
      await upsertOutlets(database, [
        { outletId: idOf('甲店'), operatorId, kind: 'pavilion', name: '乙店', online: false },
      ]);
      assert.deepEqual(await find({ q: '甲店' }), []);
      assert.deepEqual(namesOf(await find({ q: 'yidian', kind: 'pavilion' })), ['乙店']);
      assert.deepEqual(await find({ near: at(116.4, 39.9) }), []);
      const [outlet] = await find({ q: '乙店', coordinates: 'gcj02' });
      assert.equal(outlet?.gcj02Position, null);
    });
  });
}

test('a position in China is shifted as GCJ-02 is, one elsewhere not at all', () => {
  const shifted = toGcj02({ longitude: 116.404, latitude: 39.915 });
  assert.ok(Math.abs(shifted.longitude - 116.410_244) < 1e-5, String(shifted.longitude));
  assert.ok(Math.abs(shifted.latitude - 39.916_404) < 1e-5, String(shifted.latitude));
  assert.deepEqual(toGcj02({ longitude: 139.69, latitude: 35.69 }), {
    longitude: 139.69,
    latitude: 35.69,
  });
});
