import { type CsvError, parse, type InfoRecord } from 'csv-parse';
import { Readable } from 'node:stream';
import { columnNames, columnOfHeader, columns, headerOf, type ColumnName } from './columns.ts';
import { ImportError } from './import-error.ts';

/** One fault of a row: in which column (absent where it is the whole row), what stands there, and what was expected. */
export interface RowFault {
  readonly column?: string;
  readonly value?: string;
  readonly reason: string;
}

/** A row of a file: the line it begins on, and its cells by column, or why it has none. */
export type FileRow = { readonly line: number } & (
  { readonly cells: ReadonlyMap<ColumnName, string> } | { readonly faults: readonly RowFault[] }
);

const delimiters = [',', ';', '\t'] as const;

interface ParsedRecord {
  readonly record: string[];
  readonly info: InfoRecord;
}

/**
 * The rows of a CSV text whose lines end in `\n`, after its line of column names; separated by commas, semicolons or tabs.
 * Throws an ImportError where the columns are not those of a directory.
 */
export async function* csvRows(text: AsyncGenerator<string>): AsyncGenerator<FileRow> {
  const { head, whole } = await withHead(text);
  const delimiter = delimiterOf(head);
  let unclosed: CsvError | undefined;
  const parser = Readable.from(whole).pipe(
    parse({
      delimiter,
      info: true,
      record_delimiter: '\n',
      relax_column_count: true,
      relax_quotes: true,
      skip_records_with_error: true,
      on_skip(error) {
        unclosed = error;
        return undefined;
      },
    }),
  );
  let header: readonly (ColumnName | undefined)[] | undefined;
  let lastLine = 0;
  for await (const { record, info } of parser as AsyncIterable<ParsedRecord>) {
    const line = lastLine + 1;
    lastLine = info.lines;
    if (record.every((cell) => cell.trim() === '')) continue;
    if (header) yield rowOf(line, record, header);
    else header = readHeader(record);
  }
  if (!header) throw new ImportError('The file has no line of column names.');
  if (unclosed) {
    const reason =
      'a quotation mark is opened in this row and never closed: nothing after it was read';
    yield { line: lastLine + 1, faults: [{ reason }] };
  }
}

/** The beginning of a text up to its first line with something on it, and the whole of it again. */
async function withHead(
  text: AsyncGenerator<string>,
): Promise<{ head: string; whole: AsyncGenerator<string> }> {
  let head = '';
  for (;;) {
    const { value, done } = await text.next();
    if (done) break;
    head += value;
    if (head.trimStart().includes('\n')) break;
  }
  const start = head;
  async function* whole() {
    yield start;
    yield* text;
  }
  return { head: head.trimStart().split('\n', 1)[0] ?? '', whole: whole() };
}

function delimiterOf(headerLine: string): string {
  const known = (delimiter: string) =>
    headerLine.split(delimiter).filter((cell) => columnOfHeader(cell.replaceAll('"', ''))).length;
  return delimiters.toSorted((a, b) => known(b) - known(a))[0] ?? ',';
}

function readHeader(record: readonly string[]): readonly (ColumnName | undefined)[] {
  const header = record.map(columnOfHeader);
  const twice = header.find((name, place) => name && header.indexOf(name) !== place);
  if (twice) {
    throw new ImportError(`The column ${headerOf(twice)} is there twice. Expected: once.`);
  }
  const missing = columnNames.filter((name) => columns[name].isRequired && !header.includes(name));
  const expected = missing.map(headerOf);
  if (!header.includes('countyCode') && !header.includes('county')) {
    expected.push(`${headerOf('countyCode')} or ${headerOf('county')}`);
  }
  if (expected.length === 0) return header;
  const found = record.map((cell) => cell.trim().slice(0, 30)).filter(Boolean);
  throw new ImportError(
    `The first line does not name the columns of a directory.\n` +
      `Missing: ${expected.join(', ')}.\n` +
      `Found: ${found.slice(0, 30).join(', ') || 'nothing'}.`,
  );
}

function rowOf(
  line: number,
  record: readonly string[],
  header: readonly (ColumnName | undefined)[],
): FileRow {
  const extra = record.slice(header.length).filter((cell) => cell.trim() !== '');
  if (record.length < header.length || extra.length > 0) {
    const reason = `must have ${header.length} columns, as the first line has, and has ${record.length}`;
    return { line, faults: [{ reason }] };
  }
  return {
    line,
    cells: new Map(
      header.flatMap((name, place) => (name ? [[name, record[place] ?? ''] as const] : [])),
    ),
  };
}
