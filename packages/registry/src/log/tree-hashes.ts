import { peakRanges, tileWidth, type LeafRange } from '@fupin/credential/log';
import { hashBytes, rootOfPeaks, splitHashes, subtreeHash } from './log-hash.ts';

/** A tree of a size: its peaks, and a way to its tiles. */
export interface TreeView {
  readonly treeSize: number;
  /** Hashes of the complete subtrees that make up the tree, from the largest on. */
  readonly peaks: Uint8Array;
  /** The hashes of a tile; they may be more than the tree of this size has. */
  readonly readTile: (level: number, number: number) => Promise<Uint8Array | undefined>;
}

/** The hashes of ranges of leaves of a tree, as proofs name them: complete subtrees, or all from some place to the end. */
export async function rangeHashes(
  tree: TreeView,
  ranges: readonly LeafRange[],
): Promise<Uint8Array[]> {
  const tiles = new Map<string, Promise<Uint8Array | undefined>>();
  const readTile = (level: number, number: number) => {
    const key = `${level} ${number}`;
    const tile = tiles.get(key) ?? tree.readTile(level, number);
    tiles.set(key, tile);
    return tile;
  };
  const peaks = peakRanges(tree.treeSize);
  return Promise.all(
    ranges.map((range) => {
      // From the peaks, the ranges at the end need no tile at all.
      const first = peaks.findIndex(({ start }) => start === range.start);
      return range.end === tree.treeSize && first >= 0
        ? rootOfPeaks(splitHashes(tree.peaks).slice(first))
        : subtreeInTiles(range, readTile);
    }),
  );
}

async function subtreeInTiles(
  { start, end }: LeafRange,
  readTile: TreeView['readTile'],
): Promise<Uint8Array> {
  const height = Math.log2(end - start);
  const level = Math.floor(height / 8);
  const first = start / tileWidth ** level;
  const number = Math.floor(first / tileWidth);
  const from = (first - number * tileWidth) * hashBytes;
  const to = from + 2 ** (height - 8 * level) * hashBytes;
  const hashes = await readTile(level, number);
  if (!hashes || hashes.length < to) {
    throw new Error(`the log's tile ${number} of level ${level} lacks hashes of leaf ${start}`);
  }
  return subtreeHash(hashes.subarray(from, to));
}
