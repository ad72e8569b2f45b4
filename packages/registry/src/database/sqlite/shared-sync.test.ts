import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { slowDisk } from '../../testing/slow-disk.ts';
import { SharedSync } from './shared-sync.ts';

function syncingSlowly() {
  const disk = slowDisk();
  disk.slowDown();
  return { disk, shared: new SharedSync(disk.sync) };
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
  const { disk, shared } = syncingSlowly();
  const first = write(shared);
  await nextTurn();
  const second = write(shared);
  const third = write(shared);
  await disk.end();
  assert.deepEqual([first(), second(), third()], ['done', 'waits', 'waits']);
  assert.equal(disk.begun(), 2);
  await disk.end();
  assert.deepEqual([second(), third()], ['done', 'done']);
  assert.equal(disk.begun(), 2);
});

test('without anything written nothing is synced, and a sync under way is waited for', async () => {
  const { disk, shared } = syncingSlowly();
  await shared.done();
  assert.equal(disk.begun(), 0);
  const first = write(shared);
  await nextTurn();
  let isDone = false;
  void shared.done().then(() => (isDone = true));
  await nextTurn();
  assert.equal(isDone, false);
  await disk.end();
  assert.deepEqual([first(), isDone, disk.begun()], ['done', true, 1]);
});

test('after a failure nobody is told that anything is on the disk', async () => {
  const { disk, shared } = syncingSlowly();
  const first = write(shared);
  await nextTurn();
  const second = write(shared);
  await disk.end(new Error('EIO'));
  const third = write(shared);
  await nextTurn();
  assert.deepEqual([first(), second(), third()], ['failed', 'failed', 'failed']);
  assert.equal(disk.begun(), 1);
  await assert.rejects(shared.done());
});
