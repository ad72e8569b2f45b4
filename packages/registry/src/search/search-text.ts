import { pinyin } from 'pinyin-pro';
import type { SearchTerm } from '../database/dialect.ts';

const runs = /\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{L}\p{N}])+/gu;
const han = /^\p{Script=Han}/u;
const segmenter = new Intl.Segmenter('zh-Hans', { granularity: 'word' });
// Nobody types the pinyin of more characters than this in one word.
const pinyinLength = 8;
const tokensKept = 20_000;
const tokensOfText = new Map<string, readonly string[]>();

/**
 * The words under which texts are found, separated by spaces: of Chinese its characters, pairs of characters and words,
 * and its pinyin and initials from each character on; of other scripts the words in lower case.
 */
export function searchText(texts: readonly (string | undefined | null)[]): string {
  const tokens = new Set<string>();
  for (const text of texts) {
    for (const token of text ? tokensOf(text) : []) tokens.add(token);
  }
  return [...tokens].join(' ');
}

/** What to look for where a person searches: every term must be found. None where there is nothing to search by. */
export function searchTerms(query: string): readonly SearchTerm[] {
  return [...normalized(query).matchAll(runs)].flatMap(([run]): SearchTerm[] =>
    han.test(run)
      ? pairsOf(run).map((token) => ({ token, prefix: false }))
      : [{ token: run, prefix: true }],
  );
}

// Names of suppliers, counties and categories come again and again.
function tokensOf(text: string): readonly string[] {
  const known = tokensOfText.get(text);
  if (known) return known;
  const tokens = [...normalized(text).matchAll(runs)].flatMap(([run]) =>
    han.test(run) ? hanTokens(run) : [run],
  );
  if (tokensOfText.size >= tokensKept) tokensOfText.clear();
  tokensOfText.set(text, tokens);
  return tokens;
}

function hanTokens(run: string): string[] {
  const words = [...segmenter.segment(run)].map(({ segment }) => segment);
  return [...run, ...pairsOf(run), ...words, ...pinyinTokens(run)];
}

function pinyinTokens(run: string): string[] {
  const syllables = pinyin(run, { toneType: 'none', type: 'array', v: true });
  return syllables.flatMap((_, start) => {
    const rest = syllables.slice(start, start + pinyinLength);
    return [rest.join(''), rest.map((syllable) => syllable.charAt(0)).join('')];
  });
}

function pairsOf(run: string): string[] {
  const characters = [...run];
  if (characters.length === 1) return characters;
  return characters.slice(1).map((character, place) => `${characters[place] ?? ''}${character}`);
}

function normalized(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}
