import type { OutletKind } from '@fupin/schema';
import type { Connection } from '../database/database.ts';
import { countyCodePrefixes } from '../directory/county.ts';
import { farness } from '../directory/product-search.ts';
import { chordSquaredOf, type GeoPosition } from '../search/distance.ts';
import { type PlaceSet } from '../search/place-set.ts';
import { TopPlaces, type SortedPlace } from '../search/top-places.ts';
import { WordIndex, type FoundPlaces } from '../search/word-index.ts';
import { readWordSearch } from '../search/word-query.ts';
import { farUnit, OutletColumns } from './outlet-columns.ts';

/** What outlets are to be found; an absent member selects nothing. */
export interface OutletQuery {
  readonly q?: string | undefined;
  readonly kind?: OutletKind | undefined;
  readonly divisionCode?: string | undefined;
  readonly near?: GeoPosition | undefined;
  readonly radiusMetres?: number | undefined;
}

/** Outlets that a query finds, in their order: nearest first where it has a place, else nearest by name. */
export interface OutletsFound {
  /** The first of them that come after one. */
  next(limit: number, after?: SortedPlace): readonly SortedPlace[];
}

/** Finds outlets; as ProductSearch does it. */
export class OutletSearch {
  readonly #columns = new OutletColumns();
  readonly #words = new WordIndex('outlet');

  /** Finds outlets, all of them or those at some places. */
  async find(connection: Connection, query: OutletQuery, among?: PlaceSet): Promise<OutletsFound> {
    const columns = this.#columns;
    const index = await columns.catchUp(connection);
    const search = query.q === undefined ? undefined : readWordSearch(query.q);
    const words = search && (await this.#words.find(connection, index, search));
    if (query.q !== undefined && !words) return { next: () => [] };
    const passes = this.#filter(query);
    const keyOf = this.#sortKey(query, words);
    const { near, radiusMetres } = query;
    const farthest =
      near && radiusMetres !== undefined
        ? chordSquaredOf(radiusMetres) * farUnit
        : Number.POSITIVE_INFINITY;
    return {
      next(limit, after) {
        const top = new TopPlaces(limit, after);
        const visit = (place: number) => {
          if (!passes(place) || (among && !among.has(place))) return;
          const key = keyOf(place);
          // One without a position is at no distance at all.
          if (key <= farthest) top.offer(key, place);
        };
        if (words) for (const place of words.all.toArray()) visit(place);
        else for (let place = 0; place < columns.size; place += 1) visit(place);
        return top.inOrder();
      },
    };
  }

  #filter({ kind, divisionCode }: OutletQuery): (place: number) => boolean {
    const { kinds, divisions, kind: kindAt, division: divisionAt } = this.#columns;
    const prefixes = divisionCode === undefined ? undefined : countyCodePrefixes(divisionCode);
    const ofKind = kinds.values.map((each) => kind === undefined || each === kind);
    const ofDivision = divisions.values.map(
      (code) => !prefixes || (code !== '' && prefixes.some((prefix) => code.startsWith(prefix))),
    );
    return (place) =>
      ofKind[kindAt[place] ?? 0] === true && ofDivision[divisionAt[place] ?? 0] === true;
  }

  #sortKey({ near }: OutletQuery, words: FoundPlaces | undefined): (place: number) => number {
    if (near) return this.#columns.farFrom(near);
    return words ? (place) => farness(words, place) : () => 0;
  }
}
