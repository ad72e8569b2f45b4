import { hash } from 'node:crypto';

/** Length of every hash, in bytes. */
export const hashBytes = 32;

const leafPrefix = Uint8Array.of(0);
const pair = Buffer.alloc(1 + 2 * hashBytes);
pair[0] = 1;

/** Hash of an entry as a leaf (RFC 6962, 2.1). At once, where the credential package's has to be waited for. */
export function leafHashOf(entry: Uint8Array): Buffer {
  return hash('sha256', Buffer.concat([leafPrefix, entry]), 'buffer');
}

/**
 * The same of what stands in bytes between two places, as text of one character a byte, in a third of the time. The byte before
 * it is as it was afterwards.
 */
export function leafHashIn(bytes: Uint8Array, start: number, end: number): string {
  const before = bytes[start - 1] ?? 0;
  bytes[start - 1] = 0;
  const leafHash = hash('sha256', bytes.subarray(start - 1, end), 'binary');
  bytes[start - 1] = before;
  return leafHash;
}

/** Root of the tree above leaves, one or more (RFC 6962, 2.1), by their hashes as leafHashIn gives them. */
export function merkleRoot(leafHashes: readonly string[]): Buffer {
  const hashes = Buffer.allocUnsafe(leafHashes.length * hashBytes);
  for (const [place, leafHash] of leafHashes.entries()) {
    hashes.write(leafHash, place * hashBytes, 'latin1');
  }
  return foldHashes(hashes);
}

// Pairs from left to right; one that is left over goes up as it is, which makes the tree that the RFC splits from above.
function foldHashes(hashes: Buffer): Buffer {
  for (let width = hashes.length / hashBytes; width > 1; width = Math.ceil(width / 2)) {
    for (let left = 0; left < width; left += 2) {
      const at = (left / 2) * hashBytes;
      const start = left * hashBytes;
      if (left + 1 === width) hashes.copy(hashes, at, start, start + hashBytes);
      else {
        hashes.copy(pair, 1, start, start + 2 * hashBytes);
        hashes.write(hash('sha256', pair, 'binary'), at, 'latin1');
      }
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
  return hashes.length === hashBytes ? hashes : foldHashes(Buffer.from(hashes));
}

/** Hashes that stand one after the other in bytes. */
export function splitHashes(bytes: Uint8Array): Uint8Array[] {
  const hashes: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += hashBytes)
    hashes.push(bytes.subarray(at, at + hashBytes));
  return hashes;
}
