import type { OperationQuery, OperationResponse } from '@fupin/schema';
import { sql } from 'kysely';
import type { Connection } from '../database/database.ts';
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
import { productConditions } from './product-conditions.ts';
import { findProducts } from './product-store.ts';

const defaultLimit = 50;

/** A page of the products that a query selects; where it searches, those whose name is nearest come first. */
export async function listProducts(
  connection: Connection,
  { limit = defaultLimit, cursor, ...filter }: OperationQuery<'listProducts'>,
  at: Date,
): Promise<OperationResponse<'listProducts'>> {
  const keys = sortKeys(filter.q);
  const list = ['products', filter];
  const position = readCursor(list, keys, cursor);
  const rows = await connection.db
    .selectFrom('product')
    .select('productId')
    .select(positionColumns(keys))
    .where(productConditions(connection.dialect, filter, at))
    .$if(position !== undefined, (query) => query.where(isAfter(keys, position ?? [])))
    .orderBy(orderBy(keys))
    .limit(limit + 1)
    .execute();
  const shown = rows.slice(0, limit);
  const products = await findProducts(
    connection,
    shown.map(({ productId }) => productId),
    at,
  );
  const last = shown.at(-1);
  return {
    items: shown.flatMap(({ productId }) => products.get(productId) ?? []),
    nextCursor: last && rows.length > limit ? writeCursor(list, positionOf(keys, last)) : null,
  };
}

function sortKeys(q: string | undefined): readonly SortKey[] {
  const byId: SortKey = {
    expression: sql.ref<string>('product.productId'),
    type: 'text',
    direction: 'ascending',
  };
  if (q === undefined) return [byId];
  return [{ expression: nearness('product', q), type: 'integer', direction: 'ascending' }, byId];
}
