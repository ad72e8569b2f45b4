import { sql } from 'kysely';
import type { Connection } from '../database/database.ts';
import { upsertRows } from '../database/write-rows.ts';
import { groupBy } from '../group-by.ts';
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
  const byChunk = groupBy(
    changes.toSorted((a, b) => a.place - b.place),
    ({ place }) => Math.floor(place / chunkSize),
  );
  for (const [chunk, ofChunk] of byChunk) {
    const changesOf = termChanges(ofChunk);
    // In the order of the key, so that rows lie and are looked for next to each other.
    const terms = [...changesOf.keys()].toSorted();
    for (let start = 0; start < terms.length; start += termsAtOnce) {
      const some = terms.slice(start, start + termsAtOnce);
      await changeRows(connection, { collection, chunk }, some, changesOf);
    }
  }
}

interface TermChange {
  readonly added: number[];
  readonly removed: number[];
}

/** The places that each term has gained and lost, within a chunk. */
function termChanges(changes: readonly WordChange[]): ReadonlyMap<string, TermChange> {
  const byTerm = new Map<string, TermChange>();
  const changeOf = (term: string): TermChange => {
    let change = byTerm.get(term);
    if (!change) byTerm.set(term, (change = { added: [], removed: [] }));
    return change;
  };
  for (const { place, before, after } of changes) {
    const old = before ? documentTerms(before) : new Set<string>();
    const terms = documentTerms(after);
    for (const term of terms) if (!old.has(term)) changeOf(term).added.push(place % chunkSize);
    for (const term of old) if (!terms.has(term)) changeOf(term).removed.push(place % chunkSize);
  }
  return byTerm;
}

async function changeRows(
  connection: Connection,
  { collection, chunk }: Pick<SearchPostingRow, 'collection' | 'chunk'>,
  terms: readonly string[],
  changesOf: ReadonlyMap<string, TermChange>,
): Promise<void> {
  const rows = await connection.db
    .selectFrom('searchPosting')
    .select(['term', 'places'])
    .where('collection', '=', collection)
    .where('chunk', '=', chunk)
    .where('term', 'in', terms)
    .execute();
  const known = new Map(rows.map(({ term, places }) => [term, places]));
  const changed: SearchPostingRow[] = [];
  const emptied: string[] = [];
  for (const term of terms) {
    const { added = [], removed = [] } = changesOf.get(term) ?? {};
    const places = changeChunk(known.get(term), added, removed);
    if (places) changed.push({ collection, term, chunk, places });
    else if (known.has(term)) emptied.push(term);
  }
  await upsertRows(connection, 'searchPosting', ['collection', 'term', 'chunk'], changed);
  if (emptied.length === 0) return;
  await connection.db
    .deleteFrom('searchPosting')
    .where('collection', '=', collection)
    .where('chunk', '=', chunk)
    .where('term', 'in', emptied)
    .execute();
}
