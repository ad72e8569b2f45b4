import assert from 'node:assert/strict';
import {
  appendFile,
  cp,
  mkdir,
  readdir,
  readFile,
  stat,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { saleLine } from '../../../test/sink.ts';
import { temporaryFolder } from '../../../test/temporary-folder.ts';
import { OutboxFormatError } from '../errors/outbox-format-error.ts';
import type { OutboxLockedError } from '../errors/outbox-locked-error.ts';
import type { DeadLetter } from '../queue.ts';
import { FileQueue } from './file-queue.ts';
import { frameAll } from './record.ts';

const outletId = 'out_12345678';
const newLine = (number: number) => ({
  lineId: `line-${number}`,
  content: JSON.stringify(saleLine(number)),
});
const newLines = (count: number, from = 0) =>
  Array.from({ length: count }, (_, index) => newLine(from + index));
const letter = (deadLetterId: number): DeadLetter => ({
  deadLetterId,
  lineId: `line-${deadLetterId - 1}`,
  line: saleLine(deadLetterId - 1),
  outcome: 'rejected',
  problem: { code: 'invalidInput', detail: 'no', issues: [] },
  rejectedAt: '2020-10-17T00:00:00.000Z',
});
const idsOf = async (queue: FileQueue) =>
  (await queue.take(100_000, Infinity)).map((line) => line.lineId);
const segmentsIn = async (folder: string) =>
  (await readdir(folder)).filter((name) => name.startsWith('segment'));

async function drain(queue: FileQueue): Promise<string[]> {
  const ids: string[] = [];
  for (;;) {
    const lines = await queue.take(1000, Infinity);
    if (lines.length === 0) return ids;
    ids.push(...lines.map((line) => line.lineId));
    await queue.settle(lines.map((line) => line.position));
  }
}

describe('a queue in a folder', () => {
  it('gives lines back in order, with their JSON, after being opened again', async () => {
    await using folder = await temporaryFolder();
    const before = await FileQueue.open(folder.path, outletId);
    await before.append(newLines(3));
    await before.append(newLines(2, 3));
    await before.close();
    const queue = await FileQueue.open(folder.path, outletId);
    const lines = await queue.take(10, Infinity);
    assert.deepEqual(
      lines.map(({ lineId, content }) => ({ lineId, content })),
      newLines(5),
    );
    assert.equal(await queue.size(), 5);
    assert.equal(await queue.has('line-4'), true);
    await queue.close();
  });

  it('knows which lines are queued, whenever it is first asked', async () => {
    await using folder = await temporaryFolder();
    const before = await FileQueue.open(folder.path, outletId);
    await before.append(newLines(3));
    await before.settle([2]);
    await before.close();
    const queue = await FileQueue.open(folder.path, outletId);
    const queued = () => Promise.all([0, 1, 2, 3].map((number) => queue.has(`line-${number}`)));
    assert.deepEqual(await queued(), [true, false, true, false]);
    await queue.append([newLine(3)]);
    await queue.take(4, Infinity);
    await queue.settle([1]);
    assert.deepEqual(await queued(), [false, false, true, true]);
    await queue.close();
  });

  it('knows so while lines come, go, and take their segments with them', async () => {
    await using folder = await temporaryFolder();
    const queue = await FileQueue.open(folder.path, outletId);
    const wide = (from: number) =>
      newLines(500, from).map(({ lineId }) => ({ lineId, content: 'x'.repeat(40_000) }));
    for (const from of [0, 500]) await queue.append(wide(from));
    const asked = queue.has('line-1000');
    await queue.append([newLine(1000)]);
    assert.equal((await segmentsIn(folder.path)).length, 3);
    const drained = drain(queue);
    await asked;
    assert.deepEqual(
      await drained,
      Array.from({ length: 1001 }, (_, number) => `line-${number}`),
    );
    assert.equal((await segmentsIn(folder.path)).length, 1);
    for (const number of [0, 499, 500, 999, 1000]) {
      assert.equal(await queue.has(`line-${number}`), false, `line ${number}`);
    }
    await queue.close();
  });

  it('gives no more lines or bytes at once than asked, but always one', async () => {
    await using folder = await temporaryFolder();
    const queue = await FileQueue.open(folder.path, outletId);
    await queue.append(newLines(10));
    const bytes = Buffer.byteLength(newLine(0).content);
    assert.equal((await queue.take(4, Infinity)).length, 4);
    assert.equal((await queue.take(10, bytes * 3)).length, 3);
    assert.equal((await queue.take(10, 1)).length, 1);
    await queue.close();
  });

  it('keeps giving the lines that were not settled, between those that were', async () => {
    await using folder = await temporaryFolder();
    const before = await FileQueue.open(folder.path, outletId);
    await before.append(newLines(6));
    const lines = await before.take(6, Infinity);
    await before.settle([lines[0], lines[2], lines[3]].map((line) => line?.position ?? 0));
    assert.deepEqual(await idsOf(before), ['line-1', 'line-4', 'line-5']);
    await before.close();
    const queue = await FileQueue.open(folder.path, outletId);
    assert.deepEqual(await idsOf(queue), ['line-1', 'line-4', 'line-5']);
    assert.equal(await queue.size(), 3);
    assert.equal(await queue.has('line-2'), false);
    await queue.close();
  });

  it('removes segments whose lines are all settled, and numbers on', async () => {
    await using folder = await temporaryFolder();
    const queue = await FileQueue.open(folder.path, outletId);
    for (let from = 0; from < 20_000; from += 5000) await queue.append(newLines(5000, from));
    assert.deepEqual((await drain(queue)).length, 20_000);
    await queue.append(newLines(2, 20_000));
    const [line] = await queue.take(1, Infinity);
    assert.equal(line?.lineId, 'line-20000');
    await queue.settle([line.position]);
    await queue.close();
    assert.deepEqual(await segmentsIn(folder.path), ['segment-0000020001.log']);
    const again = await FileQueue.open(folder.path, outletId);
    assert.deepEqual(await idsOf(again), ['line-20001']);
    await again.close();
  });

  it('settles what it holds when its files can’t be compacted', async () => {
    await using folder = await temporaryFolder();
    const queue = await FileQueue.open(folder.path, outletId);
    // A folder in its place is in the way of the compacted log.
    await mkdir(join(folder.path, 'settled.log.new'));
    for (let round = 0; round < 3; round++) {
      await queue.append(newLines(20_000));
      for (let take = 0; take < 20; take++) {
        const lines = await queue.take(1000, Infinity);
        // Every other line, so that the log grows long.
        for (const parity of [0, 1]) {
          const some = lines.filter(({ position }) => position % 2 === parity);
          await queue.settle(some.map(({ position }) => position));
        }
      }
    }
    assert.equal(await queue.size(), 0);
    await queue.close();
  });

  it('gives no new line a settled position when its segments were lost', async () => {
    await using folder = await temporaryFolder();
    const before = await FileQueue.open(folder.path, outletId);
    await before.append(newLines(5));
    await drain(before);
    await before.close();
    const [segment = ''] = await segmentsIn(folder.path);
    await truncate(join(folder.path, segment), 150);
    const queue = await FileQueue.open(folder.path, outletId);
    await queue.append([newLine(9)]);
    await queue.close();
    const again = await FileQueue.open(folder.path, outletId);
    assert.deepEqual(await idsOf(again), ['line-9']);
    await again.close();
  });
});

describe('dead letters', () => {
  it('survive, singly forgotten, and are compacted', async () => {
    await using folder = await temporaryFolder();
    const queue = await FileQueue.open(folder.path, outletId);
    await queue.append(newLines(20));
    const positions = (await queue.take(20, Infinity)).map((line) => line.position);
    await queue.refuse(positions.map(letter));
    for (const position of positions.slice(0, 18)) await queue.discard(position);
    await queue.close();
    const path = join(folder.path, 'dead-letters.log');
    const { size } = await stat(path);
    const again = await FileQueue.open(folder.path, outletId);
    assert.deepEqual(await again.deadLetters(), [letter(19), letter(20)]);
    assert.deepEqual(await again.deadLetter(20), letter(20));
    assert.equal(await again.deadLetter(1), undefined);
    assert.equal(await again.deadLetterCount(), 2);
    assert.equal(await again.size(), 0);
    await again.close();
    assert.ok((await stat(path)).size < size / 3);
  });
});

describe('damage', () => {
  it('loses only the last record when its write is torn at any byte, and can go on', async () => {
    await using folder = await temporaryFolder();
    const whole = join(folder.path, 'whole');
    const before = await FileQueue.open(whole, outletId);
    await before.append(newLines(2));
    const [segment = ''] = await segmentsIn(whole);
    const { size: start } = await stat(join(whole, segment));
    await before.append([newLine(2)]);
    await before.close();
    const { size: end } = await stat(join(whole, segment));
    assert.ok(end > start);
    const torn = join(folder.path, 'torn');
    for (let bytes = start; bytes < end; bytes++) {
      await cp(whole, torn, { recursive: true, force: true });
      await truncate(join(torn, segment), bytes);
      const queue = await FileQueue.open(torn, outletId);
      assert.deepEqual(await idsOf(queue), ['line-0', 'line-1'], `torn at byte ${bytes}`);
      await queue.append([newLine(7)]);
      assert.deepEqual(await idsOf(queue), ['line-0', 'line-1', 'line-7']);
      await queue.close();
    }
  });

  it('loses no line behind damage that no torn write explains, but refuses to open', async () => {
    await using folder = await temporaryFolder();
    const before = await FileQueue.open(folder.path, outletId);
    await before.append(newLines(2));
    await before.append([newLine(2)]);
    await before.refuse([letter(1)]);
    await before.refuse([letter(2)]);
    await before.close();
    const [segment = ''] = await segmentsIn(folder.path);
    for (const [name, word] of [
      [segment, 'line-1'],
      ['dead-letters.log', 'line-0'],
    ] as const) {
      const path = join(folder.path, name);
      const whole = await readFile(path);
      const bytes = Buffer.from(whole);
      bytes.write('LINE', bytes.indexOf(word));
      await writeFile(path, bytes);
      await assert.rejects(FileQueue.open(folder.path, outletId), OutboxFormatError, name);
      assert.deepEqual(await readFile(path), bytes);
      await writeFile(path, whole);
    }
  });

  it('takes a hole in the last append for torn, whatever of it came behind', async () => {
    await using folder = await temporaryFolder();
    const before = await FileQueue.open(folder.path, outletId);
    await before.append([newLine(0)]);
    await before.append(newLines(3, 1));
    await before.close();
    const [segment = ''] = await segmentsIn(folder.path);
    const path = join(folder.path, segment);
    const bytes = await readFile(path);
    bytes.fill(0, bytes.indexOf('line-2'), bytes.indexOf('line-3') - 8);
    await writeFile(path, bytes);
    const queue = await FileQueue.open(folder.path, outletId);
    assert.deepEqual(await idsOf(queue), ['line-0', 'line-1']);
    await queue.close();
  });

  it('takes a tail behind the last line of an earlier segment for a failed write', async () => {
    await using folder = await temporaryFolder();
    const before = await FileQueue.open(folder.path, outletId);
    const big = { lineId: 'big', content: JSON.stringify('x'.repeat(1_000_000)) };
    for (let count = 0; count < 18; count++) await before.append([big]);
    await before.close();
    const [first = '', second] = await segmentsIn(folder.path);
    assert.ok(second);
    await appendFile(join(folder.path, first), 'half a wri');
    const queue = await FileQueue.open(folder.path, outletId);
    assert.equal(await queue.size(), 18);
    await queue.close();
  });

  it('takes a tail of zeros or noise for torn', async () => {
    for (const tail of [
      Buffer.alloc(5000),
      Buffer.from('noise '.repeat(99)),
      frameAll(['x']).fill(1, 4, 8),
    ]) {
      await using folder = await temporaryFolder();
      const before = await FileQueue.open(folder.path, outletId);
      await before.append(newLines(2));
      await before.close();
      const [segment = ''] = await segmentsIn(folder.path);
      for (const name of [segment, 'settled.log', 'dead-letters.log'])
        await appendFile(join(folder.path, name), tail);
      const queue = await FileQueue.open(folder.path, outletId);
      assert.deepEqual(await idsOf(queue), ['line-0', 'line-1']);
      await queue.close();
    }
  });

  it('refuses a damaged segment that is not the last, and changes nothing', async () => {
    await using folder = await temporaryFolder();
    const before = await FileQueue.open(folder.path, outletId);
    const big = { lineId: 'big', content: JSON.stringify('x'.repeat(1_000_000)) };
    for (let count = 0; count < 18; count++) await before.append([big]);
    await before.close();
    const [first = '', second] = await segmentsIn(folder.path);
    assert.ok(second);
    const path = join(folder.path, first);
    const bytes = await readFile(path);
    bytes[5_000_000] = (bytes[5_000_000] ?? 0) ^ 1;
    await writeFile(path, bytes);
    await assert.rejects(FileQueue.open(folder.path, outletId), OutboxFormatError);
    assert.deepEqual(await readFile(path), bytes);
  });
});

describe('what is not for this version', () => {
  it('refuses a format of a later version and says so', async () => {
    await using folder = await temporaryFolder();
    const header = JSON.stringify({
      format: 'fupin-outbox',
      version: 3,
      outletId,
      firstPosition: 1,
    });
    const path = join(folder.path, 'segment-0000000001.log');
    await writeFile(path, frameAll([header]));
    await assert.rejects(FileQueue.open(folder.path, outletId), (error: OutboxFormatError) => {
      assert.equal(error.code, 'outboxFormat');
      assert.match(
        error.message,
        /expected format version 2 or earlier, found version 3: use a newer client/,
      );
      return true;
    });
    await assert.rejects(FileQueue.open(folder.path, outletId), OutboxFormatError);
  });

  it('refuses the lines of another outlet', async () => {
    await using folder = await temporaryFolder();
    await (await FileQueue.open(folder.path, outletId)).close();
    await assert.rejects(FileQueue.open(folder.path, 'out_87654321'), OutboxFormatError);
  });

  it('refuses a second opening while the first is alive, and allows it after', async () => {
    await using folder = await temporaryFolder();
    const first = await FileQueue.open(folder.path, outletId);
    await assert.rejects(FileQueue.open(folder.path, outletId), (error: OutboxLockedError) => {
      assert.equal(error.pid, process.pid);
      return true;
    });
    await first.close();
    await (await FileQueue.open(folder.path, outletId)).close();
  });

  it('takes over from a process that died, also when its id is in use again', async () => {
    await using folder = await temporaryFolder();
    for (const holder of ['999999999 1', `${process.pid} 1`]) {
      await writeFile(join(folder.path, 'lock-1'), holder);
      if (process.platform === 'win32' && holder.startsWith(String(process.pid))) continue;
      await (await FileQueue.open(folder.path, outletId)).close();
    }
  });
});
