import { pinyin } from 'pinyin-pro';
import { simplifiedPairs } from './simplified-data.ts';

/** The texts under which a record is found: those in `names` rank it higher than the others. */
export interface WordDocument {
  readonly names: readonly string[];
  readonly others: readonly string[];
}

/** Characters in a row: either Chinese, or letters and digits of other scripts. */
export interface Run {
  readonly text: string;
  readonly isHan: boolean;
}

/** Lengths of the beginnings of names that are indexed. */
export const anchorLengths = [8, 4, 2, 1] as const;
/** How long the beginnings of words are that are indexed; longer ones are looked up among the words. */
export const edgeLength = 2;
/** How many initials are indexed in a row. */
export const initialsLength = 3;

const runs = /\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{L}\p{N}])+/gu;
const han = /^\p{Script=Han}/u;
const simplified = new Map(
  simplifiedPairs.split(' ').map((pair) => {
    const [traditional = '', simple = ''] = pair;
    return [traditional, simple];
  }),
);
const tokensKept = 20_000;
const tokensOfText = new Map<string, readonly string[]>();

/**
 * The terms under which a record is found. The first letter says where: `n` in a name, `o` in another text. The second says
 * what it is: `h` a Chinese character or two in a row, `s` a syllable and `p` two in a row in pinyin, `i` up to three
 * initials, `w` a word and `e` its beginning, `=` a whole name and `^` its beginning.
 */
export function documentTerms({ names, others }: WordDocument): ReadonlySet<string> {
  const ofNames = new Set(names.flatMap((text) => [...tokensOf(text), ...anchorsOf(text)]));
  const terms = new Set<string>();
  for (const token of ofNames) terms.add(`n${token}`);
  for (const text of others) {
    for (const token of tokensOf(text)) if (!ofNames.has(token)) terms.add(`o${token}`);
  }
  return terms;
}

/** The runs of a text in lower case, simplified characters and half width. */
export function runsOf(text: string): readonly Run[] {
  return [...normalized(text).matchAll(runs)].map(([run]) => ({ text: run, isHan: han.test(run) }));
}

/** All letters of a text with nothing between them. */
export function lettersOf(text: string): string {
  return runsOf(text)
    .map((run) => run.text)
    .join('');
}

/** A word without its plural ending. */
export function stemOf(word: string): string {
  if (!/^[a-z]{4,}$/.test(word)) return word;
  return word
    .replace(/ie[sd]$/, 'y')
    .replace(/(?<=s|x|z|ch|sh)es$/, '')
    .replace(/(?<![su])s$/, '');
}

/** Each two neighbours joined; of a single part that part. */
export function pairsOf(parts: readonly string[], separator = ''): string[] {
  if (parts.length === 1) return [...parts];
  return parts.slice(1).map((part, place) => `${parts[place] ?? ''}${separator}${part}`);
}

// Names of suppliers, counties and categories come again and again.
function tokensOf(text: string): readonly string[] {
  const known = tokensOfText.get(text);
  if (known) return known;
  const tokens = [
    ...new Set(runsOf(text).flatMap((run) => (run.isHan ? hanTokens : wordTokens)(run.text))),
  ];
  if (tokensOfText.size >= tokensKept) tokensOfText.clear();
  tokensOfText.set(text, tokens);
  return tokens;
}

function hanTokens(run: string): string[] {
  const characters = [...run];
  const syllables = syllablesOf(run);
  const initials = syllables.map((syllable) => syllable.charAt(0)).join('');
  const tokens = [...characters, ...pairsOf(characters)].map((token) => `h${token}`);
  for (const syllable of syllables) tokens.push(`s${syllable}`);
  if (syllables.length > 1) {
    for (const pair of pairsOf(syllables, '_')) tokens.push(`p${pair}`);
  }
  for (let start = 0; start < initials.length; start += 1) {
    for (
      let length = 1;
      length <= initialsLength && start + length <= initials.length;
      length += 1
    ) {
      tokens.push(`i${initials.slice(start, start + length)}`);
    }
  }
  return tokens;
}

function wordTokens(word: string): string[] {
  const edges = Array.from({ length: edgeLength }, (_, at) => `e${word.slice(0, at + 1)}`);
  return [...edges, `w${word}`, `w${stemOf(word)}`];
}

function anchorsOf(name: string): string[] {
  const read = runsOf(name)
    .map((run) => (run.isHan ? syllablesOf(run.text).join('') : run.text))
    .join('');
  return [...new Set([lettersOf(name), read])].flatMap((text) => [
    `=${text}`,
    ...anchorLengths.map((length) => `^${[...text].slice(0, length).join('')}`),
  ]);
}

function syllablesOf(run: string): string[] {
  return pinyin(run, { toneType: 'none', type: 'array', v: true });
}

function normalized(text: string): string {
  const folded = text.normalize('NFKC').toLowerCase();
  return folded.replace(/\p{Script=Han}/gu, (character) => simplified.get(character) ?? character);
}
