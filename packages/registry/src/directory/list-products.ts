import type { OperationQuery, OperationResponse } from '@fupin/schema';
import type { Connection } from '../database/database.ts';
import { readShelf } from '../outlets/shelf-store.ts';
import { readPlaceCursor, writeCursor } from '../search/keyset.ts';
import type { ProductSearch } from './product-search.ts';
import { findProducts } from './product-store.ts';

const defaultLimit = 50;

/** A page of the products that a query selects, how many there are in all, and facets where asked for. */
export async function listProducts(
  connection: Connection,
  search: ProductSearch,
  query: OperationQuery<'listProducts'>,
  at: Date,
): Promise<OperationResponse<'listProducts'>> {
  const { limit = defaultLimit, cursor, facets, sort = 'relevance', ...filter } = query;
  const { outletId, ...products } = filter;
  const list = ['products', sort, filter];
  const after = readPlaceCursor(list, cursor);
  const shelf = outletId === undefined ? undefined : await readShelf(connection, outletId);
  const wanted = { sort, facets, after, limit: limit + 1 };
  const found = await search.find(connection, products, wanted, at, shelf?.places);
  const shown = found.places.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: await productsAt(
      connection,
      shown.map(([, place]) => place),
      at,
    ),
    nextCursor: last && found.places.length > limit ? writeCursor(list, last) : null,
    total: found.total,
    ...(found.facets && { facets: found.facets }),
  };
}

async function productsAt(connection: Connection, places: readonly number[], at: Date) {
  if (places.length === 0) return [];
  const rows = await connection.db
    .selectFrom('productEntry')
    .select(['place', 'productId'])
    .where('place', 'in', places)
    .execute();
  const idAt = new Map(rows.map(({ place, productId }) => [place, productId]));
  const products = await findProducts(connection, [...idAt.values()], at);
  return places.flatMap((place) => products.get(idAt.get(place) ?? '') ?? []);
}
