import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { carry } from './carried-runs.ts';
import type { QueuedLine } from './queue.ts';

const epoch = 'e'.repeat(43);
const link = (sequence: number) => (sequence === 0 ? epoch : `link-${sequence}`);

/** The line that a device has numbered so. */
function numbered(sequence: number, change: Partial<QueuedLine> = {}): QueuedLine {
  return {
    position: sequence,
    lineId: `out_1/till-1/2020-10-17/${sequence}/1/sale`,
    content: '{}',
    number: { epoch, sequence, previous: link(sequence - 1), link: link(sequence) },
    ...change,
  };
}

const at = (terminal: string, sequence: number, change?: Partial<QueuedLine>) =>
  numbered(sequence, { lineId: `out_1/${terminal}/2020-10-17/${sequence}/1/sale`, ...change });

const briefly = (lines: readonly QueuedLine[]) =>
  carry(lines).carried?.map((run) => [run.terminalId, run.first, run.count]);

describe('the runs of a batch', () => {
  it('say of consecutive lines where they begin and end', () => {
    assert.deepEqual(carry([1, 2, 3].map((sequence) => numbered(sequence))).carried, [
      {
        terminalId: 'till-1',
        epoch,
        first: 1,
        count: 3,
        previous: epoch,
        head: 'link-3',
        clockSkewMs: undefined,
      },
    ]);
  });

  it('break where a line is missing', () => {
    const { carried } = carry([1, 2, 5, 6].map((sequence) => numbered(sequence)));
    assert.deepEqual(
      carried?.map(({ first, count, previous, head }) => [first, count, previous, head]),
      [
        [1, 2, epoch, 'link-2'],
        [5, 2, 'link-4', 'link-6'],
      ],
    );
  });

  it('go on across the lines of other terminals, whose names they give as they are', () => {
    const lines = [at('a%20b', 1), at('%E6%9F%9C', 7), at('a%20b', 2), at('%E6%9F%9C', 8)];
    assert.deepEqual(briefly(lines), [
      ['a b', 1, 2],
      ['柜', 7, 2],
    ]);
  });

  it('cover the lines of a terminal in their order, so that none goes on after another began', () => {
    assert.deepEqual(briefly([numbered(1), numbered(5), numbered(2)]), [
      ['till-1', 1, 1],
      ['till-1', 5, 1],
      ['till-1', 2, 1],
    ]);
  });

  it('break where the clock was set, and where the device began a new count', () => {
    const skewed = numbered(2, { clockSkewMs: 5000 });
    const reborn = { epoch: 'f'.repeat(43), sequence: 4, previous: 'x', link: 'y' };
    const { carried } = carry([numbered(1), skewed, numbered(3), numbered(4, { number: reborn })]);
    assert.deepEqual(
      carried?.map((run) => run.clockSkewMs),
      [undefined, 5000, undefined, undefined],
    );
    assert.equal(carried?.[3]?.epoch, reborn.epoch);
  });
});

describe('a batch', () => {
  const unnumbered = [8, 9].map((sequence) => numbered(sequence, { number: undefined }));

  it('mixes no lines with numbers and lines without', () => {
    const both = carry([...unnumbered, numbered(1)]);
    assert.deepEqual(both, { lines: unnumbered, carried: undefined });
    assert.deepEqual(carry([numbered(1), ...unnumbered]).lines, [numbered(1)]);
  });

  it('ends before its runs would fill the body', () => {
    const everyOther = Array.from({ length: 1000 }, (_, index) => numbered(index * 2 + 1));
    const { lines, carried } = carry(everyOther);
    assert.equal(lines.length, 500);
    assert.equal(carried?.length, 500);
  });

  it('of nothing carries nothing', () => {
    assert.deepEqual(carry([]), { lines: [], carried: undefined });
  });
});
