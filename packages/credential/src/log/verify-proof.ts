import { equalBytes, hashBytes, hashChildren } from './merkle-hash.ts';

/** That a leaf is in a tree (RFC 9162, 2.1.3). */
export interface InclusionProof {
  readonly index: number;
  readonly size: number;
  readonly leafHash: Uint8Array;
  /** From the leaf's sibling up. */
  readonly hashes: readonly Uint8Array[];
  readonly root: Uint8Array;
}

/** That a tree begins with an older one (RFC 9162, 2.1.4). */
export interface ConsistencyProof {
  readonly oldSize: number;
  readonly size: number;
  readonly oldRoot: Uint8Array;
  readonly root: Uint8Array;
  readonly hashes: readonly Uint8Array[];
}

/** Whether an inclusion proof holds (RFC 9162, 2.1.3.2). */
export async function verifyInclusion(proof: InclusionProof): Promise<boolean> {
  const { index, size, leafHash, hashes, root } = proof;
  if (!isPlace(index) || !isPlace(size) || index >= size || !areHashes([leafHash, root, ...hashes]))
    return false;
  let node = index;
  let last = size - 1;
  let hash = leafHash;
  for (const sibling of hashes) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      hash = await hashChildren(sibling, hash);
      while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)];
    } else {
      hash = await hashChildren(hash, sibling);
    }
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && equalBytes(hash, root);
}

/** Whether a consistency proof holds (RFC 9162, 2.1.4.2). The empty tree is the beginning of every tree. */
export async function verifyConsistency(proof: ConsistencyProof): Promise<boolean> {
  const { oldSize, size, oldRoot, root, hashes } = proof;
  if (!isPlace(oldSize) || !isPlace(size) || oldSize > size) return false;
  if (!areHashes([oldRoot, root, ...hashes])) return false;
  if (oldSize === size) return hashes.length === 0 && equalBytes(oldRoot, root);
  if (oldSize === 0) return hashes.length === 0;
  // Where the old tree is complete, its root is the first hash, and is left out.
  const [first, ...rest] = isPowerOfTwo(oldSize) ? [oldRoot, ...hashes] : hashes;
  if (!first) return false;
  let node = oldSize - 1;
  let last = size - 1;
  while (node % 2 === 1) [node, last] = [half(node), half(last)];
  let [oldHash, hash] = [first, first];
  for (const sibling of rest) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      oldHash = await hashChildren(sibling, oldHash);
      hash = await hashChildren(sibling, hash);
      while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)];
    } else {
      hash = await hashChildren(hash, sibling);
    }
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && equalBytes(oldHash, oldRoot) && equalBytes(hash, root);
}

// Sizes go beyond 32 bits, so no bit operators.
const half = (value: number) => Math.floor(value / 2);
const isPlace = (value: number) => Number.isSafeInteger(value) && value >= 0;
const isPowerOfTwo = (value: number) => Number.isInteger(Math.log2(value));
const areHashes = (hashes: readonly Uint8Array[]) =>
  hashes.every(({ length }) => length === hashBytes);
