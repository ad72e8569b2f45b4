import { TextBytes } from '@fupin/schema';
import { crc32 } from 'node:zlib';

/** Bytes before the payload of a record: its length and its CRC-32, both 32 bits, big-endian. */
export const frameBytes = 8;

/** Longest payload of a record, in bytes; a longer length is damage. */
export const maximumPayloadBytes = 1024 * 1024;

/** The bit of the length that says of a record that an append began with it; the CRC of such a one starts at 1. */
const beginsAppend = 0x8000_0000;

/**
 * The records of one append: payloads, each framed by its length and CRC-32, so that one cut short or changed is known for
 * what it is. They are written into one buffer, since a million small ones would cost more than the sales in them.
 */
export class Frames {
  #bytes: Buffer;
  /** Where the next payload, or what it still needs, goes. */
  #to: TextBytes;
  /** Where the last record starts. */
  #start = 0;

  /** No records yet; the expected bytes save growing, and spare ones that are enough are written over. */
  constructor(expectedBytes = 0, spare?: Buffer) {
    const isEnough = spare !== undefined && spare.length >= expectedBytes;
    this.#bytes = isEnough ? spare : Buffer.allocUnsafe(expectedBytes);
    this.#to = new TextBytes(this.#bytes);
  }

  /** All bytes in which records stand or could. */
  get room(): Buffer {
    return this.#bytes;
  }

  /** The records so far. */
  get bytes(): Buffer {
    return this.#bytes.subarray(0, this.#to.at);
  }

  /** Begins a payload of so many bytes at most, which is to be written into what it answers with, and then ended. */
  begin(maximumBytes: number): TextBytes {
    this.#start = this.#to.at;
    this.#reserve(this.#start + frameBytes + maximumBytes);
    this.#to.at += frameBytes;
    return this.#to;
  }

  /** Ends a payload, and frames it; answers with it as bytes, which stay as they are. */
  end(): Buffer {
    const start = this.#start + frameBytes;
    const payload = this.#bytes.subarray(start, this.#to.at);
    const { length } = payload;
    if (length === 0 || length > maximumPayloadBytes) {
      throw new RangeError(`expected 1 to ${maximumPayloadBytes} bytes, received ${length}`);
    }
    const isFirst = this.#start === 0;
    this.#bytes.writeUInt32BE(isFirst ? length + beginsAppend : length, this.#start);
    this.#bytes.writeUInt32BE(crc32(payload, Number(isFirst)), this.#start + 4);
    return payload;
  }

  #reserve(bytes: number): void {
    if (bytes <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(bytes, this.#bytes.length * 2));
    const { at } = this.#to;
    this.#bytes.copy(larger, 0, 0, at);
    this.#bytes = larger;
    this.#to = new TextBytes(larger);
    this.#to.at = at;
  }
}

/** The payloads of one append as its records. */
export function frameAll(payloads: readonly string[]): Buffer {
  const frames = new Frames();
  for (const payload of payloads) {
    const bytes = Buffer.from(payload);
    frames.begin(bytes.length).addMany(bytes);
    frames.end();
  }
  return frames.bytes;
}

/**
 * The payload of the record that starts at an offset. `more` says that the bytes end before the record does; `damaged` that
 * no record starts there. A length of 0 is damage: a file that a power cut extended is full of zeros.
 */
export function payloadAt(bytes: Buffer, offset: number): Buffer | 'more' | 'damaged' {
  const start = offset + frameBytes;
  if (start > bytes.length) return 'more';
  const word = bytes.readUInt32BE(offset);
  const isFirst = word >= beginsAppend;
  const length = isFirst ? word - beginsAppend : word;
  if (length === 0 || length > maximumPayloadBytes) return 'damaged';
  if (start + length > bytes.length) return 'more';
  const payload = bytes.subarray(start, start + length);
  return crc32(payload, Number(isFirst)) === bytes.readUInt32BE(offset + 4) ? payload : 'damaged';
}

/** Whether an append begins anywhere in the bytes. */
export function holdsAppend(bytes: Buffer): boolean {
  // The only length with this first byte, for no payload reaches 16 MiB.
  const firstByte = beginsAppend >>> 24;
  for (let at = bytes.indexOf(firstByte); at >= 0; at = bytes.indexOf(firstByte, at + 1)) {
    if (typeof payloadAt(bytes, at) === 'object') return true;
  }
  return false;
}
