import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { ImportError } from './import-error.ts';

/** How a file's text is written. */
export interface TextEncoding {
  readonly encoding: 'utf-8' | 'utf-16le' | 'gb18030';
  readonly bytes: number;
}

// What Chinese in GB 18030 looks like read as UTF-8: most of it can't be read, where a damaged UTF-8 file has a few such places.
const mostlyUnreadable = 0.2;

/**
 * Tells whether a file is UTF-8, UTF-16 (by its byte order mark) or GB 18030, from all of its bytes. Throws an ImportError for
 * a file that is not there, is empty, or holds no text.
 */
export async function detectEncoding(file: string): Promise<TextEncoding> {
  const bytes = await sizeOf(file);
  const utf8 = new TextDecoder('utf-8');
  let unreadable = 0;
  let foreign = 0;
  let isFirst = true;
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    if (isFirst) {
      refuseWorkbook(file, chunk);
      if (chunk[0] === 0xff && chunk[1] === 0xfe) return { encoding: 'utf-16le', bytes };
    }
    isFirst = false;
    if (chunk.includes(0)) throw notText(file);
    const text = utf8.decode(chunk, { stream: true });
    for (const [run] of text.matchAll(/[^\0-\x7f]+/g)) {
      foreign += run.length;
      for (const character of run) if (character === '\ufffd') unreadable += 1;
    }
  }
  const isUtf8 = unreadable === 0 || unreadable < foreign * mostlyUnreadable;
  return { encoding: isUtf8 ? 'utf-8' : 'gb18030', bytes };
}

async function sizeOf(file: string): Promise<number> {
  let size;
  try {
    const status = await stat(file);
    if (!status.isFile())
      throw new ImportError(`${file} is no file. Expected: a CSV or JSON Lines file.`);
    ({ size } = status);
  } catch (error) {
    if (error instanceof ImportError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    throw new ImportError(
      code === 'ENOENT'
        ? `There is no file ${file}. Expected: the path of a CSV or JSON Lines file.`
        : `${file} can't be read (${code ?? 'unknown reason'}). Expected: a file that this user may read.`,
    );
  }
  if (size === 0) {
    throw new ImportError(
      `${file} is empty. Expected: a line of column names and a line a product.`,
    );
  }
  return size;
}

function refuseWorkbook(file: string, start: Buffer): void {
  const isZip = start.subarray(0, 4).equals(Buffer.from('PK\u0003\u0004', 'latin1'));
  const isOldExcel = start.subarray(0, 4).toString('hex') === 'd0cf11e0';
  if (!isZip && !isOldExcel) return;
  throw new ImportError(
    `${file} is a spreadsheet workbook or an archive. Expected: text. Save the sheet as "CSV UTF-8" and import that.`,
  );
}

function notText(file: string): ImportError {
  return new ImportError(
    `${file} holds no text (it has NUL bytes). Expected: CSV or JSON Lines in UTF-8 or GB 18030.`,
  );
}
