import { longestEntry, peakRanges, tileWidth, tileWidthIn } from '@fupin/credential/log';
import { hashBytes, subtreeHash, textHashOf } from './log-hash.ts';
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
const nothing = new Uint8Array();

interface GrowingTile {
  readonly number: number;
  readonly hashes: Buffer;
  width: number;
}

interface GrowingBundle {
  readonly number: number;
  /** The entries that it had. */
  readonly start: Uint8Array;
  readonly added: string[];
  /** How many bytes it takes by now. */
  length: number;
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
    const start = bundle?.entries ?? nothing;
    this.#bundle = {
      ...emptyBundle(Math.floor(treeSize / tileWidth)),
      start,
      length: start.length,
    };
  }

  get treeSize(): number {
    return this.#treeSize;
  }

  /** Appends the text of an entry. Throws a RangeError where no bundle could hold it. */
  append(entry: string): void {
    const length = Buffer.byteLength(entry);
    if (length > longestEntry) {
      throw new RangeError(`an entry has ${length} bytes; at most ${longestEntry} are possible`);
    }
    this.#bundle.added.push(entry);
    this.#bundle.length += lengthBytes + length;
    this.#treeSize += 1;
    if (this.#treeSize % tileWidth === 0) {
      this.#fullBundles.push(this.#bundleRow());
      this.#bundle = emptyBundle(this.#bundle.number + 1);
    }
    this.#push(0, textHashOf(entry));
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
    return this.#bundle.length > 0 ? [...this.#fullBundles, this.#bundleRow()] : this.#fullBundles;
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

  #bundleRow(): LogEntryBundleRow {
    const { number, start, added, length } = this.#bundle;
    const entries = Buffer.allocUnsafe(length);
    entries.set(start);
    let at = start.length;
    for (const entry of added) {
      const written = entries.write(entry, at + lengthBytes);
      at = entries.writeUInt16BE(written, at) + written;
    }
    return { number, entries };
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
  return { number, start: nothing, added: [], length: 0 };
}

function emptyTile(number: number): GrowingTile {
  return { number, hashes: Buffer.alloc(tileWidth * hashBytes), width: 0 };
}
