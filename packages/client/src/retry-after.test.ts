import assert from 'node:assert/strict';
import { it } from 'node:test';
import { retryAfterMs } from './retry-after.ts';

const now = Date.parse('2020-10-17T00:00:00Z');
const cases: readonly [value: string, expected: number | undefined][] = [
  ['0', 0],
  ['120', 120_000],
  [' 3 ', 3000],
  ['Sat, 17 Oct 2020 00:00:05 GMT', 5000],
  ['Fri, 16 Oct 2020 00:00:00 GMT', 0],
  ['soon', undefined],
  ['-1x', undefined],
];

for (const [value, expected] of cases) {
  it(`reads Retry-After "${value}" as ${expected} ms`, () => {
    assert.equal(retryAfterMs(new Headers({ 'retry-after': value }), now), expected);
  });
}

it('has no wait where the header is absent', () => {
  assert.equal(retryAfterMs(new Headers(), now), undefined);
});

it('takes a date by the registry’s own clock, where the device’s is wrong', () => {
  const date = 'Sat, 17 Oct 2015 00:00:00 GMT';
  const headers = new Headers({ date, 'retry-after': 'Sat, 17 Oct 2015 00:00:30 GMT' });
  assert.equal(retryAfterMs(headers, now), 30_000);
});
