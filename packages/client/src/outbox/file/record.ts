import { crc32 } from 'node:zlib';

/** Bytes before the payload of a record: its length and its CRC-32, both 32 bits, big-endian. */
export const frameBytes = 8;

/** Longest payload of a record, in bytes; a longer length is damage. */
export const maximumPayloadBytes = 1024 * 1024;

/** The bit of the length that says of a record that an append began with it; the CRC of such a one starts at 1. */
const beginsAppend = 0x8000_0000;

/**
 * The payloads of one append, each framed by its length and CRC-32, so that a record cut short or changed is known for what
 * it is. They are written into one buffer, since a million small ones would cost more than the sales in them.
 */
export function frameAll(payloads: readonly string[]): Buffer {
  let size = 0;
  for (const payload of payloads) size += frameBytes + Buffer.byteLength(payload);
  const bytes = Buffer.allocUnsafe(size);
  let offset = 0;
  for (const payload of payloads) {
    const start = offset + frameBytes;
    const length = bytes.write(payload, start);
    if (length === 0 || length > maximumPayloadBytes) {
      throw new RangeError(`expected 1 to ${maximumPayloadBytes} bytes, received ${length}`);
    }
    const isFirst = offset === 0;
    bytes.writeUInt32BE(isFirst ? length + beginsAppend : length, offset);
    bytes.writeUInt32BE(crc32(bytes.subarray(start, start + length), Number(isFirst)), offset + 4);
    offset = start + length;
  }
  return bytes;
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
