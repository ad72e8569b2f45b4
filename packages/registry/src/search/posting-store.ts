import { sql } from 'kysely';
import type { Connection } from '../database/database.ts';
import { upsertRows } from '../database/write-rows.ts';
import { chunkSize, changeChunk } from './posting-chunk.ts';
import type { Collection, SearchPostingRow } from './search-tables.ts';
import { documentTerms, type WordDocument } from './words.ts';

/** An entry whose texts changed: `before` is absent where it is new. */
export interface WordChange {
  readonly place: number;
  readonly before?: WordDocument;
  readonly after: WordDocument;
}

/** One term, or all terms that begin so. */
export type TermRange = { readonly term: string } | { readonly beginning: string };

const termsAtOnce = 1000;
const afterAll = '\u{10ffff}';

/** The postings of some terms and ranges of terms. */
export async function findPostings(
  { db }: Connection,
  collection: Collection,
  ranges: readonly TermRange[],
): Promise<readonly SearchPostingRow[]> {
  const terms = ranges.flatMap((range) => ('term' in range ? range.term : []));
  const beginnings = ranges.flatMap((range) => ('beginning' in range ? range.beginning : []));
  if (ranges.length === 0) return [];
  const parts = [
    ...(terms.length > 0
      ? [
          sql`select * from search_posting where collection = ${collection} and term in (${sql.join(terms)})`,
        ]
      : []),
    ...beginnings.map(
      (beginning) =>
        sql`select * from search_posting where collection = ${collection} and term >= ${beginning} and term < ${beginning + afterAll}`,
    ),
  ];
  const { rows } = await sql<SearchPostingRow>`${sql.join(parts, sql` union all `)}`.execute(db);
  return rows;
}

/** Makes entries found under the terms of their texts, and no longer under those they had; the index must be locked. */
export async function changePostings(
  connection: Connection,
  collection: Collection,
  changes: readonly WordChange[],
): Promise<void> {
  const postings = new Map<string, { added: number[]; removed: number[] }>();
  const postingOf = (term: string, place: number) => {
    const key = `${Math.floor(place / chunkSize)} ${term}`;
    const posting = postings.get(key) ?? { added: [], removed: [] };
    postings.set(key, posting);
    return posting;
  };
  for (const { place, before, after } of changes.toSorted((a, b) => a.place - b.place)) {
    const old = before ? documentTerms(before) : new Set<string>();
    const terms = documentTerms(after);
    for (const term of terms) {
      if (!old.has(term)) postingOf(term, place).added.push(place % chunkSize);
    }
    for (const term of old) {
      if (!terms.has(term)) postingOf(term, place).removed.push(place % chunkSize);
    }
  }
  // In the order of the key, so that rows lie and are looked for next to each other.
  const keys = [...postings.keys()].toSorted();
  for (let start = 0; start < keys.length; start += termsAtOnce) {
    await changeRows(connection, collection, keys.slice(start, start + termsAtOnce), postings);
  }
}

type Changes = ReadonlyMap<string, { added: readonly number[]; removed: readonly number[] }>;

async function changeRows(
  connection: Connection,
  collection: Collection,
  keys: readonly string[],
  changes: Changes,
): Promise<void> {
  const known = await knownChunks(connection, collection, keys);
  const changed: SearchPostingRow[] = [];
  const emptied: SearchPostingRow[] = [];
  for (const key of keys) {
    const { chunk, term } = partsOf(key);
    const { added = [], removed = [] } = changes.get(key) ?? {};
    const before = known.get(key);
    const places = changeChunk(before, added, removed);
    if (places) changed.push({ collection, term, chunk, places });
    else if (before) emptied.push({ collection, term, chunk, places: before });
  }
  await upsertRows(connection, 'searchPosting', ['collection', 'term', 'chunk'], changed);
  for (const { term, chunk } of emptied) {
    await connection.db
      .deleteFrom('searchPosting')
      .where('collection', '=', collection)
      .where('term', '=', term)
      .where('chunk', '=', chunk)
      .execute();
  }
}

async function knownChunks(
  { db }: Connection,
  collection: Collection,
  keys: readonly string[],
): Promise<ReadonlyMap<string, Uint8Array>> {
  const parts = keys.map(partsOf);
  const rows = await db
    .selectFrom('searchPosting')
    .select(['term', 'chunk', 'places'])
    .where('collection', '=', collection)
    .where('chunk', 'in', [...new Set(parts.map(({ chunk }) => chunk))])
    .where('term', 'in', [...new Set(parts.map(({ term }) => term))])
    .execute();
  return new Map(rows.map(({ chunk, term, places }) => [`${chunk} ${term}`, places]));
}

function partsOf(key: string): { readonly chunk: number; readonly term: string } {
  const space = key.indexOf(' ');
  return { chunk: Number(key.slice(0, space)), term: key.slice(space + 1) };
}
