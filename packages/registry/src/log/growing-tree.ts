import { longestEntry, peakRanges, tileWidth, tileWidthIn } from '@fupin/credential/log';
import { hashBytes, leafHashOf, subtreeHash } from './log-hash.ts';
import type { LogEntryBundleRow, LogTileRow } from './log-tables.ts';

/** The tiles at the right-hand edge of a tree, which are those that grow. */
export interface RightEdge {
  readonly treeSize: number;
  /** The last tile of each level where it is not full; see rightEdgePlaces. */
  readonly tiles: readonly LogTileRow[];
  /** The last bundle of entries, where it is not full. */
  readonly bundle: LogEntryBundleRow | undefined;
}

interface GrowingTile {
  readonly number: number;
  readonly hashes: Buffer;
  width: number;
}

/** A tree to which leaves are appended in memory, and the tiles and bundles that this changes. */
export class GrowingTree {
  #treeSize: number;
  readonly #levels: GrowingTile[];
  #bundle: { readonly number: number; readonly parts: Uint8Array[] };
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
    this.#bundle = {
      number: Math.floor(treeSize / tileWidth),
      parts: bundle ? [bundle.entries] : [],
    };
  }

  get treeSize(): number {
    return this.#treeSize;
  }

  /** Appends an entry; returns the hash of its leaf. Throws a RangeError where no bundle could hold it. */
  append(entry: Uint8Array): Buffer {
    if (entry.length > longestEntry) {
      throw new RangeError(
        `an entry has ${entry.length} bytes; at most ${longestEntry} are possible`,
      );
    }
    const length = Buffer.alloc(2);
    length.writeUInt16BE(entry.length);
    this.#bundle.parts.push(length, entry);
    const hash = leafHashOf(entry);
    this.#treeSize += 1;
    if (this.#treeSize % tileWidth === 0) {
      this.#fullBundles.push(this.#bundleRow());
      this.#bundle = { number: this.#bundle.number + 1, parts: [] };
    }
    this.#push(0, hash);
    return hash;
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
    return this.#bundle.parts.length > 0
      ? [...this.#fullBundles, this.#bundleRow()]
      : this.#fullBundles;
  }

  #push(level: number, hash: Uint8Array): void {
    const tile = (this.#levels[level] ??= emptyTile(0));
    tile.hashes.set(hash, tile.width * hashBytes);
    tile.width += 1;
    if (tile.width < tileWidth) return;
    this.#fullTiles.push({ level, number: tile.number, hashes: tile.hashes });
    this.#levels[level] = emptyTile(tile.number + 1);
    this.#push(level + 1, subtreeHash(tile.hashes));
  }

  #bundleRow(): LogEntryBundleRow {
    return { number: this.#bundle.number, entries: Buffer.concat(this.#bundle.parts) };
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

function emptyTile(number: number): GrowingTile {
  return { number, hashes: Buffer.alloc(tileWidth * hashBytes), width: 0 };
}
