import { readPinyin } from './pinyin-syllables.ts';
import {
  anchorLengths,
  edgeLength,
  initialsLength,
  lettersOf,
  pairsOf,
  runsOf,
  stemOf,
} from './words.ts';

/** What terms a record must have to be found: one, any that begins so, all of several, or any of several. */
export type WordQuery =
  | { readonly term: string }
  | { readonly beginning: string }
  | { readonly all: readonly WordQuery[] }
  | { readonly any: readonly WordQuery[] };

/** A search for words, and the terms of a name that is the same or begins so. Terms are without their first letter. */
export interface WordSearch {
  readonly query: WordQuery;
  readonly sameName: string;
  readonly nameBeginning: string;
}

// Longer texts are looked for as they stand, or word by word.
const mostGaps = 7;
const segmenter = new Intl.Segmenter('zh-Hans', { granularity: 'word' });
// Nobody types more initials than these of what they look for.
const mostInitials = 8;

/** What to look for where a person searches; undefined where there is nothing to search by. */
export function readWordSearch(text: string): WordSearch | undefined {
  const runs = runsOf(text);
  if (runs.length === 0) return undefined;
  const letters = lettersOf(text);
  const { length } = [...letters];
  const anchor = anchorLengths.find((each) => each <= length) ?? length;
  return {
    query: { all: runs.map((run) => (run.isHan ? hanQuery(run.text) : letterQuery(run.text))) },
    sameName: `=${letters}`,
    nameBeginning: `^${[...letters].slice(0, anchor).join('')}`,
  };
}

// Characters are looked for as they stand beside each other; or, where a person writes words without a space, with one gap
// anywhere between them, or word by word.
function hanQuery(run: string): WordQuery {
  const pairs = pairsQuery(run).all;
  const words = [...segmenter.segment(run)].map(({ segment }) => segment);
  const isOfWords = words.length > 2 && words.every((word) => [...word].length > 1);
  const gaps = pairs.length <= mostGaps ? pairs.slice(1, -1) : [];
  if (gaps.length === 0 && !isOfWords) return { all: pairs };
  return {
    any: [
      { all: pairs },
      ...gaps.map((gap) => ({ all: pairs.filter((pair) => pair !== gap) })),
      ...(isOfWords ? [{ all: words.map(pairsQuery) }] : []),
    ],
  };
}

function pairsQuery(text: string) {
  return { all: pairsOf([...text]).map((pair) => ({ term: `h${pair}` })) };
}

function letterQuery(run: string): WordQuery {
  const asWord: readonly WordQuery[] =
    [...run].length <= edgeLength
      ? [{ term: `e${run}` }]
      : [{ beginning: `w${run}` }, { term: `w${stemOf(run)}` }];
  if (!/^[a-z]+$/.test(run)) return { any: asWord };
  return {
    any: [
      ...asWord,
      ...readPinyin(run).map(pinyinQuery),
      ...(run.length <= mostInitials ? [initialsQuery(run)] : []),
    ],
  };
}

function pinyinQuery(syllables: readonly string[]): WordQuery {
  const kind = syllables.length > 1 ? 'p' : 's';
  const terms = pairsOf(syllables, '_').map((pair) => `${kind}${pair}`);
  const last = terms.at(-1) ?? '';
  return { all: [...terms.slice(0, -1).map((term) => ({ term })), { beginning: last }] };
}

function initialsQuery(letters: string): WordQuery {
  const count = Math.max(1, letters.length - initialsLength + 1);
  return {
    all: Array.from({ length: count }, (_, at) => ({
      term: `i${letters.slice(at, at + initialsLength)}`,
    })),
  };
}
