import { SalesFileError } from './sales-file-error.ts';

/** Encodings in which tills and spreadsheets save text. */
export const textEncodings = ['utf-8', 'gb18030', 'utf-16le', 'utf-16be'] as const;
export type TextEncoding = (typeof textEncodings)[number];

const sliceBytes = 128 * 1024;

/**
 * Finds a file's encoding: by its byte order mark, by the zero bytes of UTF-16, else UTF-8 where the whole file is valid
 * UTF-8, else GB 18030 (of which GBK and GB 2312 are parts).
 * @throws {SalesFileError} `empty`, `workbook` (Excel), `notText`, `webPage` or `unreadable`
 */
export async function findEncoding(file: Blob): Promise<TextEncoding> {
  const start = new Uint8Array(await bytesOf(file, 0, 4096));
  if (start.length === 0) throw new SalesFileError('empty');
  const begins = (...bytes: number[]) => bytes.every((byte, place) => start[place] === byte);
  if (begins(0xef, 0xbb, 0xbf)) return 'utf-8';
  if (begins(0xff, 0xfe)) return 'utf-16le';
  if (begins(0xfe, 0xff)) return 'utf-16be';
  // ZIP, in which .xlsx comes, and the compound file of the older .xls.
  if (begins(0x50, 0x4b, 3, 4) || begins(0xd0, 0xcf, 0x11, 0xe0)) {
    throw new SalesFileError('workbook');
  }
  if (begins(0x25, 0x50, 0x44, 0x46)) throw new SalesFileError('notText');
  const zerosAt = (parity: number) =>
    start.filter((byte, place) => byte === 0 && place % 2 === parity).length;
  const [even, odd] = [zerosAt(0), zerosAt(1)];
  if (odd > 8 * even && odd > start.length / 50) return 'utf-16le';
  if (even > 8 * odd && even > start.length / 50) return 'utf-16be';
  if (even + odd > 0) throw new SalesFileError('notText');
  // Some systems call a web page with a table in it ".xls" or ".csv".
  const opening = new TextDecoder('latin1').decode(start.subarray(0, 512)).trimStart();
  if (/^<(?:!doctype|html|table|\?xml)/i.test(opening)) throw new SalesFileError('webPage');
  return (await isValid(file, 'utf-8')) ? 'utf-8' : 'gb18030';
}

async function isValid(file: Blob, encoding: TextEncoding): Promise<boolean> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  try {
    for (let from = 0; from < file.size; from += sliceBytes) {
      const bytes = await bytesOf(file, from, from + sliceBytes);
      decoder.decode(bytes, { stream: true });
    }
    decoder.decode();
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

/** A piece of a file's text, with line ends as `\n`, and how many bytes of the file have been read with it. */
export interface TextPiece {
  readonly text: string;
  readonly bytesRead: number;
}

/** Reads a file's text piece by piece, without a byte order mark; bytes that are no text become U+FFFD. */
export async function* readText(
  file: Blob,
  encoding: TextEncoding,
  pieceBytes = sliceBytes,
): AsyncGenerator<TextPiece> {
  const decoder = new TextDecoder(encoding);
  let held = '';
  for (let from = 0; from < file.size; from += pieceBytes) {
    const bytes = await bytesOf(file, from, from + pieceBytes);
    const isLast = from + pieceBytes >= file.size;
    let text = held + decoder.decode(bytes, { stream: !isLast });
    held = '';
    // A carriage return at the end may be the first half of a line end.
    if (!isLast && text.endsWith('\r')) {
      held = '\r';
      text = text.slice(0, -1);
    }
    yield { text: text.replace(/\r\n?/g, '\n'), bytesRead: Math.min(from + pieceBytes, file.size) };
  }
}

async function bytesOf(file: Blob, from: number, to: number): Promise<ArrayBuffer> {
  try {
    return await file.slice(from, to).arrayBuffer();
  } catch (cause) {
    throw new SalesFileError('unreadable', { cause });
  }
}
