/** A column of an exported table; amounts of money are given in fen and written in yuan. */
export interface Column<Row> {
  readonly zh: string;
  readonly en: string;
  readonly kind: 'text' | 'number' | 'fen';
  valueOf(row: Row): string | number | null;
}

/** Headings in which language. */
export type TableLanguage = 'zh' | 'en';

/** A table that is written while its rows are read. */
export interface Table<Row> {
  readonly columns: readonly Column<Row>[];
  readonly language: TableLanguage;
  readonly rows: AsyncIterable<Row>;
}

/** Fen as yuan with two decimals, e.g. `-12.05`. */
export function yuan(fen: number): string {
  const digits = String(Math.abs(fen)).padStart(3, '0');
  return `${fen < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** Gathers pieces of text to be sent into larger ones. */
export async function* inChunks(texts: AsyncIterable<string>): AsyncGenerator<string> {
  const enough = 65_536;
  let chunk = '';
  for await (const text of texts) {
    chunk += text;
    if (chunk.length < enough) continue;
    yield chunk;
    chunk = '';
  }
  if (chunk !== '') yield chunk;
}
