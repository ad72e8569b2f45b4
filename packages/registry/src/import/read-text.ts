import { createReadStream } from 'node:fs';
import type { TextEncoding } from './text-encoding.ts';

/**
 * A file's text in pieces, without byte order mark, its lines ended by `\n`, whichever way they are ended in the file.
 * `onBytes` hears how many bytes have been read.
 */
export async function* readText(
  file: string,
  encoding: TextEncoding['encoding'],
  onBytes: (bytes: number) => void,
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  const stream = createReadStream(file, { highWaterMark: 256 * 1024 });
  let heldBack = '';
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    const text = heldBack + decoder.decode(chunk, { stream: true });
    // The end of a line may be cut in two.
    heldBack = text.endsWith('\r') ? '\r' : '';
    yield withPlainLines(heldBack ? text.slice(0, -1) : text);
    onBytes(stream.bytesRead);
  }
  yield withPlainLines(heldBack + decoder.decode());
}

function withPlainLines(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}
