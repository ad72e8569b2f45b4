import { createBreather } from './breather.ts';
import type { SalesTable } from './check-sales.ts';
import { findHeaderRow } from './columns.ts';
import { findDelimiter, readRows, type Delimiter, type FileRow } from './file-rows.ts';
import { findEncoding, type TextEncoding } from './file-text.ts';
import { SalesFileError } from './sales-file-error.ts';

/** A retailer's export as it was read. */
export interface SalesFile {
  readonly file: File;
  readonly encoding: TextEncoding;
  readonly delimiter: Delimiter;
  readonly rows: readonly FileRow[];
  /** The row with the column names, from 0. */
  readonly headerRow: number;
}

/** How to read a file; what is absent is found out. */
export interface OpenSalesFileOptions {
  readonly encoding?: TextEncoding | undefined;
  readonly delimiter?: Delimiter | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Told which share of the file has been read, from 0 to 1. */
  readonly onProgress?: ((share: number) => void) | undefined;
}

/**
 * Reads a file, leaving the page its turns.
 * @throws {SalesFileError} when it is no table of sales
 */
export async function openSalesFile(
  file: File,
  { signal, onProgress, ...known }: OpenSalesFileOptions = {},
): Promise<SalesFile> {
  const breathe = createBreather();
  const encoding = known.encoding ?? (await findEncoding(file));
  const delimiter = known.delimiter ?? (await findDelimiter(file, encoding));
  const rows: FileRow[] = [];
  for await (const batch of readRows(file, encoding, delimiter)) {
    for (const row of batch.rows) rows.push(row);
    onProgress?.(batch.bytesRead / file.size);
    await breathe();
    signal?.throwIfAborted();
  }
  const headerRow = findHeaderRow(rows.slice(0, 20).map((row) => row.cells));
  const salesFile = { file, encoding, delimiter, rows, headerRow };
  const { rows: content } = tableOf(salesFile);
  const isBlank = (row: FileRow) => row.cells.every((cell) => cell.trim() === '');
  if (rows.every(isBlank)) throw new SalesFileError('empty');
  if (rows.every((row) => row.cells.length < 2)) throw new SalesFileError('oneColumn');
  if (content.every(isBlank)) throw new SalesFileError('noRows');
  return salesFile;
}

/** The table below a file's column names; `headerRow` overrides where they are. */
export function tableOf(
  { rows, headerRow: found }: Pick<SalesFile, 'rows' | 'headerRow'>,
  headerRow = found,
): SalesTable {
  return {
    headers: rows[headerRow]?.cells ?? [],
    rows: rows.slice(headerRow + 1),
    firstRowNumber: headerRow + 2,
  };
}

/** The first few different values of a column, to be recognised by. */
export function sampleValues(table: SalesTable, column: number, count = 3): string[] {
  const values = new Set<string>();
  for (const { cells } of table.rows.slice(0, 500)) {
    const value = cells[column]?.trim();
    if (value) values.add(value);
    if (values.size === count) break;
  }
  return [...values];
}
