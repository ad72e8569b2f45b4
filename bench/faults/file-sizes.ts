import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';

/** The files of a folder by name: how long they are, and which file it is. */
export type FileSizes = Readonly<Record<string, { readonly size: number; readonly inode: number }>>;

/** The files of a folder at this moment. */
export function sizesOf(folder: string): FileSizes {
  const sizes: Record<string, { size: number; inode: number }> = {};
  for (const name of readdirSync(folder)) {
    const stat = statSync(path.join(folder, name), { throwIfNoEntry: false });
    if (stat?.isFile()) sizes[name] = { size: stat.size, inode: stat.ino };
  }
  return sizes;
}
