import type { Connection } from '../database/database.ts';
import { PlaceSet } from './place-set.ts';
import { addChunk } from './posting-chunk.ts';
import { findPostings, type TermRange } from './posting-store.ts';
import type { Collection, SearchIndexRow } from './search-tables.ts';
import type { WordQuery, WordSearch } from './word-query.ts';

/** The places that words are found at, and of these the ones nearest to them by name, each a part of that before. */
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

// Some 20 MB at 200,000 places.
const placesKept = 64_000_000;

/** Finds the places of words in an index, and remembers those of terms until the index changes. */
export class WordIndex {
  readonly #collection: Collection;
  readonly #known = new Map<string, TermPlaces>();

  constructor(collection: Collection) {
    this.#collection = collection;
  }

  /** The places of words in the index as it stands in the database, by its state as it was read before. */
  async find(
    connection: Connection,
    index: SearchIndexRow,
    { query, sameName, nameBeginning }: WordSearch,
  ): Promise<FoundPlaces> {
    const ranges = [...rangesOf(query), { term: sameName }, { term: nameBeginning }];
    const places = await this.#placesOf(connection, index, ranges);
    const capacity = index.nextPlace;
    const evaluate = (each: WordQuery, where: 'inName' | 'anywhere'): PlaceSet => {
      if ('all' in each) {
        const sets = each.all.map((part) => evaluate(part, where));
        return sets.reduce((both, set) => both.cut(set), PlaceSet.below(capacity));
      }
      if ('any' in each) {
        const sets = each.any.map((part) => evaluate(part, where));
        return sets.reduce((either, set) => either.join(set), new PlaceSet(capacity));
      }
      return places.get(keyOf(each))?.[where] ?? new PlaceSet(capacity);
    };
    const all = evaluate(query, 'anywhere');
    const inName = evaluate(query, 'inName');
    const atBeginning = evaluate({ term: nameBeginning }, 'inName').copy().cut(inName);
    const same = evaluate({ term: sameName }, 'inName').copy().cut(atBeginning);
    return { all, inName, atBeginning, sameName: same };
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
        this.#keep(key, known, nextPlace);
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
      this.#keep(key, placesOfTerm, nextPlace);
    }
    return found;
  }

  /** Remembers places, as those used last; forgets those used longest ago where there are too many. */
  #keep(key: string, places: TermPlaces, capacity: number): void {
    this.#known.delete(key);
    this.#known.set(key, places);
    const most = Math.max(16, Math.floor(placesKept / Math.max(capacity, 1)));
    for (const [oldest] of this.#known) {
      if (this.#known.size <= most) break;
      this.#known.delete(oldest);
    }
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
