import {
  provinceOf,
  type ListingFacets,
  type ListingSort,
  type OperationQuery,
} from '@fupin/schema';
import { sql, type RawBuilder } from 'kysely';
import { householdsHelped } from '../certificates/in-force-condition.ts';
import type { Connection } from '../database/database.ts';
import { categoryFinder } from '../directory/category-store.ts';
import { productConditions, type ProductFilter } from '../directory/product-conditions.ts';
import {
  isAfter,
  orderBy,
  positionColumns,
  positionOf,
  readCursor,
  writeCursor,
  type SortKey,
} from '../search/keyset.ts';
import { nearness } from '../search/search-condition.ts';
import { findListings } from './listing-store.ts';

const defaultLimit = 50;

/** A page of the listings of an outlet that a query selects, how many there are in all, and facets where asked for. */
export async function listListings(
  connection: Connection,
  outletId: string,
  query: OperationQuery<'listListings'>,
  at: Date,
) {
  const { limit = defaultLimit, cursor, facets, sort = 'relevance', ...filter } = query;
  const keys = sortKeys(sort, filter.q, at);
  const list = ['listings', outletId, sort, filter];
  const position = readCursor(list, keys, cursor);
  const rows = await selectFrom(connection, outletId, filter, at)
    .select('listing.sku')
    .select(positionColumns(keys))
    .$if(position !== undefined, (selected) => selected.where(isAfter(keys, position ?? [])))
    .orderBy(orderBy(keys))
    .limit(limit + 1)
    .execute();
  const shown = rows.slice(0, limit);
  const skus = shown.map(({ sku }) => sku);
  const last = shown.at(-1);
  return {
    items: await findListings(connection, outletId, skus, at),
    nextCursor: last && rows.length > limit ? writeCursor(list, positionOf(keys, last)) : null,
    total: await countListings(connection, outletId, filter, at),
    ...(facets && { facets: await countFacets(connection, outletId, filter, at) }),
  };
}

function selectFrom(connection: Connection, outletId: string, filter: ProductFilter, at: Date) {
  return connection.db
    .selectFrom('listing')
    .innerJoin('product', 'product.productId', 'listing.productId')
    .where('listing.outletId', '=', outletId)
    .where(productConditions(connection.dialect, filter, at));
}

function sortKeys(sort: ListingSort, q: string | undefined, at: Date): readonly SortKey[] {
  const bySku: SortKey = {
    expression: sql.ref<string>('listing.sku'),
    type: 'text',
    direction: 'ascending',
  };
  const rank = rankOf(sort, q, at);
  return rank ? [{ ...rank, type: 'integer' }, bySku] : [bySku];
}

function rankOf(
  sort: ListingSort,
  q: string | undefined,
  at: Date,
): Omit<SortKey, 'type'> | undefined {
  const price = sql.ref<number>('listing.priceFen');
  switch (sort) {
    case 'relevance':
      return q === undefined
        ? undefined
        : { expression: nearness('product', q), direction: 'ascending' };
    case 'priceAscending':
      return { expression: price, direction: 'ascending' };
    case 'priceDescending':
      return { expression: price, direction: 'descending' };
    case 'householdsHelped':
      return { expression: householdsHelped(at), direction: 'descending' };
  }
}

async function countListings(
  connection: Connection,
  outletId: string,
  filter: ProductFilter,
  at: Date,
): Promise<number> {
  const { count } = await selectFrom(connection, outletId, filter, at)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

// Each facet counts with all other filters applied, so that it says what choosing another value would give.
async function countFacets(
  connection: Connection,
  outletId: string,
  filter: ProductFilter,
  at: Date,
): Promise<ListingFacets> {
  const count = (code: RawBuilder<string>, others: ProductFilter) =>
    selectFrom(connection, outletId, others, at)
      .select(code.as('code'))
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .groupBy(sql`1`)
      .orderBy(sql`1`)
      .execute();
  const provinces = await count(sql<string>`substr(${sql.ref('product.countyCode')}, 1, 2)`, {
    ...filter,
    divisionCode: undefined,
  });
  const categories = await count(sql<string>`substr(${sql.ref('product.categoryCode')}, 1, 4)`, {
    ...filter,
    categoryCode: undefined,
  });
  const categoryOf = await categoryFinder(connection);
  return {
    provinces: provinces.flatMap(({ code, count: listings }) => {
      const province = provinceOf(`${code}0000`);
      return province ? { ...province, count: listings } : [];
    }),
    categories: categories.map(({ code, count: listings }) => ({
      ...categoryOf(code),
      count: listings,
    })),
  };
}
