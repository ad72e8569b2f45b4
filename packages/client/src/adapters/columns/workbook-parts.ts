import { SalesFileError } from './sales-file-error.ts';

/** A file in a ZIP archive (APPNOTE.TXT 4.3), of which only what spreadsheets write is read: no encryption, no ZIP64. */
interface Part {
  readonly method: number;
  readonly compressedBytes: number;
  readonly headerOffset: number;
}

const endSignature = 0x06054b50;
const centralSignature = 0x02014b50;
const localSignature = 0x04034b50;

/** The parts of a workbook (ECMA-376, Open Packaging Conventions) by their names. */
export class WorkbookParts {
  readonly #file: Blob;
  readonly #parts: ReadonlyMap<string, Part>;

  private constructor(file: Blob, parts: ReadonlyMap<string, Part>) {
    this.#file = file;
    this.#parts = parts;
  }

  /** @throws {SalesFileError} `unreadable` where it is no archive, or cut */
  static async open(file: Blob): Promise<WorkbookParts> {
    const tail = await viewOf(file, Math.max(0, file.size - 65_557), file.size);
    let end = tail.byteLength - 22;
    while (end >= 0 && tail.getUint32(end, true) !== endSignature) end -= 1;
    if (end < 0) throw new SalesFileError('unreadable');
    const from = tail.getUint32(end + 16, true);
    const directory = await viewOf(file, from, from + tail.getUint32(end + 12, true));
    const parts = new Map<string, Part>();
    const decoder = new TextDecoder();
    for (let at = 0; at + 46 <= directory.byteLength;) {
      if (directory.getUint32(at, true) !== centralSignature) break;
      const [nameBytes, extraBytes, commentBytes] = [28, 30, 32].map((offset) =>
        directory.getUint16(at + offset, true),
      ) as [number, number, number];
      const name = decoder.decode(
        new Uint8Array(directory.buffer, directory.byteOffset + at + 46, nameBytes),
      );
      parts.set(name, {
        method: directory.getUint16(at + 10, true),
        compressedBytes: directory.getUint32(at + 20, true),
        headerOffset: directory.getUint32(at + 42, true),
      });
      at += 46 + nameBytes + extraBytes + commentBytes;
    }
    return new WorkbookParts(file, parts);
  }

  has(name: string): boolean {
    return this.#parts.has(name);
  }

  /** A part's text, piece by piece, each with the share of the part that has been read. */
  async *text(name: string): AsyncGenerator<{ readonly text: string; readonly share: number }> {
    const part = this.#parts.get(name);
    if (!part) throw new SalesFileError('unreadable');
    const header = await viewOf(this.#file, part.headerOffset, part.headerOffset + 30);
    if (header.getUint32(0, true) !== localSignature || ![0, 8].includes(part.method)) {
      throw new SalesFileError('unreadable');
    }
    const start = part.headerOffset + 30 + header.getUint16(26, true) + header.getUint16(28, true);
    let bytesRead = 0;
    const counted = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
      transform(chunk, controller) {
        bytesRead += chunk.length;
        controller.enqueue(chunk);
      },
    });
    const packed = this.#file
      .slice(start, start + part.compressedBytes)
      .stream()
      .pipeThrough(counted);
    const bytes =
      part.method === 0 ? packed : packed.pipeThrough(new DecompressionStream('deflate-raw'));
    const decoder = new TextDecoder();
    try {
      for await (const chunk of bytes) {
        const text = decoder.decode(chunk, { stream: true });
        yield { text, share: bytesRead / Math.max(1, part.compressedBytes) };
      }
    } catch (cause) {
      if (cause instanceof SalesFileError) throw cause;
      throw new SalesFileError('unreadable', { cause });
    }
    yield { text: decoder.decode(), share: 1 };
  }

  /** The whole text of a small part; '' where it is missing. */
  async whole(name: string, maximumLength = 8_000_000): Promise<string> {
    if (!this.has(name)) return '';
    let whole = '';
    for await (const { text } of this.text(name)) {
      whole += text;
      if (whole.length > maximumLength) throw new SalesFileError('unreadable');
    }
    return whole;
  }
}

async function viewOf(file: Blob, from: number, to: number): Promise<DataView> {
  try {
    const bytes = await file.slice(from, to).arrayBuffer();
    if (bytes.byteLength === to - from) return new DataView(bytes);
  } catch (cause) {
    throw new SalesFileError('unreadable', { cause });
  }
  throw new SalesFileError('unreadable');
}
