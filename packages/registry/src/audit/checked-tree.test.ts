import { tilePath, tileWidth } from '@fupin/credential/log';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { GrowingTree, rightEdgePlaces } from '../log/growing-tree.ts';
import { rootOfPeaks, splitHashes } from '../log/log-hash.ts';
import type { LogEntryBundleRow, LogTileRow } from '../log/log-tables.ts';
import { AuditFault } from './audit-fault.ts';
import { CheckedTree } from './checked-tree.ts';

/** The files of a log as they are served, grown in steps. */
class ServedLog {
  readonly files = new Map<string, Buffer>();
  readonly #tiles = new Map<string, LogTileRow>();
  readonly #bundles = new Map<number, LogEntryBundleRow>();
  root: Uint8Array = new Uint8Array();
  treeSize = 0;

  constructor(...sizes: readonly number[]) {
    for (const size of sizes) this.growTo(size);
  }

  growTo(size: number): void {
    const tiles = rightEdgePlaces(this.treeSize).flatMap(
      ({ level, number }) => this.#tiles.get(`${level} ${number}`) ?? [],
    );
    const bundle = this.#bundles.get(Math.floor(this.treeSize / tileWidth));
    const tree = new GrowingTree({ treeSize: this.treeSize, tiles, bundle });
    while (tree.treeSize < size) tree.append(`entry ${tree.treeSize}`);
    for (const tile of tree.changedTiles()) {
      const { level, number, hashes } = tile;
      this.#tiles.set(`${level} ${number}`, tile);
      this.files.set(tilePath({ level, number, width: hashes.length / 32 }), Buffer.from(hashes));
    }
    for (const row of tree.changedBundles()) {
      this.#bundles.set(row.number, row);
      const width = Math.min(tileWidth, size - row.number * tileWidth);
      const path = tilePath({ level: 'entries', number: row.number, width });
      this.files.set(path, Buffer.from(row.entries));
    }
    this.treeSize = size;
    this.root = rootOfPeaks(splitHashes(tree.peaks()));
  }

  readFile = (path: string): Promise<Uint8Array> => {
    const file = this.files.get(path);
    return file ? Promise.resolve(file) : Promise.reject(new AuditFault(path, 'is not served'));
  };
}

async function checked(log: ServedLog, sizes: readonly number[] = []) {
  const entries: string[] = [];
  const onEntry = (entry: Uint8Array) => entries.push(Buffer.from(entry).toString());
  const tree = new CheckedTree({ readFile: log.readFile, onEntry, sizes });
  await tree.extendTo(log.treeSize);
  return { tree, entries };
}

describe('an auditor’s tree', () => {
  for (const size of [0, 1, 255, 256, 257, 512, 70_000]) {
    it(`of ${size} entries has the log’s root, and each entry in its order`, async () => {
      const log = new ServedLog(size);
      const { tree, entries } = await checked(log);
      assert.deepEqual(tree.root, Uint8Array.from(log.root));
      assert.deepEqual(
        entries,
        Array.from({ length: size }, (_, index) => `entry ${index}`),
      );
    });
  }

  it('follows a log that grows, reading what was partial anew', async () => {
    const log = new ServedLog(300);
    const { tree, entries } = await checked(log);
    for (const size of [300, 301, 512, 513, 1300]) {
      log.growTo(size);
      await tree.extendTo(size);
      assert.deepEqual(tree.root, Uint8Array.from(log.root));
      assert.equal(entries.length, size);
    }
  });

  it('knows the roots of older trees', async () => {
    const sizes = [0, 1, 256, 300];
    const { tree } = await checked(new ServedLog(700), sizes);
    for (const size of sizes) {
      assert.deepEqual(tree.rootAt(size), Uint8Array.from(new ServedLog(size).root));
    }
    assert.equal(tree.rootAt(299), undefined);
  });

  it('is at fault with any byte of any file changed, and names a place in that file', async () => {
    const log = new ServedLog(300);
    let flips = 0;
    for (const [path, file] of log.files) {
      for (let at = 0; at < file.length; at += 1) {
        file[at] = file[at]! ^ (1 << (at % 8));
        await assert.rejects(checked(log), (error) => {
          assert.ok(error instanceof AuditFault);
          const place = path.startsWith('tile/entries/')
            ? path.slice('tile/entries/'.length)
            : path;
          assert.ok(error.place.includes(place), `${path} byte ${at}: ${error.message}`);
          return true;
        });
        file[at] = file[at]! ^ (1 << (at % 8));
        flips += 1;
      }
    }
    assert.equal(
      flips,
      [...log.files.values()].reduce((sum, { length }) => sum + length, 0),
    );
    assert.equal(log.files.size, 5);
    assert.deepEqual((await checked(log)).tree.root, Uint8Array.from(log.root));
  });

  for (const [what, change] of Object.entries({
    'a byte more': (file: Buffer) => Buffer.concat([file, Buffer.of(0)]),
    'a byte less': (file: Buffer) => file.subarray(0, -1),
    'nothing in it': () => Buffer.of(),
    'itself twice': (file: Buffer) => Buffer.concat([file, file]),
  })) {
    it(`is at fault with a file that has ${what}`, async () => {
      for (const path of new ServedLog(600).files.keys()) {
        const log = new ServedLog(600);
        log.files.set(path, change(log.files.get(path)!));
        await assert.rejects(checked(log), AuditFault, path);
      }
    });
  }

  it('is at fault where an entry is another when the log has grown', async () => {
    const log = new ServedLog(300);
    const { tree } = await checked(log);
    const forged = new GrowingTree({ treeSize: 0, tiles: [], bundle: undefined });
    while (forged.treeSize < 301) {
      forged.append(forged.treeSize === 299 ? 'forged' : `entry ${forged.treeSize}`);
    }
    for (const { level, number, hashes } of forged.changedTiles()) {
      const path = tilePath({ level, number, width: hashes.length / 32 });
      log.files.set(path, Buffer.from(hashes));
    }
    const [, bundle] = forged.changedBundles();
    log.files.set('tile/entries/001.p/45', Buffer.from(bundle!.entries));
    await assert.rejects(tree.extendTo(301), {
      message: 'tile/0/001.p/45, entry 299: the entry is another than it was before',
    });
  });
});
