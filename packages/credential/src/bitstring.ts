import { decodeBase64url, encodeBase64url } from './base64url.ts';
import { demand } from './unverifiable.ts';

/** The fewest entries a status list may have, so that one entry hides among many (Bitstring Status List 1.0 §2.2). */
export const minimumEntries = 131_072;

/** The most bytes a status list may unpack to: 8 MiB. */
export const maximumBytes = 8_388_608;

/** Makes a bitstring of zeros; `entries` is a multiple of 8 from 131,072 to 67,108,864. */
export function createBitstring(entries = minimumEntries): Uint8Array<ArrayBuffer> {
  if (entries % 8 || !(entries >= minimumEntries && entries <= maximumBytes * 8)) {
    throw new RangeError(
      `A bitstring has ${minimumEntries} to ${maximumBytes * 8} entries, a multiple of 8; received ${entries}`,
    );
  }
  return new Uint8Array(entries / 8);
}

/**
 * Tells whether the bit at `index` is set, `undefined` where there is no such entry; index 0 is the most significant bit of
 * the first byte.
 */
export function getBit(bits: Uint8Array, index: number): boolean | undefined {
  const place = index & 7;
  const byte = bits[(index - place) / 8];
  return byte === undefined ? byte : (byte & (0x80 >> place)) > 0;
}

/** Sets or clears the bit at `index`; index 0 is the most significant bit of the first byte. */
export function setBit(bits: Uint8Array, index: number, value: boolean): void {
  const place = index & 7;
  const at = (index - place) / 8;
  const byte = bits[at];
  if (byte === undefined) {
    throw new RangeError(`A list of ${bits.length * 8} entries has no entry ${index}`);
  }
  bits[at] = value ? byte | (0x80 >> place) : byte & ~(0x80 >> place);
}

/** Packs a bitstring as `encodedList`: gzip, base64url, multibase prefix `u`. */
export async function packBitstring(bits: Uint8Array<ArrayBuffer>): Promise<string> {
  const packed = new Blob([bits]).stream().pipeThrough(new CompressionStream('gzip'));
  return `u${encodeBase64url(new Uint8Array(await new Response(packed).arrayBuffer()))}`;
}

/**
 * Unpacks an `encodedList`; rejects if it is not one, as soon as it grows beyond the length that it names in its last four
 * bytes (RFC 1952 §2.3.1) or that is beyond `maximumBytes`.
 */
export async function unpackBitstring(encodedList: string): Promise<Uint8Array<ArrayBuffer>> {
  demand(encodedList[0] === 'u', 'statusListInvalid');
  const packed = decodeBase64url(encodedList.slice(1));
  // Little-endian, as every machine is that has a browser.
  const [length = 0] = new Uint32Array(packed.slice(-4).buffer);
  demand(length >= minimumEntries / 8 && length <= maximumBytes, 'statusListInvalid');
  const bits = new Uint8Array(length);
  let taken = 0;
  // In small pieces, because Chromium unpacks a piece as a whole, and gzip packs up to a thousandfold.
  const reader = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start(controller) {
      while (taken < packed.length) controller.enqueue(packed.slice(taken, (taken += 4096)));
      controller.close();
    },
  })
    .pipeThrough(new DecompressionStream('gzip'))
    .getReader();
  let filled = 0;
  for (let piece; (piece = (await reader.read()).value); filled += piece.length) {
    // Throws where there is no more room; what is left is then never unpacked.
    bits.set(piece, filled);
  }
  // Node takes further members and zeros after the first, which a browser refuses.
  demand(filled === length, 'statusListInvalid');
  return bits;
}
