import type { ProductFacets, ProductSort } from '@fupin/schema';
import type { Connection } from '../database/database.ts';
import { PlaceSet } from '../search/place-set.ts';
import type { SearchIndexRow } from '../search/search-tables.ts';
import { TopPlaces, type SortedPlace } from '../search/top-places.ts';
import { WordIndex, type FoundPlaces } from '../search/word-index.ts';
import { readWordSearch } from '../search/word-query.ts';
import { ProductColumns } from './product-columns.ts';
import { FacetCounter } from './product-facets.ts';
import { refusalsOf, type ProductFilter } from './product-filter.ts';
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

/** How products, by their places, are judged by a query. */
export interface ProductJudge {
  /** Where the words stand that are searched for; undefined without a search. */
  readonly words: FoundPlaces | undefined;
  /** Which filters a product does not pass: the sum of their bits in {@link refusals}, 0 where it passes all. */
  refused(place: number): number;
}

/** Finds products; it has what it selects by in memory and words in the database, see docs/decisions/0012. */
export class ProductSearch {
  readonly columns = new ProductColumns();
  readonly #states = new ProductStates(this.columns);
  readonly #words = new WordIndex('product');

  /** Finds products as they stand at an instant, all of them or those at some places. */
  async find(
    connection: Connection,
    query: ProductQuery,
    { sort, limit, after, facets = false }: WantedProducts,
    at: Date,
    among?: PlaceSet,
  ): Promise<ProductsFound> {
    const { words, refused } = await this.judge(connection, query, at);
    const instant = at.getTime();
    const keyOf = this.#sortKey(sort, words, instant);
    const top = new TopPlaces(limit, after);
    const counter = facets ? this.countFacets(query, instant) : undefined;
    let total = 0;
    const visit = (place: number) => {
      const refusal = refused(place);
      counter?.count(place, refusal);
      if (refusal !== 0) return;
      total += 1;
      top.offer(keyOf(place), place);
    };
    const candidates = intersection(words?.all, among);
    if (candidates) candidates.forEach(visit);
    else for (let place = 0; place < this.columns.size; place += 1) visit(place);
    return {
      places: top.inOrder(),
      total,
      ...(counter && { facets: await counter.facets(connection) }),
    };
  }

  /** Reads how products are to be judged at an instant; what was committed before the call counts. */
  async judge(connection: Connection, query: ProductQuery, at: Date): Promise<ProductJudge> {
    const index = await this.columns.catchUp(connection);
    const words = await this.#placesOf(connection, index, query.q);
    const refused = refusalsOf(this.columns, this.#states, query, at.getTime());
    return { words, refused };
  }

  /** Counts products under the values of each filter, as they stand at an instant (milliseconds). */
  countFacets(filter: ProductFilter, at: number): FacetCounter {
    return new FacetCounter(this.columns, this.#states, filter, at);
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

  #sortKey(
    sort: ProductSort,
    words: FoundPlaces | undefined,
    instant: number,
  ): (place: number) => number {
    const { columns } = this;
    switch (sort) {
      case 'relevance':
        return words ? (place) => farness(words, place) : () => 0;
      case 'priceAscending':
        return (place) => columns.priceFen[place] ?? 0;
      case 'priceDescending':
        return (place) => -(columns.priceFen[place] ?? 0);
      case 'householdsHelped':
        return (place) => -columns.householdsHelpedAt(place, instant);
      case 'newest':
        return (place) => -place;
    }
  }
}

/** How far a name is from the words: 0 it is them, 1 it begins with them, 2 it holds them, 3 they stand elsewhere. */
export function farness({ inName, atBeginning, sameName }: FoundPlaces, place: number): number {
  if (!inName.has(place)) return 3;
  if (!atBeginning.has(place)) return 2;
  return sameName.has(place) ? 0 : 1;
}

function intersection(a: PlaceSet | undefined, b: PlaceSet | undefined): PlaceSet | undefined {
  return a && b ? a.copy().cut(b) : (a ?? b);
}
