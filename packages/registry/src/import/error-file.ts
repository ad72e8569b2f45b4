import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import type { RowFault } from './csv-rows.ts';

const header = 'line,column,value,reason';

/** The file beside an imported one that says what was wrong: CSV in UTF-8 with byte order mark, which Excel opens as it is. */
export class ErrorFile {
  readonly path: string;
  #stream: WriteStream | undefined;

  constructor(importedFile: string) {
    this.path = `${importedFile}.errors.csv`;
  }

  /** Writes the faults of a row, waiting where the disk is slower than the file has faults. */
  async write(line: number, faults: readonly RowFault[]): Promise<void> {
    this.#stream ??= this.#open();
    const rows = faults.map(({ column = '', value = '', reason }) =>
      [String(line), column, value, reason].map(cell).join(','),
    );
    if (this.#stream.write(`${rows.join('\r\n')}\r\n`)) return;
    const stream = this.#stream;
    await once(stream, 'drain');
  }

  /** Ends the file; where nothing was written, that of an earlier run goes. */
  async close(): Promise<void> {
    if (!this.#stream) return rm(this.path, { force: true });
    this.#stream.end();
    await finished(this.#stream);
  }

  #open(): WriteStream {
    const stream = createWriteStream(this.path);
    stream.write(`\ufeff${header}\r\n`);
    return stream;
  }
}

function cell(text: string): string {
  // A spreadsheet would run what begins like a formula.
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
