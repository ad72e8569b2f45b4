import type { ListingFacets, ListingSort, OperationQuery } from '@fupin/schema';
import type { Connection } from '../database/database.ts';
import type { FacetCounter } from '../directory/product-facets.ts';
import { farness, type ProductSearch } from '../directory/product-search.ts';
import { readCursor, writeCursor } from '../search/keyset.ts';
import { TopPlaces, type SortedPlace } from '../search/top-places.ts';
import type { FoundPlaces } from '../search/word-index.ts';
import { findListings } from './listing-store.ts';
import type { ShelfListings, ShelfReader } from './shelf-listings.ts';

const defaultLimit = 50;

/** A page of the listings of an outlet that a query selects, how many there are in all, and facets where asked for. */
export async function listListings(
  connection: Connection,
  { products, shelves }: { readonly products: ProductSearch; readonly shelves: ShelfReader },
  outletId: string,
  query: OperationQuery<'listListings'>,
  at: Date,
) {
  const { limit = defaultLimit, cursor, facets = false, sort = 'relevance', ...filter } = query;
  const list = ['listings', outletId, sort, filter];
  const position = readCursor(list, [{ type: 'integer' }, { type: 'text' }], cursor);
  const shelf = await shelves.read(connection, outletId);
  const { found, candidates, words, parts } = await products.places(connection, filter, at);
  const instant = at.getTime();
  const keyOf = sortKey(sort, shelf, words, (place) =>
    products.columns.householdsHelpedAt(place, instant),
  );
  const top = new TopPlaces(limit + 1, position && placeOf(shelf, position));
  let total = 0;
  shelf.places.forEach((place, row) => {
    if (!found.has(place)) return;
    total += 1;
    top.offer(keyOf(row), row);
  });
  const counter =
    facets &&
    products.countFacets(filter, instant, (...own) =>
      shelf.places.filter(
        (place) =>
          candidates.has(place) &&
          [...parts].every(([part, places]) => own.includes(part) || places.has(place)),
      ),
    );
  const first = top.inOrder();
  const shown = first.slice(0, limit);
  const skus = shown.map(([, row]) => shelf.skus[row] ?? '');
  const [lastKey = 0] = shown.at(-1) ?? [];
  return {
    items: await findListings(connection, outletId, skus, at),
    nextCursor: first.length > limit ? writeCursor(list, [lastKey, skus.at(-1) ?? '']) : null,
    total,
    ...(counter && { facets: await facetsOf(counter, connection) }),
  };
}

/** The position after which a page goes on: rows move when goods come and go, SKUs stay. */
function placeOf({ skus }: ShelfListings, [key, sku]: readonly (string | number)[]): SortedPlace {
  return [Number(key), skus.findLastIndex((each) => each <= String(sku))];
}

function sortKey(
  sort: ListingSort,
  { places, pricesFen }: ShelfListings,
  words: FoundPlaces | undefined,
  householdsAt: (place: number) => number,
): (row: number) => number {
  switch (sort) {
    case 'relevance':
      return words ? (row) => farness(words, places[row] ?? 0) : () => 0;
    case 'priceAscending':
      return (row) => pricesFen[row] ?? 0;
    case 'priceDescending':
      return (row) => -(pricesFen[row] ?? 0);
    case 'householdsHelped':
      return (row) => -householdsAt(places[row] ?? 0);
  }
}

async function facetsOf(counter: FacetCounter, connection: Connection): Promise<ListingFacets> {
  const categories = await counter.categories(connection);
  return {
    provinces: counter.provinces(),
    categories: categories.filter(({ code }) => code.length === 4),
  };
}
