import type { PlaceSet } from './place-set.ts';

// As in Roaring bitmaps (Chambi, Lemire, Kaser, Godin 2016): a list of 16-bit numbers, little-endian, while that takes less
// room than a bit for each place.
const bitmapBytes = 8192;

/** How many places make a chunk; the places of a term are stored chunk by chunk. */
export const chunkSize = 65_536;

/** Adds to a set the places that the bytes of a chunk stand for. */
export function addChunk(set: PlaceSet, chunk: number, bytes: Uint8Array): void {
  const first = chunk * chunkSize;
  forEachIn(bytes, (place) => {
    set.add(first + place);
  });
}

/**
 * The bytes of a chunk with places (from 0 to below {@link chunkSize}, ascending) added and others taken out; undefined
 * where none is left.
 */
export function changeChunk(
  bytes: Uint8Array = new Uint8Array(),
  added: readonly number[],
  removed: readonly number[],
): Uint8Array | undefined {
  if (isBitmap(bytes)) return changeBitmap(bytes, added, removed);
  const last = bytes.length === 0 ? -1 : placeAt(bytes, bytes.length - 2);
  // Nearly always what is new comes after what is there.
  if (removed.length === 0 && (added[0] ?? 0) > last) return packed(bytes, added);
  const places = new Set<number>();
  forEachIn(bytes, (place) => places.add(place));
  for (const place of removed) places.delete(place);
  for (const place of added) places.add(place);
  return packed(
    new Uint8Array(),
    [...places].toSorted((a, b) => a - b),
  );
}

function packed(before: Uint8Array, added: readonly number[]): Uint8Array | undefined {
  const length = before.length + added.length * 2;
  if (length === 0) return undefined;
  if (length >= bitmapBytes) {
    const bitmap = new Uint8Array(bitmapBytes);
    forEachIn(before, (place) => {
      setBit(bitmap, place);
    });
    for (const place of added) setBit(bitmap, place);
    return bitmap;
  }
  const bytes = new Uint8Array(length);
  bytes.set(before);
  added.forEach((place, index) => {
    const at = before.length + index * 2;
    bytes[at] = place & 0xff;
    bytes[at + 1] = place >>> 8;
  });
  return bytes;
}

function changeBitmap(
  bytes: Uint8Array,
  added: readonly number[],
  removed: readonly number[],
): Uint8Array | undefined {
  const bitmap = Uint8Array.from(bytes);
  for (const place of removed) {
    bitmap[place >>> 3] = (bitmap[place >>> 3] ?? 0) & ~(1 << (place & 7));
  }
  for (const place of added) setBit(bitmap, place);
  if (removed.length === 0) return bitmap;
  const places: number[] = [];
  forEachIn(bitmap, (place) => places.push(place));
  return packed(new Uint8Array(), places);
}

function setBit(bitmap: Uint8Array, place: number): void {
  bitmap[place >>> 3] = (bitmap[place >>> 3] ?? 0) | (1 << (place & 7));
}

function isBitmap(bytes: Uint8Array): boolean {
  return bytes.length === bitmapBytes;
}

function placeAt(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
}

function forEachIn(bytes: Uint8Array, take: (place: number) => void): void {
  if (!isBitmap(bytes)) {
    for (let at = 0; at < bytes.length; at += 2) take(placeAt(bytes, at));
    return;
  }
  for (let at = 0; at < bitmapBytes; at += 1) {
    for (let rest = bytes[at] ?? 0; rest !== 0; rest &= rest - 1) {
      take(at * 8 + 31 - Math.clz32(rest & -rest));
    }
  }
}
