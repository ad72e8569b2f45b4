import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { hashChildren, hashLeaf } from './merkle-hash.ts';
import {
  consistencyRanges,
  inclusionRanges,
  middleOf,
  peakRanges,
  type LeafRange,
} from './proof-ranges.ts';
import { toHex } from './verifier-key.ts';
import { verifyConsistency, verifyInclusion } from './verify-proof.ts';

// The leaves and roots that implementations of RFC 6962 have in common.
const knownLeaves = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
];
const knownRoots = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

const largest = 40;
const leaves = await Promise.all(
  Array.from({ length: largest }, (_, number) => hashLeaf(Uint8Array.of(number))),
);
const known = new Map<string, Promise<Uint8Array>>();

/** The Merkle tree hash of a range as RFC 6962, 2.1 defines it. */
function treeHash(range: LeafRange): Promise<Uint8Array> {
  const { start, end } = range;
  const key = `${start} ${end}`;
  const hash = known.get(key) ?? compute();
  known.set(key, hash);
  return hash;

  async function compute(): Promise<Uint8Array> {
    if (end - start === 1) return leaves[start]!;
    const middle = middleOf(range);
    return hashChildren(
      await treeHash({ start, end: middle }),
      await treeHash({ start: middle, end }),
    );
  }
}
const hashesOf = (ranges: readonly LeafRange[]) => Promise.all(ranges.map(treeHash));
const rootOf = (size: number) => treeHash({ start: 0, end: size });

/** Proofs that are wrong in one way each. */
function spoiled(hashes: readonly Uint8Array[]): Uint8Array[][] {
  const other = hashes.map((_, place) =>
    hashes.map((hash, at) => (at === place ? hash.map((byte) => byte ^ 1) : hash)),
  );
  return [
    ...other,
    ...(hashes.length > 0 ? [hashes.slice(1), hashes.slice(0, -1)] : []),
    [...hashes, leaves[0]!],
    hashes.map((hash) => hash.subarray(1)),
  ].filter((changed) => changed.length > 0 || hashes.length > 0);
}

describe('hashing', () => {
  it('gives the roots that implementations have in common', async () => {
    const entries = await Promise.all(
      knownLeaves.map((hex) => hashLeaf(Uint8Array.from(Buffer.from(hex, 'hex')))),
    );
    const root = async (range: LeafRange): Promise<Uint8Array> => {
      if (range.end - range.start === 1) return entries[range.start]!;
      const middle = middleOf(range);
      return hashChildren(
        await root({ start: range.start, end: middle }),
        await root({ start: middle, end: range.end }),
      );
    };
    const roots = await Promise.all(knownRoots.map((_, at) => root({ start: 0, end: at + 1 })));
    assert.deepEqual(roots.map(toHex), knownRoots);
  });
});

describe('an inclusion proof', () => {
  it('holds for each leaf of each tree, and for no other', async () => {
    for (let size = 1; size <= largest; size += 1) {
      for (let index = 0; index < size; index += 1) {
        const proof = {
          index,
          size,
          leafHash: leaves[index]!,
          hashes: await hashesOf(inclusionRanges(index, size)),
          root: await rootOf(size),
        };
        assert.equal(await verifyInclusion(proof), true, `${index} of ${size}`);
        const otherLeaf = { ...proof, leafHash: leaves[(index + 1) % largest]! };
        assert.equal(await verifyInclusion(otherLeaf), false);
      }
    }
  });

  it('does not hold with a hash too many, too few, changed or cut, or for another place', async () => {
    for (const [index, size] of [
      [0, 1],
      [0, 8],
      [5, 7],
      [6, 7],
      [12, 13],
      [31, 33],
      [32, 33],
    ] as const) {
      const hashes = await hashesOf(inclusionRanges(index, size));
      const proof = { index, size, leafHash: leaves[index]!, hashes, root: await rootOf(size) };
      for (const changed of spoiled(hashes)) {
        assert.equal(await verifyInclusion({ ...proof, hashes: changed }), false);
      }
      for (const wrong of [-1, index + 1, size, 2 ** 53, NaN, index + 0.5]) {
        assert.equal(await verifyInclusion({ ...proof, index: wrong }), false, String(wrong));
      }
    }
  });

  it('is counted beyond 32 bits', () => {
    const size = 2 ** 40 + 1;
    assert.deepEqual(inclusionRanges(2 ** 40, size), [{ start: 0, end: 2 ** 40 }]);
    assert.equal(inclusionRanges(2 ** 40 - 1, size).length, 41);
  });
});

describe('a consistency proof', () => {
  it('holds between each two trees, and not with anything changed', async () => {
    for (let size = 1; size <= largest; size += 1) {
      for (let oldSize = 0; oldSize <= size; oldSize += 1) {
        const proof = {
          oldSize,
          size,
          oldRoot: oldSize > 0 ? await rootOf(oldSize) : new Uint8Array(32),
          root: await rootOf(size),
          hashes: await hashesOf(consistencyRanges(oldSize, size)),
        };
        const where = `${oldSize} in ${size}`;
        assert.equal(await verifyConsistency(proof), true, where);
        if (oldSize === 0) continue;
        const forked = { ...proof, oldRoot: proof.oldRoot.map((byte) => byte ^ 1) };
        assert.equal(await verifyConsistency(forked), false, where);
        const otherRoot = { ...proof, root: proof.root.map((byte) => byte ^ 1) };
        assert.equal(await verifyConsistency(otherRoot), false, where);
        if (size > 14) continue;
        for (const hashes of spoiled(proof.hashes)) {
          assert.equal(await verifyConsistency({ ...proof, hashes }), false, where);
        }
      }
    }
  });

  it('does not hold from a larger tree to a smaller one', async () => {
    const proof = { oldRoot: await rootOf(4), root: await rootOf(3), hashes: [] };
    assert.equal(await verifyConsistency({ ...proof, oldSize: 4, size: 3 }), false);
  });
});

it('the peaks of a tree are its complete subtrees', () => {
  assert.deepEqual(peakRanges(0), []);
  assert.deepEqual(peakRanges(8), [{ start: 0, end: 8 }]);
  assert.deepEqual(peakRanges(11), [
    { start: 0, end: 8 },
    { start: 8, end: 10 },
    { start: 10, end: 11 },
  ]);
});
