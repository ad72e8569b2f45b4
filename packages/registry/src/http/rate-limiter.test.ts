import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createRateLimiter } from './rate-limiter.ts';

const start = Date.parse('2020-10-17T04:00:00Z');
const at = (seconds: number) => new Date(start + seconds * 1000);
const limit = { calls: 3, perMs: 60_000, clients: 2 };

describe('a rate limiter', () => {
  it('lets as many calls in at once as the limit says, then one each part of the time', () => {
    const limiter = createRateLimiter(limit);
    assert.deepEqual(
      [0, 0, 0, 0].map((seconds) => limiter.take('a', at(seconds))),
      [0, 0, 0, 20],
    );
    assert.equal(limiter.take('a', at(19)), 1);
    assert.equal(limiter.take('a', at(20)), 0);
    assert.equal(limiter.take('a', at(20)), 20);
  });

  it('has the whole allowance again after a time of rest', () => {
    const limiter = createRateLimiter(limit);
    for (const round of [0, 60, 120]) {
      assert.deepEqual(
        [1, 2, 3].map(() => limiter.take('a', at(round))),
        [0, 0, 0],
      );
    }
  });

  it('counts each client by itself', () => {
    const limiter = createRateLimiter(limit);
    for (const client of ['a', 'a', 'a', 'b', 'b', 'b'])
      assert.equal(limiter.take(client, at(0)), 0);
    assert.deepEqual([limiter.take('a', at(0)), limiter.take('b', at(0))], [20, 20]);
  });

  it('forgets the client that was away longest, and no other', () => {
    const limiter = createRateLimiter(limit);
    for (const client of ['a', 'a', 'a', 'b', 'b', 'b', 'c']) limiter.take(client, at(0));
    assert.equal(limiter.take('b', at(0)), 20);
    assert.equal(limiter.take('a', at(0)), 0);
  });

  it('locks nobody out for longer than the time when the clock is set back', () => {
    const limiter = createRateLimiter(limit);
    for (let call = 0; call < 4; call += 1) limiter.take('a', at(86_400));
    assert.equal(limiter.take('a', at(0)), 20);
    assert.equal(limiter.take('a', at(20)), 0);
  });
});
