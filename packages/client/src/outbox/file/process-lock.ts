import { link, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { OutboxLockedError } from '../errors/outbox-locked-error.ts';
import { startOf } from './process-start.ts';

/** A lock on a folder, held by this process. */
export interface ProcessLock {
  release(): Promise<void>;
}

const namePattern = /^lock-(\d+)$/;

/**
 * Takes the lock of a folder. The lock is the file `lock-N` of the highest N; it names its holder and is empty once
 * released. To take it over is to create `lock-N+1`, which the file system lets one process do.
 * @param tellStart tells when a process started: ids are used again
 * @throws {OutboxLockedError} when its holder is alive
 */
export async function lockFolder(folder: string, tellStart = startOf): Promise<ProcessLock> {
  const draft = join(folder, `lock.${process.pid}.${Math.random().toString(36).slice(2)}`);
  await writeFile(draft, `${process.pid} ${await tellStart(process.pid)}`);
  try {
    for (;;) {
      const newest = await newestLock(folder);
      const holder = await readFile(lockPath(folder, newest), 'utf8').catch(ignore('ENOENT'));
      if (holder && (await isAlive(holder, tellStart))) {
        throw new OutboxLockedError(folder, Number.parseInt(holder, 10));
      }
      const path = lockPath(folder, newest + 1);
      const isTaken = (await link(draft, path).catch(ignore('EEXIST'))) === null;
      if (isTaken) continue;
      // Whoever looked before the file of this number came and went again may create it a second time.
      if ((await newestLock(folder)) > newest + 1) {
        await rm(path);
        continue;
      }
      await rm(lockPath(folder, newest), { force: true });
      return { release: () => writeFile(path, '') };
    }
  } finally {
    await rm(draft, { force: true });
  }
}

const lockPath = (folder: string, number: number): string => join(folder, `lock-${number}`);

const ignore =
  (code: string) =>
  (error: NodeJS.ErrnoException): null => {
    if (error.code !== code) throw error;
    return null;
  };

async function newestLock(folder: string): Promise<number> {
  const names = await readdir(folder);
  return Math.max(0, ...names.map((name) => Number(namePattern.exec(name)?.[1] ?? 0)));
}

async function isAlive(holder: string, tellStart: typeof startOf): Promise<boolean> {
  const [, id = '', start] = /^(\d+) ?(.*)$/.exec(holder) ?? [];
  const pid = Number(id);
  if (!pid) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  if (!start) return true;
  // Where it can't be told any more, the id alone has to do.
  const startNow = await tellStart(pid);
  return startNow === '' || startNow === start;
}
