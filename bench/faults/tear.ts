import { closeSync, fstatSync, ftruncateSync, openSync, statSync, writeSync } from 'node:fs';
import path from 'node:path';
import { sizesOf, type FileSizes } from './file-sizes.ts';
import type { Random } from './random.ts';

/** What stands behind the cut: nothing, the zeros of a file that was extended but not written, or what lay there before. */
export const remains = ['nothing', 'zeros', 'garbage'] as const;

/**
 * Tears the ends of files as a power cut would: what was written since `sizes` were noted, when all lines were promised, is
 * cut somewhere, and something else may stand behind it. Where nothing grew, the file that was written last gets something
 * behind its end. Files that are new since are left as they are. Answers how many were torn.
 */
export function tearTails(folder: string, sizes: FileSizes, random: Random): number {
  const now = sizesOf(folder);
  const known = Object.entries(sizes).filter(([name, { inode }]) => now[name]?.inode === inode);
  let written = known.filter(([name, noted]) => (now[name]?.size ?? 0) > noted.size);
  if (written.length === 0) {
    const age = ([name]: (typeof known)[number]) => -statSync(path.join(folder, name)).mtimeMs;
    written = known.toSorted((a, b) => age(a) - age(b)).slice(0, 1);
  }
  for (const [name, noted] of written) {
    const keptOf = (grown: number) => random.below(grown + 1);
    tearFile(path.join(folder, name), noted, keptOf, random.pick(remains), random);
  }
  return written.length;
}

/** Tears the tail of one file; `keptOf` says how much of what it has grown by stays. */
export function tearFile(
  file: string,
  noted: FileSizes[string],
  keptOf: (grown: number) => number,
  remain: (typeof remains)[number],
  random: Random,
): void {
  const descriptor = openSync(file, 'r+');
  try {
    const { size, ino } = fstatSync(descriptor);
    if (ino !== noted?.inode || size < noted.size) return;
    const kept = Math.min(size, noted.size + keptOf(size - noted.size));
    // As much as was being written, or, where nothing was, what might have been.
    const length = size > kept ? size - kept : random.below(400);
    ftruncateSync(descriptor, kept);
    if (remain === 'zeros') ftruncateSync(descriptor, kept + length);
    if (remain === 'garbage') writeSync(descriptor, random.bytes(length), 0, length, kept);
  } finally {
    closeSync(descriptor);
  }
}
