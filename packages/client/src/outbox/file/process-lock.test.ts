import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { temporaryFolder } from '../../../test/temporary-folder.ts';
import { OutboxLockedError } from '../errors/outbox-locked-error.ts';
import { lockFolder } from './process-lock.ts';
import { startByPs, startOf } from './process-start.ts';

const untold = () => Promise.resolve('');

for (const [system, tellStart] of Object.entries({ 'this system': startOf, ps: startByPs })) {
  const skip = process.platform === 'win32' && 'Windows does not tell when a process started';

  describe(
    `a lock whose holder is told by its id and start, as ${system} tells it`,
    { skip },
    () => {
      it('holds while its holder lives, in any time zone, and is free once released', async () => {
        await using folder = await temporaryFolder();
        const lock = await lockFolder(folder.path, tellStart);
        const timeZone = process.env['TZ'];
        process.env['TZ'] = 'Asia/Kathmandu';
        await assert.rejects(lockFolder(folder.path, tellStart), OutboxLockedError);
        if (timeZone === undefined) delete process.env['TZ'];
        else process.env['TZ'] = timeZone;
        await lock.release();
        await (await lockFolder(folder.path, tellStart)).release();
      });

      it('names the start of its holder, and is free where another process has that id now', async () => {
        await using folder = await temporaryFolder();
        const lock = await lockFolder(folder.path, tellStart);
        const path = join(folder.path, 'lock-1');
        assert.match(await readFile(path, 'utf8'), new RegExp(`^${process.pid} .*\\d`));
        await lock.release();
        await writeFile(join(folder.path, 'lock-2'), `${process.pid} Thu Jan  1 00:00:00 1970`);
        await (await lockFolder(folder.path, tellStart)).release();
      });

      it('holds where the start of its holder can’t be told any more', async () => {
        await using folder = await temporaryFolder();
        const lock = await lockFolder(folder.path, tellStart);
        await assert.rejects(lockFolder(folder.path, untold), OutboxLockedError);
        await lock.release();
      });
    },
  );
}

describe('a lock whose holder is told by its id alone', () => {
  it('holds while a process has that id, and is free where none has', async () => {
    await using folder = await temporaryFolder();
    const lock = await lockFolder(folder.path, untold);
    await assert.rejects(lockFolder(folder.path, startOf), OutboxLockedError);
    await lock.release();
    await writeFile(join(folder.path, 'lock-2'), '999999999 ');
    await (await lockFolder(folder.path, untold)).release();
  });
});
