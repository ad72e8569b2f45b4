import { longestEntry, peakRanges, tileWidth, tileWidthIn } from '@fupin/credential/log';
import { GrowingBytes, type BufferText } from '../growing-bytes.ts';
import { hashBytes, leafHashIn, subtreeHash } from './log-hash.ts';
import type { LogEntryBundleRow, LogTileRow } from './log-tables.ts';

/** The tiles at the right-hand edge of a tree, which are those that grow. */
export interface RightEdge {
  readonly treeSize: number;
  /** The last tile of each level where it is not full; see rightEdgePlaces. */
  readonly tiles: readonly LogTileRow[];
  /** The last bundle of entries, where it is not full. */
  readonly bundle: LogEntryBundleRow | undefined;
}

const lengthBytes = 2;
// Room for the entries of a bundle as sales mostly are, and for a longest one behind them.
const bundleBytes = 256 * 1024;
const encoder = new TextEncoder();

interface GrowingTile {
  readonly number: number;
  readonly hashes: Buffer;
  width: number;
}

interface GrowingBundle {
  readonly number: number;
  readonly entries: GrowingBytes;
}

/** A tree to which leaves are appended in memory, and the tiles and bundles that this changes. */
export class GrowingTree {
  #treeSize: number;
  readonly #levels: GrowingTile[];
  #bundle: GrowingBundle;
  readonly #fullTiles: LogTileRow[] = [];
  readonly #fullBundles: LogEntryBundleRow[] = [];

  constructor({ treeSize, tiles, bundle }: RightEdge) {
    this.#treeSize = treeSize;
    this.#levels = rightEdgePlaces(treeSize).map(({ level, number }) => {
      const stored = tiles.find((tile) => tile.level === level && tile.number === number);
      const tile = emptyTile(number);
      tile.width = tileWidthIn(treeSize, level, number);
      if (stored) tile.hashes.set(stored.hashes);
      return tile;
    });
    this.#bundle = emptyBundle(Math.floor(treeSize / tileWidth));
    if (bundle) this.#bundle.entries.withRoom(bundle.entries.length).add(bundle.entries);
  }

  get treeSize(): number {
    return this.#treeSize;
  }

  /** Appends the text of an entry. Throws a RangeError where no bundle could hold it. */
  append(entry: string): void {
    this.write(writeText, entry);
  }

  /** Appends an entry as a function writes it. Throws a RangeError where no bundle could hold it. */
  write<Entry>(write: (to: BufferText, entry: Entry) => void, entry: Entry): void {
    const { entries, number } = this.#bundle;
    const start = entries.length;
    const to = entries.withRoom(lengthBytes + longestEntry);
    to.at += lengthBytes;
    write(to, entry);
    const length = to.at - start - lengthBytes;
    if (length > longestEntry) {
      to.at = start;
      throw new RangeError(`an entry is longer than the ${longestEntry} bytes that are possible`);
    }
    const leafHash = leafHashIn(to.bytes, start + lengthBytes, to.at);
    to.bytes[start] = length >> 8;
    to.bytes[start + 1] = length;
    this.#treeSize += 1;
    if (this.#treeSize % tileWidth === 0) {
      this.#fullBundles.push(rowOf(this.#bundle));
      this.#bundle = emptyBundle(number + 1);
    }
    this.#push(0, leafHash);
  }

  /** The hashes of the complete subtrees that make up the tree, from the largest on. */
  peaks(): Buffer {
    const peaks = this.#levels
      .toReversed()
      .flatMap(({ hashes, width }) =>
        peakRanges(width).map(({ start, end }) =>
          subtreeHash(hashes.subarray(start * hashBytes, end * hashBytes)),
        ),
      );
    return Buffer.concat(peaks);
  }

  /** Every tile that is not as it was. */
  changedTiles(): LogTileRow[] {
    const growing = this.#levels.flatMap(({ number, hashes, width }, level) =>
      width > 0 ? [{ level, number, hashes: hashes.subarray(0, width * hashBytes) }] : [],
    );
    return [...this.#fullTiles, ...growing];
  }

  /** Every bundle that is not as it was. */
  changedBundles(): LogEntryBundleRow[] {
    return this.#bundle.entries.length > 0
      ? [...this.#fullBundles, rowOf(this.#bundle)]
      : this.#fullBundles;
  }

  /** Adds a hash, as text of one character a byte, to the tile of a level. */
  #push(level: number, hash: string): void {
    const tile = (this.#levels[level] ??= emptyTile(0));
    tile.hashes.write(hash, tile.width * hashBytes, 'latin1');
    tile.width += 1;
    if (tile.width < tileWidth) return;
    this.#fullTiles.push({ level, number: tile.number, hashes: tile.hashes });
    this.#levels[level] = emptyTile(tile.number + 1);
    this.#push(level + 1, Buffer.from(subtreeHash(tile.hashes)).toString('latin1'));
  }
}

/** The tile of each level to which the next hash goes. */
export function rightEdgePlaces(treeSize: number): { level: number; number: number }[] {
  const places: { level: number; number: number }[] = [];
  for (let level = 0, hashes = treeSize; hashes > 0; level += 1) {
    places.push({ level, number: Math.floor(hashes / tileWidth) });
    hashes = Math.floor(hashes / tileWidth);
  }
  return places;
}

function emptyBundle(number: number): GrowingBundle {
  return { number, entries: new GrowingBytes(bundleBytes) };
}

function rowOf({ number, entries }: GrowingBundle): LogEntryBundleRow {
  return { number, entries: entries.between(0) };
}

function writeText(to: BufferText, text: string): void {
  const { read, written } = encoder.encodeInto(text, to.bytes.subarray(to.at));
  to.at += read < text.length ? longestEntry + 1 : written;
}

function emptyTile(number: number): GrowingTile {
  return { number, hashes: Buffer.alloc(tileWidth * hashBytes), width: 0 };
}
