import type { Database } from '../database/database.ts';
import { Contradictions } from './contradictions.ts';
import { csvRows, type FileRow } from './csv-rows.ts';
import { readDirectoryRow, type DirectoryRow } from './directory-row.ts';
import { ErrorFile } from './error-file.ts';
import { ImportError } from './import-error.ts';
import { jsonRows } from './json-rows.ts';
import { readText } from './read-text.ts';
import { storeRows } from './store-rows.ts';
import { detectEncoding } from './text-encoding.ts';

const rowsAtOnce = 1000;

/** How far an import has come. */
export interface ImportProgress {
  readonly rows: number;
  readonly bytes: number;
  readonly totalBytes: number;
}

/** What became of the rows of a file. */
export interface ImportResult {
  /** Rows read, empty lines left out. */
  readonly rows: number;
  readonly added: number;
  readonly updated: number;
  readonly unchanged: number;
  /** Rows that say the same as an earlier one. */
  readonly repeated: number;
  /** Rows left out, each with its faults in the error file. */
  readonly refused: number;
  /** Path of the error file; undefined where every row was good. */
  readonly errorFile: string | undefined;
}

/**
 * Brings a directory file into the registry: CSV or JSON Lines, UTF-8 or GB 18030. Good rows are stored a thousand at a time,
 * so that what was stored stays where it is stopped, and going on is to run it again; the others are reported in
 * `<file>.errors.csv`. Throws an ImportError where the file is no directory.
 */
export async function importDirectory(
  database: Database,
  file: string,
  options: { readonly now: Date; readonly onProgress?: (progress: ImportProgress) => void },
): Promise<ImportResult> {
  const { now, onProgress } = options;
  const { encoding, bytes: totalBytes } = await detectEncoding(file);
  let bytes = 0;
  const text = readText(file, encoding, (read) => {
    bytes = read;
  });
  const errors = new ErrorFile(file);
  const contradictions = new Contradictions();
  const counts = { rows: 0, added: 0, updated: 0, unchanged: 0, repeated: 0, refused: 0 };
  let batch: DirectoryRow[] = [];

  async function store(): Promise<void> {
    const rows = batch;
    batch = [];
    const stored = await database.transaction((connection) => storeRows(connection, rows, now));
    counts.added += stored.added;
    counts.updated += stored.updated;
    counts.unchanged += stored.unchanged;
  }

  async function take(fileRow: FileRow): Promise<void> {
    counts.rows += 1;
    const read = 'cells' in fileRow ? readDirectoryRow(fileRow.cells) : fileRow;
    const standing = 'row' in read ? contradictions.take(fileRow.line, read.row) : undefined;
    if (standing === 'repeated') {
      counts.repeated += 1;
    } else if (standing === 'new' && 'row' in read) {
      batch.push(read.row);
    } else {
      counts.refused += 1;
      const faults = 'faults' in read ? read.faults : [];
      await errors.write(fileRow.line, standing && standing !== 'new' ? [standing] : faults);
    }
  }

  try {
    for await (const fileRow of await rowsOf(text)) {
      await take(fileRow);
      if (batch.length === rowsAtOnce) await store();
      if (counts.rows % rowsAtOnce === 0) onProgress?.({ rows: counts.rows, bytes, totalBytes });
    }
    if (batch.length > 0) await store();
  } finally {
    await errors.close();
  }
  if (counts.rows === 0) {
    throw new ImportError(
      `${file} has no rows. Expected: a line a product below the column names.`,
    );
  }
  onProgress?.({ rows: counts.rows, bytes: totalBytes, totalBytes });
  return { ...counts, errorFile: counts.refused > 0 ? errors.path : undefined };
}

/** The rows of a text: JSON Lines where it begins with a brace, else CSV. */
async function rowsOf(text: AsyncGenerator<string>): Promise<AsyncGenerator<FileRow>> {
  let start = '';
  for (;;) {
    const { value, done } = await text.next();
    if (done) break;
    start += value;
    if (start.trim() !== '') break;
  }
  async function* whole() {
    yield start;
    yield* text;
  }
  return start.trimStart().startsWith('{') ? jsonRows(whole()) : csvRows(whole());
}
