import { hash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** Where files of evidence are kept, outside the database: each once, under the SHA-256 of its bytes. */
export interface EvidenceFolder {
  /** Keeps a file; resolves when it is durable. Doing so again changes nothing. */
  keep(sha256: string, bytes: Uint8Array): Promise<void>;
  /** The bytes of a file; throws where they are not there or no longer have their digest. */
  read(sha256: string): Promise<Uint8Array<ArrayBuffer>>;
  /** Deletes a file and what is left of attempts to keep it; nothing where there is none. */
  discard(sha256: string): Promise<void>;
}

/** Files in a folder that only its owner may read. The folder is made when the first file comes. */
export function evidenceFolder(folder: string): EvidenceFolder {
  const pathOf = (sha256: string) => {
    const name = Buffer.from(sha256, 'base64').toString('hex');
    return join(folder, name.slice(0, 2), name);
  };
  return {
    async keep(sha256, bytes) {
      const path = pathOf(sha256);
      if (await isThere(path, bytes.byteLength)) return;
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      const part = `${path}.${randomUUID()}.part`;
      try {
        await writeDurably(part, bytes);
        await rename(part, path);
        await syncFolder(dirname(path));
      } finally {
        await rm(part, { force: true });
      }
    },

    async read(sha256) {
      const bytes = await readFile(pathOf(sha256));
      if (hash('sha256', bytes, 'base64') === sha256) return Uint8Array.from(bytes);
      throw new Error(`the file of evidence ${pathOf(sha256)} was altered`);
    },

    async discard(sha256) {
      const path = pathOf(sha256);
      const names = await namesIn(dirname(path));
      const discarded = names.filter((name) => name.startsWith(basename(path)));
      await Promise.all(discarded.map((name) => rm(join(dirname(path), name), { force: true })));
    },
  };
}

async function isThere(path: string, size: number): Promise<boolean> {
  try {
    return (await stat(path)).size === size;
  } catch {
    return false;
  }
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

async function writeDurably(path: string, bytes: Uint8Array): Promise<void> {
  await using file = await open(path, 'wx', 0o600);
  await file.writeFile(bytes);
  await file.sync();
}

// A rename is durable once its folder is.
async function syncFolder(folder: string): Promise<void> {
  await using handle = await open(folder, 'r');
  await handle.sync();
}
