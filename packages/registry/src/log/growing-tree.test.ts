import {
  consistencyRanges,
  inclusionRanges,
  verifyConsistency,
  verifyInclusion,
} from '@fupin/credential/log';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { GrowingTree, rightEdgePlaces } from './growing-tree.ts';
import { leafHashOf, rootOfPeaks, splitHashes } from './log-hash.ts';
import type { LogEntryBundleRow, LogTileRow } from './log-tables.ts';
import { rangeHashes } from './tree-hashes.ts';

/** A tree in memory as the database holds it, grown in steps. */
class StoredTree {
  readonly tiles = new Map<string, LogTileRow>();
  readonly bundles = new Map<number, LogEntryBundleRow>();
  readonly leaves: Uint8Array[] = [];
  treeSize = 0;
  peaks: Uint8Array = new Uint8Array();
  tileReads = new Set<string>();

  growTo(size: number): void {
    const tiles = rightEdgePlaces(this.treeSize).flatMap(
      ({ level, number }) => this.tiles.get(`${level} ${number}`) ?? [],
    );
    const bundle = this.bundles.get(Math.floor(this.treeSize / 256));
    const tree = new GrowingTree({ treeSize: this.treeSize, tiles, bundle });
    while (tree.treeSize < size) {
      const entry = `entry ${tree.treeSize}`;
      tree.append(entry);
      this.leaves.push(leafHashOf(Buffer.from(entry)));
    }
    for (const tile of tree.changedTiles()) this.tiles.set(`${tile.level} ${tile.number}`, tile);
    for (const row of tree.changedBundles()) this.bundles.set(row.number, row);
    for (let index = this.treeSize; index < size; index += 1) {
      const { hashes } = this.tiles.get(`0 ${Math.floor(index / 256)}`)!;
      const at = (index % 256) * 32;
      assert.deepEqual(Buffer.from(hashes.subarray(at, at + 32)), this.leaves[index]);
    }
    this.treeSize = size;
    this.peaks = tree.peaks();
  }

  get root(): Uint8Array {
    return rootOfPeaks(splitHashes(this.peaks));
  }

  readTile = (level: number, number: number) => {
    this.tileReads.add(`${level} ${number}`);
    return Promise.resolve(this.tiles.get(`${level} ${number}`)?.hashes);
  };
}

describe('a growing tree', () => {
  it('is the same in whichever steps it grew', () => {
    const atOnce = new StoredTree();
    atOnce.growTo(70_000);
    const inSteps = new StoredTree();
    for (const size of [1, 2, 255, 256, 257, 511, 512, 1000, 65_535, 65_536, 65_537, 70_000]) {
      inSteps.growTo(size);
    }
    assert.deepEqual(inSteps.peaks, atOnce.peaks);
    assert.deepEqual(new Set(inSteps.tiles.keys()), new Set(atOnce.tiles.keys()));
    for (const [place, tile] of atOnce.tiles) assert.deepEqual(inSteps.tiles.get(place), tile);
    assert.deepEqual(inSteps.bundles, atOnce.bundles);
  });

  it('has the tiles of the example of tlog-tiles', () => {
    const tree = new StoredTree();
    tree.growTo(70_000);
    const widths = (level: number) =>
      [...tree.tiles.values()].flatMap((tile) =>
        tile.level === level ? [tile.hashes.length / 32] : [],
      );
    assert.equal(widths(0).filter((width) => width === 256).length, 273);
    assert.deepEqual(
      [0, 1, 2, 3].map((level) => widths(level).filter((width) => width < 256)),
      [[112], [17], [1], []],
    );
    assert.equal(widths(1).filter((width) => width === 256).length, 1);
  });

  it('proves every leaf at sizes about the bounds of tiles, from three tiles at most', async () => {
    const tree = new StoredTree();
    for (const size of [1, 2, 3, 255, 256, 257, 700, 65_535, 65_536, 65_537, 66_000]) {
      tree.growTo(size);
      const indexes = size <= 257 ? [...tree.leaves.keys()] : [0, 1, 255, 256, size - 2, size - 1];
      for (const index of indexes) {
        tree.tileReads.clear();
        const hashes = await rangeHashes(tree, inclusionRanges(index, size));
        const leafHash = tree.leaves[index]!;
        const proof = { index, size, leafHash, hashes, root: tree.root };
        assert.equal(await verifyInclusion(proof), true, `${index} of ${size}`);
        assert.ok(tree.tileReads.size <= 3, `${tree.tileReads.size} tiles for ${index} of ${size}`);
      }
    }
  });

  it('proves that it began with every older tree', async () => {
    const tree = new StoredTree();
    const older: { size: number; root: Uint8Array }[] = [];
    for (const size of [1, 2, 255, 256, 257, 600, 65_536, 65_700]) {
      tree.growTo(size);
      older.push({ size, root: tree.root });
      for (const { size: oldSize, root: oldRoot } of older) {
        const hashes = await rangeHashes(tree, consistencyRanges(oldSize, size));
        const proof = { oldSize, size, oldRoot, root: tree.root, hashes };
        assert.equal(await verifyConsistency(proof), true, `${oldSize} in ${size}`);
      }
    }
  });

  it('refuses an entry that no bundle could hold', () => {
    const tree = new GrowingTree({ treeSize: 0, tiles: [], bundle: undefined });
    tree.append('é'.repeat(32_767) + 'e');
    assert.throws(() => tree.append('é'.repeat(32_768)), RangeError);
    assert.equal(tree.treeSize, 1);
  });
});
