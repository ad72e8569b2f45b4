import { findHeaderRow } from './columns.ts';
import {
  findDelimiter,
  readRows,
  type Delimiter,
  type FileRow,
  type RowBatch,
} from './file-rows.ts';
import { findEncoding, type TextEncoding } from './file-text.ts';
import { SalesFileError } from './sales-file-error.ts';
import { isWorkbook, Workbook } from './workbook-rows.ts';

/** A sales file that is read row by row, as often as is wanted, and never held as a whole. */
export interface SalesSource {
  readonly bytes: number;
  readonly format: 'xlsx' | Delimiter;
  /** Of a text file. */
  readonly encoding: TextEncoding | undefined;
  /** The column names, and the row they stand in, from 0. */
  readonly headers: readonly string[];
  readonly headerRow: number;
  /** The first rows below the column names. */
  readonly sample: readonly FileRow[];
  /** The rows below the column names; the first of them is row `headerRow + 2` of a spreadsheet. */
  rows(): AsyncGenerator<RowBatch>;
}

/** How to read a file; what is absent is found out. */
export interface SalesSourceOptions {
  readonly encoding?: TextEncoding | undefined;
  readonly delimiter?: Delimiter | undefined;
}

const sampleRows = 500;

/**
 * Opens a file of sales: text in whatever encoding, or a workbook (.xlsx).
 * @throws {SalesFileError} when it is no table of sales
 */
export async function openSalesSource(
  file: Blob,
  known: SalesSourceOptions = {},
): Promise<SalesSource> {
  const { format, encoding, all } = await readerOf(file, known);
  const first: FileRow[] = [];
  for await (const { rows } of all()) {
    for (const row of rows) first.push(row);
    if (first.length >= 20 + sampleRows) break;
  }
  const isBlank = (row: FileRow) => row.cells.every((cell) => cell.trim() === '');
  if (first.every(isBlank)) throw new SalesFileError('empty');
  if (first.every((row) => row.cells.length < 2)) throw new SalesFileError('oneColumn');
  const headerRow = findHeaderRow(first.slice(0, 20).map((row) => row.cells));
  const sample = first.slice(headerRow + 1, headerRow + 1 + sampleRows);
  if (sample.every(isBlank)) throw new SalesFileError('noRows');
  return {
    bytes: file.size,
    format,
    encoding,
    headers: first[headerRow]?.cells ?? [],
    headerRow,
    sample,
    async *rows() {
      let toSkip = headerRow + 1;
      for await (const { rows, bytesRead } of all()) {
        yield { rows: toSkip > 0 ? rows.slice(toSkip) : rows, bytesRead };
        toSkip -= Math.min(toSkip, rows.length);
      }
    },
  };
}

async function readerOf(file: Blob, known: SalesSourceOptions) {
  if (known.delimiter === undefined && (await isWorkbook(file))) {
    const book = await Workbook.open(file);
    return { format: 'xlsx', encoding: undefined, all: () => book.rows() } as const;
  }
  const encoding = known.encoding ?? (await findEncoding(file));
  const delimiter = known.delimiter ?? (await findDelimiter(file, encoding));
  return { format: delimiter, encoding, all: () => readRows(file, encoding, delimiter) } as const;
}
