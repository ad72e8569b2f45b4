import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { SharedSync } from './shared-sync.ts';

/** A disk whose syncs end when they are told to. */
function slowDisk() {
  let end = (_error?: Error) => {};
  let begun = 0;
  const shared = new SharedSync(() => {
    begun += 1;
    return new Promise((resolve, reject) => {
      end = (error) => {
        if (error) reject(error);
        else resolve();
      };
    });
  });
  const endWith = async (error?: Error) => {
    end(error);
    await nextTurn();
  };
  return { shared, endWith, begun: () => begun };
}

/** Writes, and waits: tells what became of the wait so far. */
function write(shared: SharedSync): () => string {
  let state = 'waits';
  shared.due();
  shared.done().then(
    () => (state = 'done'),
    () => (state = 'failed'),
  );
  return () => state;
}

test('who writes during a sync waits for the next, which all of them share', async () => {
  const { shared, endWith, begun } = slowDisk();
  const first = write(shared);
  await nextTurn();
  const second = write(shared);
  const third = write(shared);
  await endWith();
  assert.deepEqual([first(), second(), third()], ['done', 'waits', 'waits']);
  assert.equal(begun(), 2);
  await endWith();
  assert.deepEqual([second(), third()], ['done', 'done']);
  assert.equal(begun(), 2);
});

test('without anything written nothing is synced, and a sync under way is waited for', async () => {
  const { shared, endWith, begun } = slowDisk();
  await shared.done();
  assert.equal(begun(), 0);
  const first = write(shared);
  await nextTurn();
  let isDone = false;
  void shared.done().then(() => (isDone = true));
  await nextTurn();
  assert.equal(isDone, false);
  await endWith();
  assert.deepEqual([first(), isDone, begun()], ['done', true, 1]);
});

test('after a failure nobody is told that anything is on the disk', async () => {
  const { shared, endWith, begun } = slowDisk();
  const first = write(shared);
  await nextTurn();
  const second = write(shared);
  await endWith(new Error('EIO'));
  const third = write(shared);
  await nextTurn();
  assert.deepEqual([first(), second(), third()], ['failed', 'failed', 'failed']);
  assert.equal(begun(), 1);
  await assert.rejects(shared.done());
});
