import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { watchSkew } from './clock-skew.ts';

const noon = Date.parse('2020-10-17T12:00:00Z');
let wall = noon;
let uptime = 0;
const clock = { now: () => wall, monotonic: () => uptime, sleep: () => Promise.resolve() };

const pass = (milliseconds: number) => {
  wall += milliseconds;
  uptime += milliseconds;
};

/** A request whose answer takes so long, from a registry whose clock is behind the device's by so much. */
function exchange(skew: ReturnType<typeof watchSkew>, aheadMs: number, tripMs = 100) {
  const answered = skew.ask();
  pass(tripMs / 2);
  const date = new Date(wall - aheadMs).toUTCString();
  pass(tripMs / 2);
  answered(date);
}

describe('the skew of a clock', () => {
  beforeEach(() => {
    wall = noon + 300;
    uptime = 5000;
  });

  it('is unknown before the first answer, and after one without a date', () => {
    const skew = watchSkew(clock);
    assert.equal(skew.now(), undefined);
    skew.ask()(null);
    skew.ask()('soon');
    assert.equal(skew.now(), undefined);
  });

  it('is nothing where the clocks differ by less than dates can tell', () => {
    const skew = watchSkew(clock);
    for (const ahead of [0, 1400, -1400]) {
      exchange(skew, ahead);
      assert.equal(skew.now(), 0);
    }
  });

  for (const ahead of [3_600_000, -31_536_000_000]) {
    it(`is that between the clocks, ${ahead} ms, to the second, half the way taken off`, () => {
      const skew = watchSkew(clock);
      exchange(skew, ahead, 20_000);
      assert.ok(Math.abs((skew.now() ?? 0) - ahead) <= 500, String(skew.now()));
    });
  }

  it('stays one figure while only the way varies', () => {
    const skew = watchSkew(clock);
    exchange(skew, 60_000);
    const first = skew.now();
    for (const trip of [10, 400, 900, 3000]) {
      pass(777);
      exchange(skew, 60_000, trip);
      assert.equal(skew.now(), first);
    }
  });

  for (const jump of [-7_200_000, 7_200_000]) {
    it(`is unknown from a jump by ${jump} ms until the next answer`, () => {
      const skew = watchSkew(clock);
      exchange(skew, 0);
      wall += jump;
      assert.equal(skew.now(), undefined);
      exchange(skew, jump);
      assert.ok(Math.abs((skew.now() ?? 0) - jump) <= 500);
    });
  }
});
