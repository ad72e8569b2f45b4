import type { Connection } from '../database/database.ts';
import { PlaceSet } from './place-set.ts';
import { addChunk } from './posting-chunk.ts';
import { findPostings, type TermRange } from './posting-store.ts';
import type { Collection, SearchIndexRow } from './search-tables.ts';
import type { WordQuery, WordSearch } from './word-query.ts';

/** The places that words are found at, and of these the ones nearest to them by name, each a part of that before; not to be changed. */
export interface FoundPlaces {
  readonly all: PlaceSet;
  /** All words stand in the name. */
  readonly inName: PlaceSet;
  /** The name begins with the words. */
  readonly atBeginning: PlaceSet;
  /** The name is the words. */
  readonly sameName: PlaceSet;
}

/** The places of a term: in names, and in names or other texts. */
interface TermPlaces {
  readonly wordsVersion: number;
  readonly inName: PlaceSet;
  readonly anywhere: PlaceSet;
}

// A bit each: 12 MB of terms and as much of searches.
const placesKept = 100_000_000;

/** Finds the places of words in an index, and remembers those of terms until the index changes. */
export class WordIndex {
  readonly #collection: Collection;
  readonly #known = new Map<string, TermPlaces>();
  readonly #found = new Map<string, FoundPlaces & { readonly wordsVersion: number }>();

  constructor(collection: Collection) {
    this.#collection = collection;
  }

  /** The places of words in the index as it stands in the database, by its state as it was read before. */
  async find(
    connection: Connection,
    index: SearchIndexRow,
    { query, sameName, nameBeginning }: WordSearch,
  ): Promise<FoundPlaces> {
    const { wordsVersion, nextPlace } = index;
    const key = JSON.stringify([query, sameName]);
    const known = this.#found.get(key);
    if (known?.wordsVersion === wordsVersion) return known;
    const ranges = [...rangesOf(query), { term: sameName }, { term: nameBeginning }];
    const places = await this.#placesOf(connection, index, ranges);
    const evaluate = (each: WordQuery, where: 'inName' | 'anywhere'): PlaceSet => {
      if ('all' in each) {
        return merged(each.all, where, (both, set) => both.cut(set));
      }
      if ('any' in each) {
        return merged(each.any, where, (either, set) => either.join(set));
      }
      return places.get(keyOf(each))?.[where] ?? new PlaceSet(nextPlace);
    };
    const merged = (
      [first, ...others]: readonly WordQuery[],
      where: 'inName' | 'anywhere',
      merge: (made: PlaceSet, set: PlaceSet) => PlaceSet,
    ): PlaceSet => {
      if (!first) return new PlaceSet(nextPlace);
      const set = evaluate(first, where);
      // What is remembered of a term is not to be changed.
      return others.length === 0
        ? set
        : others.reduce((made, each) => merge(made, evaluate(each, where)), set.copy());
    };
    const inName = evaluate(query, 'inName');
    const atBeginning = evaluate({ term: nameBeginning }, 'inName').copy().cut(inName);
    const same = evaluate({ term: sameName }, 'inName').copy().cut(atBeginning);
    const all = evaluate(query, 'anywhere');
    const found = { wordsVersion, all, inName, atBeginning, sameName: same };
    remember(this.#found, key, found, 4 * nextPlace);
    return found;
  }

  async #placesOf(
    connection: Connection,
    { wordsVersion, nextPlace }: SearchIndexRow,
    ranges: readonly TermRange[],
  ): Promise<ReadonlyMap<string, TermPlaces>> {
    const found = new Map<string, TermPlaces>();
    const missing = new Map<string, TermRange>();
    for (const range of ranges) {
      const key = keyOf(range);
      const known = this.#known.get(key);
      if (known?.wordsVersion === wordsVersion) {
        found.set(key, known);
        remember(this.#known, key, known, 2 * nextPlace);
      } else {
        missing.set(key, range);
      }
    }
    const scoped = [...missing.values()].flatMap((range) =>
      ['n', 'o'].map((scope) => within(range, scope)),
    );
    const rows = await findPostings(connection, this.#collection, scoped);
    for (const [key, range] of missing) {
      const inName = new PlaceSet(nextPlace);
      const anywhere = new PlaceSet(nextPlace);
      for (const { term, chunk, places } of rows) {
        if (!covers(range, term.slice(1))) continue;
        if (term.startsWith('n')) addChunk(inName, chunk, places);
        addChunk(anywhere, chunk, places);
      }
      const placesOfTerm = { wordsVersion, inName, anywhere };
      found.set(key, placesOfTerm);
      remember(this.#known, key, placesOfTerm, 2 * nextPlace);
    }
    return found;
  }
}

/** Remembers a value as the one used last; forgets those used longest ago where all take too much room. */
function remember<Value>(
  known: Map<string, Value>,
  key: string,
  value: Value,
  places: number,
): void {
  known.delete(key);
  known.set(key, value);
  const most = Math.max(16, Math.floor(placesKept / Math.max(places, 1)));
  for (const [oldest] of known) {
    if (known.size <= most) break;
    known.delete(oldest);
  }
}

function rangesOf(query: WordQuery): readonly TermRange[] {
  if ('all' in query) return query.all.flatMap(rangesOf);
  if ('any' in query) return query.any.flatMap(rangesOf);
  return [query];
}

function within(range: TermRange, scope: string): TermRange {
  return 'term' in range ? { term: scope + range.term } : { beginning: scope + range.beginning };
}

function covers(range: TermRange, term: string): boolean {
  return 'term' in range ? term === range.term : term.startsWith(range.beginning);
}

function keyOf(range: TermRange): string {
  return 'term' in range ? range.term : `${range.beginning}*`;
}
