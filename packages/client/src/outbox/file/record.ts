import { crc32 } from 'node:zlib';

/** Bytes before the payload of a record: its length and its CRC-32, both 32 bits, big-endian. */
export const frameBytes = 8;

/** Longest payload of a record, in bytes; a longer length is damage. */
export const maximumPayloadBytes = 1024 * 1024;

/**
 * Payloads, each framed by its length and CRC-32, so that a record cut short or changed is known for what it is. They are
 * written into one buffer, since a million small ones would cost more than the sales in them.
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
    bytes.writeUInt32BE(length, offset);
    bytes.writeUInt32BE(crc32(bytes.subarray(start, start + length)), offset + 4);
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
  const length = bytes.readUInt32BE(offset);
  if (length === 0 || length > maximumPayloadBytes) return 'damaged';
  if (start + length > bytes.length) return 'more';
  const payload = bytes.subarray(start, start + length);
  return crc32(payload) === bytes.readUInt32BE(offset + 4) ? payload : 'damaged';
}
