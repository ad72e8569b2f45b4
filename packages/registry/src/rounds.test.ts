import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { startRounds } from './rounds.ts';

const minute = { everyMs: 60_000, onFailure: () => assert.fail('a round failed') };

describe('rounds', () => {
  test('begin at once and come again, but not into one under way', async (t) => {
    t.mock.timers.enable({ apis: ['setInterval'] });
    let begun = 0;
    let end = () => {};
    const rounds = startRounds(() => {
      begun += 1;
      return new Promise<void>((resolve) => (end = resolve));
    }, minute);
    assert.equal(begun, 1);
    t.mock.timers.tick(60_000);
    assert.equal(begun, 1);
    end();
    await setImmediate();
    t.mock.timers.tick(60_000);
    assert.equal(begun, 2);
    end();
    await rounds.stop();
    t.mock.timers.tick(60_000);
    assert.equal(begun, 2);
  });

  test('go on after one that fails', async (t) => {
    t.mock.timers.enable({ apis: ['setInterval'] });
    const failures: string[] = [];
    let begun = 0;
    const rounds = startRounds(
      () => {
        begun += 1;
        throw new Error(`round ${begun}`);
      },
      { everyMs: 60_000, onFailure: ({ message }) => failures.push(message) },
    );
    await setImmediate();
    t.mock.timers.tick(60_000);
    await rounds.stop();
    assert.deepEqual(failures, ['round 1', 'round 2']);
  });

  test('stop when the one under way has ended, which may break off', async () => {
    let isOver = false;
    const rounds = startRounds(async (signal) => {
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
      await setImmediate();
      isOver = true;
      signal.throwIfAborted();
    }, minute);
    await rounds.stop();
    assert.ok(isOver);
  });
});
