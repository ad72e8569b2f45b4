import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Ordeal, Scenario, Stage } from '../scenario.ts';

const roomBytes = 512 * 1024;
// More than fit, whatever an SDK makes of a line.
const lines = 10_000;
const nobody = 'http://127.0.0.1:9';

/**
 * The disk, a small one of its own, fills up while the registry can't be reached, and has room again later. Where the user may
 * not mount one, and has `prlimit`, no file of the till's may grow beyond a size instead.
 */
export const diskFull: Scenario = {
  name: 'disk-full',
  async run(stage) {
    const folder = path.join(stage.folder, 'disk');
    mkdirSync(folder, { recursive: true });
    const isMounted = mount(folder, roomBytes);
    try {
      return await fillUp(stage, folder, isMounted);
    } finally {
      if (isMounted) spawnSync('umount', [folder]);
    }
  },
};

async function fillUp(stage: Stage, folder: string, isMounted: boolean): Promise<Ordeal> {
  const wrapper = isMounted ? [] : boundedFiles();
  if (!wrapper) return { kills: 0, torn: 0, notes: ['not tried: neither mount nor prlimit'] };
  const till = stage.till({ folder: path.join(folder, 'till') });
  const life = { count: lines, atOnce: 100, registry: nobody, wrapper };
  // Full while it reports, and full when it opens again.
  for (let lives = 0; lives < 2; lives += 1) {
    await till.live({ ...life, countedFrom: 'reported', killAfterMs: stage.random.below(50) });
  }
  if (isMounted) mount(folder, 128 * roomBytes, 'remount,');
  await till.finish();
  const { kills, declined, complaints } = till;
  return { kills, torn: 0, notes: [`room was lacking ${declined} times`, ...complaints] };
}

function mount(folder: string, bytes: number, remount = ''): boolean {
  const options = `${remount}size=${bytes}`;
  return spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder]).status === 0;
}

/** What starts a program that can't make a file longer than the room. */
function boundedFiles(): readonly string[] | undefined {
  const wrapper = ['prlimit', `--fsize=${roomBytes}`];
  return spawnSync('prlimit', [...wrapper.slice(1), 'true']).status === 0 ? wrapper : undefined;
}
