import Papa from 'papaparse';
import { readText, type TextEncoding } from './file-text.ts';
import { SalesFileError } from './sales-file-error.ts';

/** Characters that separate the cells of a row. */
export const delimiters = [',', '\t', ';'] as const;
export type Delimiter = (typeof delimiters)[number];

/** A row's cells; `hasBrokenQuotes` where a quotation mark stands where none may, and cells may have run together. */
export interface FileRow {
  readonly cells: readonly string[];
  readonly hasBrokenQuotes?: true;
}

/** Some rows of a file, in order, and how many of its bytes have been read with them. */
export interface RowBatch {
  readonly rows: readonly FileRow[];
  readonly bytesRead: number;
}

/** More characters than any row has: a quotation mark that is never closed would take in the rest of the file. */
const maximumRowLength = 1_000_000;

/** Finds what separates the cells: the character that splits the first rows into most cells, and most evenly. */
export async function findDelimiter(file: Blob, encoding: TextEncoding): Promise<Delimiter> {
  for await (const { text } of readText(file, encoding)) {
    const scores = delimiters.map((delimiter) => {
      const { data } = new Papa.Parser({ delimiter, newline: '\n', preview: 50 }).parse(
        text,
        0,
        false,
      ) as Parsed;
      const widths = data.filter((row) => row.length > 1).map((row) => row.length);
      const widest = Math.max(0, ...widths);
      const even = widths.filter((width) => width === widest).length;
      return widest > 1 ? even * widest : 0;
    });
    return delimiters[scores.indexOf(Math.max(...scores))] ?? ',';
  }
  return ',';
}

interface Parsed {
  readonly data: string[][];
  readonly errors: readonly { readonly row?: number }[];
  readonly meta: { readonly cursor: number };
}

/**
 * Reads a file's rows, blank ones included, so that their count is the row number a spreadsheet shows.
 * @throws {SalesFileError} `quoteNotClosed`, `brokenQuotes` where rows have run together, or `unreadable`
 */
export async function* readRows(
  file: Blob,
  encoding: TextEncoding,
  delimiter: Delimiter,
  pieceBytes?: number,
): AsyncGenerator<RowBatch> {
  const parser = new Papa.Parser({ delimiter, newline: '\n' });
  let rest = '';
  let rowsRead = 0;
  for await (const { text, bytesRead } of readText(file, encoding, pieceBytes)) {
    rest += text;
    const isLast = bytesRead === file.size;
    // A line end after the last row is no row of its own.
    if (isLast && rest.endsWith('\n')) rest = rest.slice(0, -1);
    const { data, errors, meta } = parser.parse(rest, 0, !isLast) as Parsed;
    if (isLast && errors.some((error) => 'code' in error && error.code === 'MissingQuotes')) {
      throw new SalesFileError('quoteNotClosed', { row: rowsRead + data.length });
    }
    if (!isLast) rest = rest.slice(meta.cursor);
    if (rest.length > maximumRowLength && !isLast) {
      throw new SalesFileError('quoteNotClosed', { row: rowsRead + data.length + 1 });
    }
    const broken = new Set(errors.map((error) => error.row));
    // How many rows are in it, and so the places of those after it, nobody can tell.
    const joined = data.findIndex(
      (cells, place) => broken.has(place) && cells.some((cell) => cell.includes('\n')),
    );
    if (joined >= 0) throw new SalesFileError('brokenQuotes', { row: rowsRead + joined + 1 });
    rowsRead += data.length;
    yield {
      rows: data.map((cells, place) =>
        broken.has(place) ? { cells, hasBrokenQuotes: true } : { cells },
      ),
      bytesRead,
    };
  }
}
