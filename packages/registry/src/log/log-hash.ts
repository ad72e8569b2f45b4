import { hash } from 'node:crypto';

/** Length of every hash, in bytes. */
export const hashBytes = 32;

// As characters of one byte each, which takes a third of the time of a buffer.
const hashOf = (data: string | Uint8Array) => hash('sha256', data, 'binary');
const leafPrefix = Uint8Array.of(0);
const pair = Buffer.alloc(1 + 2 * hashBytes);
pair[0] = 1;

/** Hash of an entry as a leaf (RFC 6962, 2.1). At once, where the credential package's has to be waited for. */
export function leafHashOf(entry: Uint8Array): Buffer {
  return hash('sha256', Buffer.concat([leafPrefix, entry]), 'buffer');
}

/** Root of the tree whose leaves are texts, one or more (RFC 6962, 2.1). */
export function merkleRoot(leaves: readonly string[]): Buffer {
  const hashes = Buffer.allocUnsafe(leaves.length * hashBytes);
  for (const [place, leaf] of leaves.entries()) {
    hashes.write(hashOf(`\0${leaf}`), place * hashBytes, 'latin1');
  }
  // Pairs from left to right; one that is left over goes up as it is, which makes the tree that the RFC splits from above.
  for (let width = leaves.length; width > 1; width = Math.ceil(width / 2)) {
    for (let left = 0; left < width; left += 2) {
      const at = (left / 2) * hashBytes;
      if (left + 1 < width) {
        hashes.copy(pair, 1, left * hashBytes, (left + 2) * hashBytes);
        hashes.write(hashOf(pair), at, 'latin1');
      } else hashes.copy(hashes, at, left * hashBytes, (left + 1) * hashBytes);
    }
  }
  return hashes.subarray(0, hashBytes);
}

/** Hash of two subtrees that stand beside each other (RFC 6962, 2.1). */
export function parentHashOf(left: Uint8Array, right: Uint8Array): Buffer {
  pair.set(left, 1);
  pair.set(right, 1 + hashBytes);
  return hash('sha256', pair, 'buffer');
}

/** The root above the peaks of a tree, from the largest on; of the empty tree the hash of nothing (RFC 6962, 2.1). */
export function rootOfPeaks(peaks: readonly Uint8Array[]): Uint8Array {
  if (peaks.length === 0) return hash('sha256', '', 'buffer');
  return peaks.reduceRight((right, left) => parentHashOf(left, right));
}

/** Hash of a subtree of which all leaves, or the hashes of subtrees of equal size, are given: a power of two of them. */
export function subtreeHash(hashes: Uint8Array): Uint8Array {
  if (hashes.length === hashBytes) return hashes;
  const half = hashes.length / 2;
  return parentHashOf(subtreeHash(hashes.subarray(0, half)), subtreeHash(hashes.subarray(half)));
}

/** Hashes that stand one after the other in bytes. */
export function splitHashes(bytes: Uint8Array): Uint8Array[] {
  const hashes: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += hashBytes)
    hashes.push(bytes.subarray(at, at + hashBytes));
  return hashes;
}
