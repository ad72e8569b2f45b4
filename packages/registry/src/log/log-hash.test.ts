import { hashChildren, hashLeaf, middleOf } from '@fupin/credential/log';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { leafHashIn, merkleRoot } from './log-hash.ts';

/** The tree as RFC 6962, 2.1 defines it: split after the largest power of two. */
async function rootOf(leaves: readonly string[]): Promise<Uint8Array> {
  const [only] = leaves;
  if (leaves.length === 1 && only !== undefined) return hashLeaf(Buffer.from(only));
  const middle = middleOf({ start: 0, end: leaves.length });
  return hashChildren(await rootOf(leaves.slice(0, middle)), await rootOf(leaves.slice(middle)));
}

test('the root of texts is that of RFC 6962, however many they are', async () => {
  for (let count = 1; count <= 40; count += 1) {
    const leaves = Array.from(
      { length: count },
      (_, place) => `第 ${place} 行 ${'é'.repeat(place)}`,
    );
    const hashes = leaves.map((leaf) => leafHashIn(Buffer.from(`x${leaf}`), 1, Infinity));
    const root = merkleRoot(hashes);
    assert.deepEqual(new Uint8Array(root), new Uint8Array(await rootOf(leaves)), `${count} leaves`);
  }
});
