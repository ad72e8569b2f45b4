import {
  priceBands,
  productSorts,
  productStates,
  type OperationQuery,
  type Product,
} from '@fupin/schema';
import * as fc from 'fast-check';
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { addStatusChanges } from '../certificates/status-change-store.ts';
import type { Database } from '../database/database.ts';
import { databaseKinds } from '../testing/databases.ts';
import {
  isNaivelyFound,
  naiveState,
  readNaively,
  type NaiveProduct,
} from '../testing/naive-search.ts';
import {
  changeRandomly,
  fillRandomly,
  randomOutletId,
  randomValues,
  type Pick,
} from '../testing/random-directory.ts';
import { listProducts } from './list-products.ts';
import { ProductSearch } from './product-search.ts';

type Query = Omit<OperationQuery<'listProducts'>, 'cursor' | 'limit' | 'facets' | 'sort'>;

const seed = 20_201_017;

/** Chance that is the same each time. */
function pickFrom(start: number): Pick {
  const [numbers] = fc.sample(fc.infiniteStream(fc.nat()), { seed: start, numRuns: 1 });
  assert.ok(numbers);
  return (items) => {
    const item = items[(numbers.next().value ?? 0) % items.length];
    return item as NonNullable<typeof item>;
  };
}

const sometimes = <Value>(values: readonly Value[]) =>
  fc.option(fc.constantFrom(...values), { nil: undefined, freq: 2 });

const queries: fc.Arbitrary<Query> = fc.record({
  q: sometimes([
    ...['花椒', '茶', '合作社', 'huajiao', 'hj', '贵州', 'green tea', 'walnut', '云岭 核桃', '無'],
    ...['类', '花椒酱', '漢', 'jiao', 'produce', '高山花椒', '!'],
  ]),
  divisionCode: sometimes(['520000', '520300', '513431', '000000', '110000']),
  categoryCode: sometimes(['01', '0101', '010101', '09']),
  inForce: sometimes([true, false]),
  state: sometimes(productStates),
  schemeId: sometimes([...randomValues.schemes, 'no-such-scheme']),
  outletId: sometimes([randomOutletId(0), randomOutletId(1), 'out_none']),
  outletKind: sometimes(randomValues.kinds),
  minPriceFen: sometimes([0, 2_000, 12_001]),
  maxPriceFen: sometimes([2_000, 12_000]),
});

const instants = fc.constantFrom(
  ...[
    '2019-10-16T15:59:59.999Z',
    '2020-10-16T16:00:00Z',
    '2020-10-17T05:30:00Z',
    '2024-01-01T00:00:00Z',
  ],
);

async function allPages(
  database: Database,
  search: ProductSearch,
  query: OperationQuery<'listProducts'>,
  at: Date,
  between: () => Promise<unknown> = () => Promise.resolve(),
): Promise<readonly Product[]> {
  const products: Product[] = [];
  let cursor: string | undefined;
  for (;;) {
    const asked = { ...query, limit: 40, cursor };
    const { items, nextCursor } = await listProducts(database, search, asked, at);
    products.push(...items);
    if (nextCursor === null) return products;
    cursor = nextCursor;
    await between();
  }
}

const idsOf = (products: readonly { readonly productId: string }[]) =>
  products.map(({ productId }) => productId).toSorted();

for (const kind of databaseKinds) {
  describe(kind.name, () => {
    test('searches find what a look at every record finds, and count it by facet, also after changes', async (t) => {
      const database = await kind.open(t);
      const search = new ProductSearch();
      const pick = pickFrom(seed);
      await fillRandomly(database, pick);
      let found = 0;
      for (let round = 0; round < 8; round += 1) {
        const products = await readNaively(database);
        assert.equal(products.length, randomValues.products.length);
        for (const [query, instant] of fc.sample(fc.tuple(queries, instants), {
          seed: seed + round,
          numRuns: 16,
        })) {
          const at = new Date(instant);
          const where = JSON.stringify({ round, query, instant });
          const expected = products.filter((each) => isNaivelyFound(each, query, at));
          const answer = await listProducts(
            database,
            search,
            { ...query, facets: true, limit: 100 },
            at,
          );
          assert.equal(answer.total, expected.length, where);
          assert.deepEqual(
            idsOf(await allPages(database, search, query, at)),
            idsOf(expected),
            where,
          );
          assertFacets(answer.facets, products, query, at, where);
          found += expected.length;
        }
        for (let change = 0; change < 8; change += 1) await changeRandomly(database, pick);
      }
      assert.ok(found > 500, String(found));
    });

    test('each order is kept over all pages, and what stays is on one page alone under changes in between', async (t) => {
      const database = await kind.open(t);
      const search = new ProductSearch();
      const pick = pickFrom(seed + 1);
      await fillRandomly(database, pick);
      const at = new Date('2020-10-17T05:30:00Z');
      for (const sort of productSorts) {
        const households = (product: Product) => product.certificate?.linkage.householdsHelped ?? 0;
        const query = { sort, q: sort === 'relevance' ? '花椒' : undefined };
        const products = await allPages(database, search, query, at);
        assert.ok(products.length > 50);
        const keys = products.map((product) => {
          if (sort === 'priceAscending') return product.referencePriceFen;
          if (sort === 'priceDescending') return -product.referencePriceFen;
          return sort === 'householdsHelped' ? -households(product) : 0;
        });
        assert.deepEqual(
          keys,
          keys.toSorted((a, b) => a - b),
          sort,
        );
      }
      const query = { sort: 'priceAscending', minPriceFen: 2_000 } as const;
      const before = await readNaively(database);
      const paged = idsOf(
        await allPages(database, search, query, at, async () => {
          for (let change = 0; change < 5; change += 1) await changeRandomly(database, pick);
        }),
      );
      const after = new Map((await readNaively(database)).map((each) => [each.productId, each]));
      const steady = before.filter(
        ({ productId, priceFen }) =>
          priceFen >= 2_000 && after.get(productId)?.priceFen === priceFen,
      );
      assert.ok(steady.length > 100 && steady.length < before.length);
      for (const { productId } of steady) {
        assert.equal(paged.filter((id) => id === productId).length, 1, productId);
      }
    });

    test('a second process sees what a first has changed, and nothing that was rolled back', async (t) => {
      const database = await kind.open(t);
      const pick = pickFrom(seed + 2);
      await fillRandomly(database, pick);
      const [first, second] = [new ProductSearch(), new ProductSearch()];
      const at = new Date('2020-10-17T05:30:00Z');
      const state = { inForce: true } as const;
      const totals = async () =>
        Promise.all(
          [first, second].map(
            async (each) => (await listProducts(database, each, state, at)).total,
          ),
        );
      const [before = 0] = await totals();
      const [one] = (await listProducts(database, first, state, at)).items;
      assert.ok(one?.certificate);
      const certificates = await database.db
        .selectFrom('certificate')
        .select('certificateId')
        .where('productId', '=', one.productId)
        .execute();
      const changes = certificates.map(({ certificateId }) => ({
        certificateId,
        status: 'suspended' as const,
        at: '2020-10-17T13:00:00+08:00',
      }));
      await assert.rejects(
        database.transaction(async (connection) => {
          await addStatusChanges(connection, changes);
          throw new Error('never mind');
        }),
        /never mind/,
      );
      assert.deepEqual(await totals(), [before, before]);
      await database.transaction((connection) => addStatusChanges(connection, changes));
      assert.deepEqual(await totals(), [before - 1, before - 1]);
    });
  });
}

function assertFacets(
  facets: Awaited<ReturnType<typeof listProducts>>['facets'],
  products: readonly NaiveProduct[],
  query: Query,
  at: Date,
  where: string,
): void {
  assert.ok(facets, where);
  const count = (
    changes: Partial<Query>,
    valuesOf: (product: NaiveProduct) => readonly (string | number | undefined)[],
  ) => {
    const counts = new Map<string | number | undefined, number>();
    for (const product of products.filter((each) =>
      isNaivelyFound(each, { ...query, ...changes }, at),
    )) {
      for (const value of valuesOf(product)) counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    return [...counts].toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1));
  };
  const pairs = <Item extends { readonly count: number }>(
    items: readonly Item[],
    valueOf: (item: Item) => string | number,
  ) =>
    items
      .map((item): [string | number, number] => [valueOf(item), item.count])
      .toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1));
  assert.deepEqual(
    pairs(facets.provinces, ({ code }) => code),
    count({ divisionCode: undefined }, ({ countyCode }) => [`${countyCode.slice(0, 2)}0000`]),
    where,
  );
  assert.deepEqual(
    pairs(
      facets.categories.filter(({ code }) => code.length < 6),
      ({ code }) => code,
    ),
    count({ categoryCode: undefined }, ({ categoryCode }) => [
      categoryCode.slice(0, 2),
      categoryCode.slice(0, 4),
    ]),
    where,
  );
  assert.deepEqual(
    pairs(facets.outletKinds, ({ kind }) => kind),
    count({ outletKind: undefined }, ({ outletKinds }) => [...outletKinds]),
    where,
  );
  assert.deepEqual(
    pairs(facets.states, ({ state }) => state),
    count({ inForce: undefined, state: undefined }, (product) => [
      naiveState(product, query.schemeId, at),
    ]),
    where,
  );
  assert.deepEqual(
    pairs(facets.priceBands, ({ minPriceFen }) => minPriceFen),
    count({ minPriceFen: undefined, maxPriceFen: undefined }, ({ priceFen }) => [
      priceBands.findLast((band) => band <= priceFen),
    ]),
    where,
  );
  const ofSchemes = randomValues.schemes.flatMap((schemeId) =>
    count({ schemeId }, () => [schemeId]),
  );
  assert.deepEqual(
    pairs(facets.schemes, ({ schemeId }) => schemeId),
    ofSchemes,
    where,
  );
}
