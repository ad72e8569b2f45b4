import {
  MalformedLogData,
  parseEntryBundle,
  peakRanges,
  tilePath,
  tileWidth,
  tileWidthIn,
} from '@fupin/credential/log';
import { hashBytes, leafHashOf, rootOfPeaks, splitHashes, subtreeHash } from '../log/log-hash.ts';
import { AuditFault } from './audit-fault.ts';

/** How an auditor comes to the files of a log, and what it makes of the entries. */
export interface CheckedTreeOptions {
  /** A file by its path under the log's prefix, e.g. `tile/0/000`. */
  readonly readFile: (path: string) => Promise<Uint8Array>;
  /** Each entry, once its hash has been found to be right. */
  readonly onEntry: (entry: Uint8Array, index: number) => void;
  /** Sizes of older trees whose roots are asked for. */
  readonly sizes?: readonly number[];
}

/** What stands in the last tile of a level. */
interface EdgeTile {
  number: number;
  width: number;
  readonly hashes: Buffer;
}

const tilesAhead = 16;

/**
 * The tree of a log as an auditor builds it: from the entries alone, each file that is served being compared with what it has
 * to be. It can be extended when the log has grown.
 */
export class CheckedTree {
  readonly #options: CheckedTreeOptions;
  readonly #edge: EdgeTile[] = [];
  readonly #roots = new Map<number, Uint8Array>();
  #treeSize = 0;

  constructor(options: CheckedTreeOptions) {
    this.#options = options;
    this.#noteRoot();
  }

  get treeSize(): number {
    return this.#treeSize;
  }

  /** The root at the size reached. */
  get root(): Uint8Array {
    const peaks = this.#edge
      .toReversed()
      .flatMap(({ width, hashes }) =>
        peakRanges(width).map(({ start, end }) =>
          subtreeHash(hashes.subarray(start * hashBytes, end * hashBytes)),
        ),
      );
    // A copy, for the root of one leaf is a view of a tile that goes on changing.
    return Uint8Array.from(rootOfPeaks(peaks));
  }

  /** The root that the tree had at one of the older sizes; undefined where it has not been that large. */
  rootAt(size: number): Uint8Array | undefined {
    return size === this.#treeSize ? this.root : this.#roots.get(size);
  }

  /** Reads and checks all that comes after what has been checked. Throws an AuditFault that names the first wrong place. */
  async extendTo(treeSize: number): Promise<void> {
    const first = Math.floor(this.#treeSize / tileWidth);
    const end = Math.ceil(treeSize / tileWidth);
    const files = this.#readAhead(first, end, treeSize);
    for (let number = first; number < end; number += 1) {
      const { entries, hashes } = await files(number);
      this.#takeBundle(entries, hashes, { number, width: tileWidthIn(treeSize, 0, number) });
      await this.#checkFullParents();
    }
    await this.#checkPartialParents();
  }

  // Fetches some bundles and tiles before they are needed, for a network is slower than hashing.
  #readAhead(first: number, end: number, treeSize: number) {
    const under = new Map<number, Promise<readonly [Uint8Array, Uint8Array]>>();
    let next = first;
    return async (number: number) => {
      for (; next < Math.min(end, number + tilesAhead); next += 1) {
        const width = tileWidthIn(treeSize, 0, next);
        const both = Promise.all([
          this.#options.readFile(tilePath({ level: 'entries', number: next, width })),
          this.#options.readFile(tilePath({ level: 0, number: next, width })),
        ]);
        // It is reported when its turn comes.
        both.catch(() => undefined);
        under.set(next, both);
      }
      const [entries, hashes] = await (under.get(number) ?? Promise.reject(new Error('not read')));
      under.delete(number);
      return { entries, hashes };
    };
  }

  #takeBundle(
    bundle: Uint8Array,
    served: Uint8Array,
    { number, width }: { readonly number: number; readonly width: number },
  ): void {
    const path = tilePath({ level: 'entries', number, width });
    const entries = entriesIn(bundle, path);
    if (entries.length !== width) {
      throw new AuditFault(path, `expected ${width} entries, found ${entries.length}`);
    }
    const tile = tilePath({ level: 0, number, width });
    expectLength(served, width, tile);
    const known = this.#treeSize % tileWidth;
    for (const [place, entry] of entries.entries()) {
      const index = number * tileWidth + place;
      const hash = leafHashOf(entry);
      if (!hash.equals(served.subarray(place * hashBytes, (place + 1) * hashBytes))) {
        throw new AuditFault(`${tile}, entry ${index}`, 'the entry in the bundle has another hash');
      }
      if (place < known) {
        const before = this.#edge[0]?.hashes.subarray(place * hashBytes, (place + 1) * hashBytes);
        if (before && hash.equals(before)) continue;
        throw new AuditFault(`${tile}, entry ${index}`, 'the entry is another than it was before');
      }
      this.#push(0, hash);
      this.#treeSize += 1;
      this.#noteRoot();
      this.#options.onEntry(entry, index);
    }
  }

  readonly #fullTiles: { level: number; number: number; hashes: Buffer }[] = [];

  #push(level: number, hash: Uint8Array): void {
    const tile = (this.#edge[level] ??= newTile());
    tile.hashes.set(hash, tile.width * hashBytes);
    tile.width += 1;
    if (tile.width < tileWidth) return;
    const hashes = Buffer.from(tile.hashes);
    if (level > 0) this.#fullTiles.push({ level, number: tile.number, hashes });
    tile.number += 1;
    tile.width = 0;
    this.#push(level + 1, subtreeHash(hashes));
  }

  async #checkFullParents(): Promise<void> {
    for (const { level, number, hashes } of this.#fullTiles.splice(0)) {
      await this.#checkTile(level, number, hashes);
    }
  }

  async #checkPartialParents(): Promise<void> {
    for (const [level, { number, width, hashes }] of this.#edge.entries()) {
      if (level === 0 || width === 0) continue;
      await this.#checkTile(level, number, hashes.subarray(0, width * hashBytes));
    }
  }

  async #checkTile(level: number, number: number, expected: Buffer): Promise<void> {
    const width = expected.length / hashBytes;
    const path = tilePath({ level, number, width });
    const served = await this.#options.readFile(path);
    expectLength(served, width, path);
    const wrong = splitHashes(served).findIndex(
      (hash, place) => !expected.subarray(place * hashBytes, (place + 1) * hashBytes).equals(hash),
    );
    if (wrong < 0) return;
    const below = tilePath({ level: level - 1, number: number * tileWidth + wrong });
    throw new AuditFault(path, `hash ${wrong} is not that of ${below}`);
  }

  #noteRoot(): void {
    if (this.#options.sizes?.includes(this.#treeSize)) this.#roots.set(this.#treeSize, this.root);
  }
}

function newTile(): EdgeTile {
  return { number: 0, width: 0, hashes: Buffer.alloc(tileWidth * hashBytes) };
}

function entriesIn(bundle: Uint8Array, path: string): Uint8Array[] {
  try {
    return parseEntryBundle(bundle);
  } catch (error) {
    if (error instanceof MalformedLogData) throw new AuditFault(path, error.message);
    throw error;
  }
}

function expectLength(hashes: Uint8Array, width: number, path: string): void {
  if (hashes.length === width * hashBytes) return;
  throw new AuditFault(path, `expected ${width * hashBytes} bytes, found ${hashes.length}`);
}
