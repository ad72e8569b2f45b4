/** What had to be done to a cell's text to make it one clean line. */
export interface CleanText {
  readonly text: string;
  /** Whether it held control characters, which are taken out. */
  readonly hadControls: boolean;
}

const breaking = /[\t\n\v\f\r\u0085\u2028\u2029]+/g;
const controls = /[\p{Cc}\u2028\u2029]/u;
const everyControl = /\p{Cc}/gu;
const formulaText = /^="(.*)"$/s;
const textMarker = /^['`](?=[\d¥￥+-])/;

/**
 * A cell as one line of text: trimmed, without control characters, and without what exports put around a number to make
 * Excel take it for text (`="0012"`, `'0012`, `` `0012 ``, a tab at an end).
 */
export function cleanText(cell: string): CleanText {
  const trimmed = cell.trim();
  const inner = (formulaText.exec(trimmed)?.[1]?.replaceAll('""', '"') ?? trimmed)
    .replace(textMarker, '')
    .trim();
  if (!controls.test(inner)) return { text: inner, hadControls: false };
  const text = inner.replace(breaking, ' ').replace(everyControl, '').trim();
  return { text, hadControls: true };
}

/** A text cut to so many UTF-16 units, never through the middle of a character. */
export function cutText(text: string, maximumLength: number): string {
  if (text.length <= maximumLength) return text;
  const cut = text.slice(0, maximumLength);
  return cut.replace(/[\uD800-\uDBFF]$/, '').trimEnd();
}
