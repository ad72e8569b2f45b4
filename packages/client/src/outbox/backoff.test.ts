import assert from 'node:assert/strict';
import { it } from 'node:test';
import { createBackoff } from './backoff.ts';

it('doubles the longest wait with each failure, up to a minute, and starts again after a success', () => {
  const backoff = createBackoff(
    () => 0,
    () => 1,
  );
  const waits = [1, 2, 3, 4, 5, 6, 7].map(() => backoff.fail());
  assert.deepEqual(waits, [2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000]);
  backoff.succeed();
  assert.equal(backoff.fail(), 2000);
});

it('takes any wait down to none (full jitter)', () => {
  assert.equal(
    createBackoff(
      () => 0,
      () => 0,
    ).fail(),
    0,
  );
  assert.equal(
    createBackoff(
      () => 0,
      () => 0.25,
    ).fail(),
    500,
  );
});

it('waits no shorter than Retry-After says', () => {
  assert.equal(
    createBackoff(
      () => 0,
      () => 0,
    ).fail(90_000),
    90_000,
  );
});

it('allows twelve failures in any minute however the dice fall', () => {
  let now = 0;
  const backoff = createBackoff(
    () => now,
    () => 0,
  );
  const attempts: number[] = [];
  while (now < 600_000) {
    attempts.push(now);
    now += 10 + backoff.fail();
  }
  for (const start of attempts) {
    const within = attempts.filter((time) => time >= start && time < start + 60_000);
    assert.ok(within.length <= 12, `${within.length} attempts from ${start} ms on`);
  }
  assert.ok(attempts.length > 100);
});

it('waits no longer than an hour, whatever Retry-After says, for no timer waits for months', () => {
  const backoff = createBackoff(() => 0);
  assert.equal(backoff.fail(3_000_000_000), 3_600_000);
});

it('is not held up by attempts that lie in the future once the clock was set back', () => {
  let now = 86_400_000;
  const backoff = createBackoff(
    () => now,
    () => 0,
  );
  for (let count = 0; count < 11; count++) backoff.fail();
  now = 0;
  assert.equal(backoff.fail(), 0);
});

it('lets an attempt be hurried until a minute has had twelve', () => {
  let now = 0;
  const backoff = createBackoff(
    () => now,
    () => 0,
  );
  for (let attempt = 0; attempt < 12; attempt += 1) {
    assert.ok(backoff.mayHurry());
    backoff.fail();
  }
  assert.ok(!backoff.mayHurry());
  now = 60_000;
  assert.ok(backoff.mayHurry());
});
