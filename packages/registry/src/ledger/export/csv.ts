import { inChunks, yuan, type Table } from './table.ts';

const byteOrderMark = '\ufeff';

/**
 * A table as CSV (RFC 4180) in UTF-8 with a byte order mark, without which Excel takes it for another encoding. Text that a
 * spreadsheet would take for a formula is written behind an apostrophe; numbers stay as they are.
 */
export async function* csvOf<Row>(table: Table<Row>): AsyncGenerator<Uint8Array> {
  for await (const chunk of inChunks(linesOf(table))) yield Buffer.from(chunk);
}

async function* linesOf<Row>({ columns, language, rows }: Table<Row>): AsyncGenerator<string> {
  yield `${byteOrderMark}${columns.map((column) => cell(column[language])).join(',')}\r\n`;
  for await (const row of rows) {
    const cells = columns.map(({ kind, valueOf }) => {
      const value = valueOf(row);
      if (value === null) return '';
      if (typeof value === 'string') return cell(harmless(value));
      return kind === 'fen' ? yuan(value) : String(value);
    });
    yield `${cells.join(',')}\r\n`;
  }
}

function harmless(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

function cell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
