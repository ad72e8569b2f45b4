import assert from 'node:assert/strict';
import { cp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { hash } from 'node:crypto';
import { saleChainInput, saleLineContent, saleLineId } from '@fupin/schema';
import { outletId, saleLine } from '../../../test/sink.ts';
import { temporaryFolder } from '../../../test/temporary-folder.ts';
import { carry } from '../carried-runs.ts';
import { FileQueue } from './file-queue.ts';

const till = (terminalId: string, number: number) => {
  const line = saleLine(number, { terminalId });
  return { lineId: saleLineId(outletId, line), content: saleLineContent(line) };
};
const tills = (terminalId: string, from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => till(terminalId, from + index));

/** Takes all lines, in runs. */
async function runsOf(queue: FileQueue) {
  const { lines, carried } = carry(await queue.take(100_000, Infinity));
  return { lines, runs: carried ?? [] };
}

async function drain(queue: FileQueue): Promise<void> {
  for (;;) {
    const lines = await queue.take(5000, Infinity);
    if (lines.length === 0) return;
    await queue.settle(lines.map(({ position }) => position));
  }
}

const briefly = async (queue: FileQueue) =>
  (await runsOf(queue)).runs.map(({ terminalId, first, count }) => [terminalId, first, count]);

describe('the numbers of lines', () => {
  it('count each terminal from 1 and chain its contents, from the epoch on', async () => {
    await using folder = await temporaryFolder();
    const queue = await FileQueue.open(folder.path, outletId);
    await queue.append([till('柜 1', 1), till('till-2', 1), till('柜 1', 2)]);
    await queue.append([till('柜 1', 3)]);
    const key = await queue.deviceKey();
    const { lines, runs } = await runsOf(queue);
    assert.deepEqual(await briefly(queue), [
      ['柜 1', 1, 3],
      ['till-2', 1, 1],
    ]);
    let link = key?.epoch ?? '';
    assert.equal(runs[0]?.previous, link);
    for (const { content } of [lines[0], lines[2], lines[3]].map((line) => line ?? till('', 0))) {
      link = hash('sha256', saleChainInput(link, content), 'base64url');
    }
    assert.equal(runs[0]?.head, link);
    await queue.close();
  });

  it('go on after a restart, from memory and from the file alike', async () => {
    await using folder = await temporaryFolder();
    const before = await FileQueue.open(folder.path, outletId);
    await before.append(tills('a', 1, 3));
    await before.append([...tills('b', 1, 2), ...tills('a', 4, 5)]);
    const written = await runsOf(before);
    await before.close();
    const queue = await FileQueue.open(folder.path, outletId);
    assert.deepEqual((await runsOf(queue)).runs, written.runs);
    await queue.append(tills('a', 6, 6));
    const { runs } = await runsOf(queue);
    assert.deepEqual(await briefly(queue), [
      ['a', 1, 6],
      ['b', 1, 2],
    ]);
    assert.equal(runs[0]?.previous, written.runs[0]?.previous);
    await queue.close();
  });

  it('go on when every line was settled and its segment removed', async () => {
    await using folder = await temporaryFolder();
    const before = await FileQueue.open(folder.path, outletId);
    await before.append([...tills('b', 1, 2), ...tills('a', 1, 4998)]);
    await drain(before);
    await before.append(tills('a', 4999, 4999));
    await drain(before);
    assert.deepEqual(
      (await readdir(folder.path)).filter((name) => name.startsWith('segment')),
      ['segment-0000005001.log'],
    );
    await before.close();
    const queue = await FileQueue.open(folder.path, outletId);
    await queue.append([...tills('a', 5000, 5000), ...tills('b', 3, 3)]);
    assert.deepEqual(await briefly(queue), [
      ['a', 5000, 1],
      ['b', 3, 1],
    ]);
    await queue.close();
  });

  it('have no gap where an append failed', async () => {
    await using folder = await temporaryFolder();
    const queue = await FileQueue.open(folder.path, outletId);
    await queue.append(tills('a', 1, 2));
    const tooLong = { lineId: 'out_1/a/x', content: 'x'.repeat(2 * 1024 * 1024) };
    await assert.rejects(queue.append([till('a', 3), tooLong]), RangeError);
    await queue.append(tills('a', 3, 3));
    assert.deepEqual(await briefly(queue), [['a', 1, 3]]);
    await queue.close();
  });

  it('carry the clock’s skew that was noted', async () => {
    await using folder = await temporaryFolder();
    const before = await FileQueue.open(folder.path, outletId);
    await before.append([{ ...till('a', 1), clockSkewMs: -31_536_000_000 }, till('a', 2)]);
    await before.close();
    const queue = await FileQueue.open(folder.path, outletId);
    const { runs } = await runsOf(queue);
    assert.deepEqual(
      runs.map((run) => run.clockSkewMs),
      [-31_536_000_000, undefined],
    );
    await queue.close();
  });
});

describe('the key of a device', () => {
  it('is made once, for its owner’s eyes only', async () => {
    await using folder = await temporaryFolder();
    const first = await FileQueue.open(folder.path, outletId);
    const key = await first.deviceKey();
    await first.close();
    const path = join(folder.path, 'device-key.json');
    assert.equal((await stat(path)).mode & 0o777, 0o600);
    const queue = await FileQueue.open(folder.path, outletId);
    const again = await queue.deviceKey();
    assert.equal(again?.epoch, key?.epoch);
    const { crv, kty, x, y } = JSON.parse(await readFile(path, 'utf8')) as JsonWebKey;
    assert.deepEqual(again?.publicKey, { crv, kty, x, y });
    assert.equal(key?.epoch, hash('sha256', JSON.stringify({ crv, kty, x, y }), 'base64url'));
    assert.equal(again.privateKey.extractable, false);
    await queue.close();
  });

  for (const [what, lose] of Object.entries({
    'its key': (folder: string) => rm(join(folder, 'device-key.json')),
    'what is in its key': (folder: string) => writeFile(join(folder, 'device-key.json'), '{}'),
    'its segments': async (folder: string) => {
      for (const name of await readdir(folder)) {
        if (name.startsWith('segment')) await rm(join(folder, name));
      }
    },
  })) {
    it(`is a new one, and its count another, when a folder has lost ${what}`, async () => {
      await using folder = await temporaryFolder();
      const before = await FileQueue.open(folder.path, outletId);
      await before.append(tills('a', 1, 3));
      const { epoch } = (await before.deviceKey()) ?? {};
      await before.close();
      await lose(folder.path);
      const queue = await FileQueue.open(folder.path, outletId);
      await queue.append(tills('a', 4, 4));
      const { runs } = await runsOf(queue);
      const next = runs.at(-1);
      assert.notEqual(next?.epoch, epoch);
      assert.deepEqual([next?.first, next?.previous], [1, next?.epoch]);
      assert.equal(runs.length, what === 'its segments' ? 1 : 2);
      await queue.close();
    });
  }
});

describe('a folder of format version 1', () => {
  const version1 = new URL('../../../test/version-1', import.meta.url);

  it('is drained in its order, dead letters kept, and numbers new lines behind', async () => {
    await using folder = await temporaryFolder();
    await cp(version1, folder.path, { recursive: true });
    const queue = await FileQueue.open(folder.path, outletId);
    assert.equal(await queue.size(), 6);
    await queue.append(tills('till-1', 20, 21));
    const old = await runsOf(queue);
    assert.deepEqual(old.runs, []);
    const receipts = old.lines.map(
      ({ content }) => (JSON.parse(content) as { receiptNo: string }).receiptNo,
    );
    assert.deepEqual(receipts, ['1', '4', '5', '6', '7', '8']);
    assert.equal(old.lines[2]?.lineId, `${outletId}/till%202/2020-10-17/5/1/sale`);
    assert.deepEqual(
      (await queue.deadLetters()).map((letter) => letter.line.receiptNo),
      ['3'],
    );
    await queue.settle(old.lines.map(({ position }) => position));
    assert.deepEqual(await briefly(queue), [['till-1', 1, 2]]);
    await drain(queue);
    await queue.close();
    const again = await FileQueue.open(folder.path, outletId);
    assert.equal(await again.size(), 0);
    assert.equal(await again.deadLetterCount(), 1);
    await again.append(tills('till-1', 22, 22));
    assert.deepEqual(await briefly(again), [['till-1', 3, 1]]);
    await again.close();
  });

  it('loses nothing when the process dies right after it was opened', async () => {
    await using folder = await temporaryFolder();
    await cp(version1, folder.path, { recursive: true });
    await (await FileQueue.open(folder.path, outletId)).close();
    const queue = await FileQueue.open(folder.path, outletId);
    assert.equal(await queue.size(), 6);
    await queue.close();
  });
});
