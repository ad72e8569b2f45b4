import { openSync, closeSync, ftruncateSync, fstatSync, writeSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { FileSizes } from './file-sizes.ts';
import type { Random } from './random.ts';

/** What stands behind the cut: nothing, the zeros of a file that was extended but not written, or what lay there before. */
export const remains = ['nothing', 'zeros', 'garbage'] as const;

/**
 * Tears the ends of files as a power cut would: what was written since `sizes` were noted, when all lines were promised, is
 * cut somewhere, and something else may stand behind it. Files that are new since are left as they are. Answers how many were
 * torn.
 */
export function tearTails(folder: string, sizes: FileSizes, random: Random): number {
  let torn = 0;
  for (const name of readdirSync(folder)) {
    const noted = sizes[name];
    if (!noted) continue;
    const keptOf = (grown: number) => random.below(grown + 1);
    if (tearFile(path.join(folder, name), noted, keptOf, random.pick(remains), random)) torn += 1;
  }
  return torn;
}

/** Tears the tail of one file; `keptOf` says how much of what it has grown by stays. Answers whether it could. */
export function tearFile(
  file: string,
  noted: FileSizes[string],
  keptOf: (grown: number) => number,
  remain: (typeof remains)[number],
  random: Random,
): boolean {
  const descriptor = openSync(file, 'r+');
  try {
    const { size, ino } = fstatSync(descriptor);
    if (ino !== noted?.inode || size < noted.size) return false;
    const kept = Math.min(size, noted.size + keptOf(size - noted.size));
    // As much as was being written, or, where nothing was, what might have been.
    const length = size > kept ? size - kept : random.below(400);
    ftruncateSync(descriptor, kept);
    if (remain === 'zeros') ftruncateSync(descriptor, kept + length);
    if (remain === 'garbage') writeSync(descriptor, random.bytes(length), 0, length, kept);
    return true;
  } finally {
    closeSync(descriptor);
  }
}
