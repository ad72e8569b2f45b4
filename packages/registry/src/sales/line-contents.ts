import { writeSaleLineContent, type SaleLine } from '@fupin/schema';
import { hash } from 'node:crypto';
import { GrowingBytes } from '../growing-bytes.ts';

// Of a line as most are, and the most that a valid one can take.
const usualBytes = 512;
const lineBytes = 8 * 1024;
// A link of a hash chain and a line feed.
const linkBytes = 44;
const lineFeed = 0x0a;

/**
 * What the lines of a batch say, in UTF-8, ready to be hashed: before each there is room for a link of a hash chain, as
 * saleChainInput joins them.
 */
export class LineContents {
  readonly #bytes: GrowingBytes;
  readonly #ends: number[] = [];

  /** So many lines are to be expected. */
  constructor(lines: number) {
    this.#bytes = new GrowingBytes(lines * usualBytes + lineBytes);
  }

  /** Adds the canonical content of the next line, see saleLineContent. */
  add(line: SaleLine): void {
    this.#addRoomForLink();
    writeSaleLineContent(this.#bytes.withRoom(lineBytes), line);
    this.#ends.push(this.#bytes.length);
  }

  /** Adds the next line as it was sent. */
  addText(text: string): void {
    this.#addRoomForLink();
    this.#bytes.addUtf8(text);
    this.#ends.push(this.#bytes.length);
  }

  /** SHA-256 of the content of the line at a place, base64url. */
  fingerprint(place: number): string {
    return hash('sha256', this.#lineAt(place, linkBytes), 'base64url');
  }

  /** The link of a hash chain that follows one with the line at a place. */
  nextLink(link: string, place: number): string {
    const line = this.#lineAt(place);
    line.write(link, 'latin1');
    return hash('sha256', line, 'base64url');
  }

  #addRoomForLink(): void {
    const to = this.#bytes.withRoom(linkBytes);
    to.at += linkBytes - 1;
    to.addCode(lineFeed);
  }

  #lineAt(place: number, from = 0): Buffer {
    return this.#bytes.between((this.#ends[place - 1] ?? 0) + from, this.#ends[place]);
  }
}
