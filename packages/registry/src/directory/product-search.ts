import type { ProductFacets, ProductSort } from '@fupin/schema';
import type { Connection } from '../database/database.ts';
import { PlaceSet } from '../search/place-set.ts';
import type { SearchIndexRow } from '../search/search-tables.ts';
import { TopPlaces, type SortedPlace } from '../search/top-places.ts';
import { WordIndex, type FoundPlaces } from '../search/word-index.ts';
import { readWordSearch } from '../search/word-query.ts';
import { ProductColumns } from './product-columns.ts';
import { FacetCounter, type PlacesBut } from './product-facets.ts';
import { FilterIndex, type FilterPlaces, type ProductFilter } from './product-filter.ts';
import { ProductStates } from './product-states.ts';

/** What products are to be found, by words and filters. */
export interface ProductQuery extends ProductFilter {
  readonly q?: string | undefined;
}

/** Which of the products found are wanted, and whether all are to be counted by facet. */
export interface WantedProducts {
  readonly sort: ProductSort;
  readonly limit: number;
  readonly after?: SortedPlace | undefined;
  readonly facets?: boolean | undefined;
}

/** The first of the products found, how many there are in all, and facets where asked for. */
export interface ProductsFound {
  readonly places: readonly SortedPlace[];
  readonly total: number;
  readonly facets?: ProductFacets;
}

/** The places of the products that a query finds; only `found` may be changed. */
export interface FoundProducts {
  /** Those found by all of it. */
  readonly found: PlaceSet;
  /** Those found by its words alone: by anything where there are none. */
  readonly candidates: PlaceSet;
  /** Of the words, where there are any. */
  readonly words: FoundPlaces | undefined;
  /** Of each part of its filter. */
  readonly parts: FilterPlaces;
}

/** Finds products; it has what it selects by in memory and words in the database, see docs/decisions/0012. */
export class ProductSearch {
  readonly columns = new ProductColumns();
  readonly #states = new ProductStates(this.columns);
  readonly #filters = new FilterIndex(this.columns, this.#states);
  readonly #words = new WordIndex('product');

  /** Finds products as they stand at an instant, all of them or those at some places, and sorts them. */
  async find(
    connection: Connection,
    query: ProductQuery,
    { sort, limit, after, facets = false }: WantedProducts,
    at: Date,
    among?: PlaceSet,
  ): Promise<ProductsFound> {
    const { candidates, words, parts } = await this.places(connection, query, at);
    const instant = at.getTime();
    const from = among ? candidates.copy().cut(among) : candidates;
    const found = cutBy(from, parts);
    const counter =
      facets &&
      this.countFacets(query, instant, (...own) =>
        own.some((part) => parts.has(part)) ? cutBy(from, parts, own).toArray() : found.toArray(),
      );
    return {
      places: this.#sorted(found, sort, words, instant).first(limit, after),
      total: found.count(),
      ...(counter && { facets: await counter.facets(connection) }),
    };
  }

  /** Finds the places of products as they stand at an instant; what was committed before the call counts. */
  async places(connection: Connection, query: ProductQuery, at: Date): Promise<FoundProducts> {
    const index = await this.columns.catchUp(connection);
    const words = await this.#placesOf(connection, index, query.q);
    const parts = this.#filters.places(query, at.getTime());
    const candidates = words?.all ?? PlaceSet.below(this.columns.size);
    return { found: cutBy(candidates, parts), candidates, words, parts };
  }

  /** The places of the products that are on sale somewhere. */
  onSale(): PlaceSet {
    return this.#filters.onSale();
  }

  /** Counts products under the values of each filter, as they stand at an instant (milliseconds). */
  countFacets(filter: ProductFilter, at: number, placesBut: PlacesBut): FacetCounter {
    return new FacetCounter(this.columns, this.#states, { filter, at, placesBut });
  }

  /** The places of what a person searches for: none where there are no words in it, undefined without a search. */
  async #placesOf(
    connection: Connection,
    index: SearchIndexRow,
    q: string | undefined,
  ): Promise<FoundPlaces | undefined> {
    if (q === undefined) return undefined;
    const search = readWordSearch(q);
    if (search) return this.#words.find(connection, index, search);
    const none = new PlaceSet(0);
    return { all: none, inName: none, atBeginning: none, sameName: none };
  }

  #sorted(
    found: PlaceSet,
    sort: ProductSort,
    words: FoundPlaces | undefined,
    instant: number,
  ): { first(limit: number, after?: SortedPlace): readonly SortedPlace[] } {
    const { columns } = this;
    const by = (keyOf: (place: number) => number) => ({
      first(limit: number, after?: SortedPlace) {
        const top = new TopPlaces(limit, after);
        for (const place of found.toArray()) top.offer(keyOf(place), place);
        return top.inOrder();
      },
    });
    switch (sort) {
      case 'relevance':
        return { first: (limit, after) => nearestFirst(found, words, limit, after) };
      case 'priceAscending':
        return by((place) => columns.priceFen[place] ?? 0);
      case 'priceDescending':
        return by((place) => -(columns.priceFen[place] ?? 0));
      case 'householdsHelped':
        return by((place) => -columns.householdsHelpedAt(place, instant));
      case 'newest':
        return {
          first: (limit, after) =>
            found.last(limit, after?.[1]).map((place): SortedPlace => [-place, place]),
        };
    }
  }
}

/** How far a name is from the words: 0 it is them, 1 it begins with them, 2 it holds them, 3 they stand elsewhere. */
export function farness({ inName, atBeginning, sameName }: FoundPlaces, place: number): number {
  if (!inName.has(place)) return 3;
  if (!atBeginning.has(place)) return 2;
  return sameName.has(place) ? 0 : 1;
}

/** The first of the places that come after one, by {@link farness} and by themselves. */
export function nearestFirst(
  found: PlaceSet,
  words: FoundPlaces | undefined,
  limit: number,
  after?: SortedPlace,
): readonly SortedPlace[] {
  const steps = words ? [words.sameName, words.atBeginning, words.inName, words.all] : [found];
  const nearest: SortedPlace[] = [];
  steps.forEach((step, key) => {
    const [lastKey, lastPlace] = after ?? [-1, -1];
    if (nearest.length >= limit || key < lastKey) return;
    const places = found.copy().cut(step);
    const nearer = steps[key - 1];
    if (nearer) places.remove(nearer);
    const from = key === lastKey ? lastPlace : undefined;
    for (const place of places.first(limit - nearest.length, from)) nearest.push([key, place]);
  });
  return nearest;
}

function cutBy(candidates: PlaceSet, parts: FilterPlaces, but: readonly string[] = []): PlaceSet {
  const found = candidates.copy();
  for (const [part, places] of parts) if (!but.includes(part)) found.cut(places);
  return found;
}
