import { link, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { OutboxLockedError } from '../errors/outbox-locked-error.ts';

/** A lock on a folder, held by this process. */
export interface ProcessLock {
  release(): Promise<void>;
}

const namePattern = /^lock-(\d+)$/;

/**
 * Takes the lock of a folder. The lock is the file `lock-N` of the highest N; it names its holder and is empty once
 * released. To take it over is to create `lock-N+1`, which the file system lets one process do.
 * @throws {OutboxLockedError} when its holder is alive
 */
export async function lockFolder(folder: string): Promise<ProcessLock> {
  const draft = join(folder, `lock.${process.pid}.${Math.random().toString(36).slice(2)}`);
  await writeFile(draft, holderOf(process.pid));
  try {
    for (;;) {
      const newest = await newestLock(folder);
      const holder = await readFile(lockPath(folder, newest), 'utf8').catch(ignore('ENOENT'));
      if (holder && isAlive(holder)) {
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

/** A process by its id and, where the system tells (Linux), the time it started: ids are used again. */
function holderOf(pid: number): string {
  let started = '';
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    started = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    // No such process, or no such file system: then the id alone has to do.
  }
  return `${pid} ${started}`;
}

function isAlive(holder: string): boolean {
  const pid = Number.parseInt(holder, 10);
  if (!pid) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return holder === holderOf(pid);
}
