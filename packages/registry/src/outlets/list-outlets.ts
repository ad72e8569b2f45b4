import type { FoundOutlet, OperationQuery, OperationResponse } from '@fupin/schema';
import type { Connection } from '../database/database.ts';
import type { ProductSearch } from '../directory/product-search.ts';
import { chordSquaredBetween, metresOf, type GeoPosition } from '../search/distance.ts';
import { readPlaceCursor, writeCursor } from '../search/keyset.ts';
import { PlaceSet } from '../search/place-set.ts';
import type { SortedPlace } from '../search/top-places.ts';
import { toGcj02 } from './gcj02.ts';
import type { OutletQuery, OutletSearch } from './outlet-search.ts';
import { findOutlets, outletOnWire, type StoredOutlet } from './outlet-store.ts';
import { findOffers, firstSellers, sellersOf } from './sellers.ts';

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
  const asked = await productsAskedFor(connection, searches.products, filter, at);
  const found = asked
    ? await findSellers(connection, searches, filter, asked, limit + 1, after)
    : (await searches.outlets.find(connection, filter)).next(limit + 1, after);
  const shown = found.slice(0, limit);
  const places = shown.map(([, each]) => each);
  const offers = asked && (await findOffers(connection, places, asked));
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

/** The places of the products on sale that a query asks for; undefined where it asks for none. */
async function productsAskedFor(
  connection: Connection,
  products: ProductSearch,
  { sells, productId }: OperationQuery<'listOutlets'>,
  at: Date,
): Promise<PlaceSet | undefined> {
  if (sells === undefined && productId === undefined) return undefined;
  const query = sells === undefined ? {} : { q: sells, inForce: true };
  const asked = (await products.places(connection, query, at)).found;
  if (productId !== undefined) {
    const entry = await connection.db
      .selectFrom('productEntry')
      .select('place')
      .where('productId', '=', productId)
      .executeTakeFirst();
    const one = new PlaceSet(products.columns.size);
    if (entry) one.add(entry.place);
    asked.cut(one);
  }
  return asked.cut(products.onSale());
}

async function findSellers(
  connection: Connection,
  { outlets }: Searches,
  query: OutletQuery,
  asked: PlaceSet,
  limit: number,
  after: SortedPlace | undefined,
): Promise<readonly SortedPlace[]> {
  const sellers = await sellersOf(connection, asked);
  const found = await outlets.find(connection, query, sellers);
  return sellers ? found.next(limit, after) : firstSellers(connection, found, asked, limit, after);
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
