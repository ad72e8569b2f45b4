import { TextBytes, writeSaleLineContent, writeSaleLineId, type SaleLine } from '@fupin/schema';
import type { NewLine } from '../queue.ts';

/** What identity and content of a line take at most; the schema limits its texts. */
const lineBytes = 8 * 1024;
const firstBytes = 64 * 1024;
const largestBytes = 1024 * 1024;

/** A line as it was reported, whose content stands in UTF-8 among those of others. */
export class WrittenLine implements NewLine {
  readonly lineId: string;
  readonly clockSkewMs: number | undefined;
  readonly #among: Buffer;
  readonly #start: number;
  readonly #end: number;

  /** The content stands between two places. */
  constructor(
    lineId: string,
    clockSkewMs: number | undefined,
    among: Buffer,
    start: number,
    end: number,
  ) {
    this.lineId = lineId;
    this.clockSkewMs = clockSkewMs;
    this.#among = among;
    this.#start = start;
    this.#end = end;
  }

  get byteLength(): number {
    return this.#end - this.#start;
  }

  get bytes(): Buffer {
    return this.#among.subarray(this.#start, this.#end);
  }

  get content(): string {
    return this.#among.toString('utf8', this.#start, this.#end);
  }
}

/** Writes lines of an outlet as bytes, over the former ones as soon as the last of those is stored. */
export class LineWriter {
  readonly #outletId: string;
  #bytes = Buffer.allocUnsafeSlow(firstBytes);
  #to = new TextBytes(this.#bytes);
  #last: NewLine | undefined;

  constructor(outletId: string) {
    this.#outletId = outletId;
  }

  /** Writes a line. */
  write(line: SaleLine, clockSkewMs: number | undefined): NewLine {
    if (this.#to.at + lineBytes > this.#bytes.length) {
      // Those that stand in the former bytes keep them.
      this.#bytes = Buffer.allocUnsafeSlow(Math.min(this.#bytes.length * 2, largestBytes));
      this.#to = new TextBytes(this.#bytes);
    }
    const to = this.#to;
    const { at: start } = to;
    writeSaleLineId(to, this.#outletId, line);
    const split = to.at;
    writeSaleLineContent(to, line);
    const lineId = this.#bytes.toString('latin1', start, split);
    this.#last = new WrittenLine(lineId, clockSkewMs, this.#bytes, split, to.at);
    return this.#last;
  }

  /** Says that a line is stored, or never will be, and so are all that were written before it. */
  release(line: NewLine | undefined): void {
    if (line === this.#last) this.#to.at = 0;
  }
}
