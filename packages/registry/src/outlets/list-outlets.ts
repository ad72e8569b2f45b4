import type { FoundOutlet, OperationQuery, OperationResponse } from '@fupin/schema';
import type { Connection } from '../database/database.ts';
import type { ProductSearch } from '../directory/product-search.ts';
import { chordSquaredBetween, metresOf, type GeoPosition } from '../search/distance.ts';
import { readPlaceCursor, writeCursor } from '../search/keyset.ts';
import type { SortedPlace } from '../search/top-places.ts';
import { toGcj02 } from './gcj02.ts';
import type { OutletSearch } from './outlet-search.ts';
import { findOutlets, outletOnWire, type StoredOutlet } from './outlet-store.ts';
import { findOffers, firstSellers, placesOnSale, sellersOf, type IsAskedFor } from './sellers.ts';

const defaultLimit = 50;

/** What outlets and products are searched with. */
export interface Searches {
  readonly products: ProductSearch;
  readonly outlets: OutletSearch;
}

/** A page of the outlets that a query selects: nearest first where it names a place, else nearest by name. */
export async function listOutlets(
  connection: Connection,
  searches: Searches,
  query: OperationQuery<'listOutlets'>,
  at: Date,
): Promise<OperationResponse<'listOutlets'>> {
  const { limit = defaultLimit, cursor, coordinates, ...filter } = query;
  const { near } = filter;
  const list = ['outlets', filter];
  const after = readPlaceCursor(list, cursor);
  const isAskedFor = await productsAskedFor(connection, searches.products, filter, at);
  const found = isAskedFor
    ? await findSellers(connection, searches, filter, isAskedFor, limit + 1, after)
    : (await searches.outlets.find(connection, filter)).next(limit + 1, after);
  const shown = found.slice(0, limit);
  const places = shown.map(([, each]) => each);
  const offers = isAskedFor && (await findOffers(connection, places, isAskedFor));
  const last = shown.at(-1);
  return {
    items: (await outletsAt(connection, places)).map((outlet): FoundOutlet => {
      const { position } = outlet;
      return {
        ...outletOnWire(outlet),
        ...(coordinates === 'gcj02' && { gcj02Position: position && toGcj02(position) }),
        ...(near && position && { distanceMetres: metresBetween(near, position) }),
        ...(offers && { offers: offers.get(outlet.outletId) ?? [] }),
      };
    }),
    nextCursor: last && found.length > limit ? writeCursor(list, last) : null,
  };
}

async function productsAskedFor(
  connection: Connection,
  products: ProductSearch,
  { sells, productId }: OperationQuery<'listOutlets'>,
  at: Date,
): Promise<IsAskedFor | undefined> {
  if (sells === undefined && productId === undefined) return undefined;
  const isFound = sells === undefined ? () => true : await foundBy(connection, products, sells, at);
  if (productId === undefined) return isFound;
  const entry = await connection.db
    .selectFrom('productEntry')
    .select('place')
    .where('productId', '=', productId)
    .executeTakeFirst();
  return (place) => place === entry?.place && isFound(place);
}

async function foundBy(
  connection: Connection,
  products: ProductSearch,
  q: string,
  at: Date,
): Promise<IsAskedFor> {
  const { words, refused } = await products.judge(connection, { q, inForce: true }, at);
  return (place) => words?.all.has(place) === true && refused(place) === 0;
}

async function findSellers(
  connection: Connection,
  { products, outlets }: Searches,
  query: Parameters<OutletSearch['find']>[1],
  isAskedFor: IsAskedFor,
  limit: number,
  after: SortedPlace | undefined,
): Promise<readonly SortedPlace[]> {
  await products.columns.catchUp(connection);
  const sellers = await sellersOf(connection, placesOnSale(products, isAskedFor));
  const found = await outlets.find(connection, query, sellers);
  return sellers
    ? found.next(limit, after)
    : firstSellers(connection, found, isAskedFor, limit, after);
}

async function outletsAt(
  connection: Connection,
  places: readonly number[],
): Promise<readonly StoredOutlet[]> {
  if (places.length === 0) return [];
  const rows = await connection.db
    .selectFrom('outletEntry')
    .select(['place', 'outletId'])
    .where('place', 'in', places)
    .execute();
  const idAt = new Map(rows.map(({ place, outletId }) => [place, outletId]));
  const outlets = await findOutlets(connection, [...idAt.values()]);
  return places.flatMap((place) => outlets.get(idAt.get(place) ?? '') ?? []);
}

function metresBetween(a: GeoPosition, b: GeoPosition): number {
  return Math.round(metresOf(chordSquaredBetween(a, b)));
}
