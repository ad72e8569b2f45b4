import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { taken } from '../../../test/sink.ts';
import { UnknownLineError } from '../errors/unknown-line-error.ts';
import { keptReceipts } from '../receipts.ts';
import { createUnreadReceipts } from './unread-receipts.ts';

/** Receipts of so many lines, and how often they were read. */
function given(from: number, length: number) {
  let reads = 0;
  return {
    length,
    get reads() {
      return reads;
    },
    *[Symbol.iterator]() {
      reads += 1;
      for (let line = from; line < from + length; line++) yield taken(`line-${line}`).receipt;
    },
  };
}
const unknown = (lineId: string) => () => Promise.resolve(new UnknownLineError(lineId));

describe('receipts', () => {
  it('are not read before somebody asks for one, and then all that are known', async () => {
    const receipts = createUnreadReceipts();
    const batches = [given(0, 2), given(2, 1)];
    for (const batch of batches) receipts.settle(batch, []);
    assert.deepEqual(
      batches.map((batch) => batch.reads),
      [0, 0],
    );
    assert.equal((await receipts.of('line-2', unknown('line-2'))).lineId, 'line-2');
    assert.equal((await receipts.of('line-0', unknown('line-0'))).lineId, 'line-0');
    await assert.rejects(receipts.of('line-3', unknown('line-3')), UnknownLineError);
    assert.deepEqual(
      batches.map((batch) => batch.reads),
      [1, 1],
    );
    receipts.settle(given(3, 1), []);
    assert.equal((await receipts.of('line-3', unknown('line-3'))).lineId, 'line-3');
  });

  it('come to those who wait for them', async () => {
    const receipts = createUnreadReceipts();
    const waited = receipts.of('line-0', () => Promise.resolve(undefined));
    receipts.settle(given(0, 1), []);
    assert.equal((await waited).lineId, 'line-0');
  });

  it('are forgotten when enough came after them, and not before', async () => {
    const receipts = createUnreadReceipts();
    const batches = [given(0, 1), given(1, 1), given(2, keptReceipts - 1)];
    for (const batch of batches) receipts.settle(batch, []);
    await assert.rejects(receipts.of('line-0', unknown('line-0')), UnknownLineError);
    assert.equal((await receipts.of('line-1', unknown('line-1'))).lineId, 'line-1');
    assert.equal(batches[0]?.reads, 0);
  });
});
