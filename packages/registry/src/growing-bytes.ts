import { TextBytes } from '@fupin/schema';

/** Bytes in a buffer of Node's that texts are written into. */
export class BufferText extends TextBytes {
  readonly #buffer: Buffer;

  constructor(buffer: Buffer) {
    super(buffer);
    this.#buffer = buffer;
  }

  /** Writes a text of ASCII that JSON leaves as it is, a long one much sooner than addText does. */
  addAscii(text: string): void {
    if (this.at < this.#buffer.length) this.#buffer.write(text, this.at, 'latin1');
    this.at += text.length;
  }
}

/** Bytes that are written one behind the other, in as much memory as they come to take. */
export class GrowingBytes {
  #to: BufferText;
  #bytes: Buffer<ArrayBuffer>;

  /** Memory for so many bytes is taken at once. */
  constructor(bytes: number) {
    this.#bytes = Buffer.allocUnsafeSlow(bytes);
    this.#to = new BufferText(this.#bytes);
  }

  get length(): number {
    return this.#to.at;
  }

  /** What writes behind the bytes that are there; no more than there is to be room for. Good until the next call. */
  withRoom(bytes: number): BufferText {
    const { at } = this.#to;
    if (at + bytes > this.#bytes.length) {
      const larger = Buffer.allocUnsafeSlow(2 * this.#bytes.length + bytes);
      larger.set(this.#bytes.subarray(0, at));
      this.#bytes = larger;
      this.#to = new BufferText(larger);
      this.#to.at = at;
    }
    return this.#to;
  }

  /** Adds a text in UTF-8. */
  addUtf8(text: string): void {
    const length = Buffer.byteLength(text);
    const to = this.withRoom(length);
    to.at += this.#bytes.write(text, to.at);
  }

  /** The bytes between two places, and not a copy. */
  between(start: number, end = this.length): Buffer<ArrayBuffer> {
    return this.#bytes.subarray(start, end);
  }
}
