import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { deliveryPolicy, holdAfter, retryDelayMs } from './delivery-policy.ts';

const seconds = (ms: number | undefined) => ms && ms / 1000;

describe('after a failed attempt', () => {
  test('the next one follows the schedule of Standard Webhooks, ten attempts in all', () => {
    const delays = Array.from({ length: 10 }, (_, tries) => seconds(retryDelayMs(tries + 1, 0)));
    assert.deepEqual(delays, [
      5,
      300,
      1800,
      7200,
      18_000,
      36_000,
      50_400,
      72_000,
      86_400,
      undefined,
    ]);
  });

  test('it comes up to a fifth later, at random, and never earlier', () => {
    assert.equal(retryDelayMs(1, 0.5), 5500);
    assert.ok((retryDelayMs(9, 0.999_999) ?? 0) <= 1.2 * 86_400_000);
  });

  test('the lease outlasts the attempt', () => {
    assert.ok(deliveryPolicy.leaseMs > 2 * deliveryPolicy.timeoutMs);
  });
});

describe('a receiver is left alone', () => {
  const now = new Date('2020-10-17T04:00:00Z');

  for (const [status, retryAfter, expected] of [
    [429, '120', 120],
    [503, 'Sat, 17 Oct 2020 04:10:00 GMT', 600],
    [429, undefined, 60],
    [429, 'soon', 60],
    [429, '-5', 60],
    [503, 'Sat, 17 Oct 2020 03:00:00 GMT', 0],
    [429, '99999999999', 86_400],
    [502, undefined, 60],
    [504, undefined, 60],
    [500, '120', undefined],
    [404, undefined, undefined],
  ] as const) {
    test(`${expected ?? 'no'} seconds after ${status} with Retry-After ${retryAfter}`, () => {
      assert.equal(seconds(holdAfter(status, retryAfter, now)), expected);
    });
  }
});
