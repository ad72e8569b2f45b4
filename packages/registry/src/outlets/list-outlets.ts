import type { OperationQuery, OperationResponse } from '@fupin/schema';
import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { Connection } from '../database/database.ts';
import { isWithinDivision } from '../directory/product-conditions.ts';
import {
  isAfter,
  orderBy,
  positionColumns,
  positionOf,
  readCursor,
  writeCursor,
  type SortKey,
} from '../search/keyset.ts';
import { isFound, nearness } from '../search/search-condition.ts';
import { findOutlets, outletOnWire } from './outlet-store.ts';

const defaultLimit = 50;

/** A page of the outlets that a query selects; where it searches, those whose name is nearest come first. */
export async function listOutlets(
  connection: Connection,
  { limit = defaultLimit, cursor, ...filter }: OperationQuery<'listOutlets'>,
): Promise<OperationResponse<'listOutlets'>> {
  const keys = sortKeys(filter.q);
  const list = ['outlets', filter];
  const position = readCursor(list, keys, cursor);
  const rows = await connection.db
    .selectFrom('outlet')
    .select('outletId')
    .select(positionColumns(keys))
    .where(outletConditions(connection, filter))
    .$if(position !== undefined, (query) => query.where(isAfter(keys, position ?? [])))
    .orderBy(orderBy(keys))
    .limit(limit + 1)
    .execute();
  const shown = rows.slice(0, limit);
  const outlets = await findOutlets(
    connection,
    shown.map(({ outletId }) => outletId),
  );
  const last = shown.at(-1);
  return {
    items: shown.flatMap(({ outletId }) => {
      const outlet = outlets.get(outletId);
      return outlet ? outletOnWire(outlet) : [];
    }),
    nextCursor: last && rows.length > limit ? writeCursor(list, positionOf(keys, last)) : null,
  };
}

function outletConditions(
  { dialect }: Connection,
  { q, kind, divisionCode }: Pick<OperationQuery<'listOutlets'>, 'q' | 'kind' | 'divisionCode'>,
): RawBuilder<SqlBool> {
  const conditions: RawBuilder<SqlBool>[] = [sql<SqlBool>`1 = 1`];
  if (q !== undefined) conditions.push(isFound(dialect, 'outlet', q));
  if (kind !== undefined) conditions.push(sql<SqlBool>`${sql.ref('outlet.kind')} = ${kind}`);
  if (divisionCode !== undefined) {
    conditions.push(isWithinDivision(sql.ref('outlet.divisionCode'), divisionCode));
  }
  return sql.join(conditions, sql` and `);
}

function sortKeys(q: string | undefined): readonly SortKey[] {
  const byId: SortKey = {
    expression: sql.ref<string>('outlet.outletId'),
    type: 'text',
    direction: 'ascending',
  };
  if (q === undefined) return [byId];
  return [{ expression: nearness('outlet', q), type: 'integer', direction: 'ascending' }, byId];
}
