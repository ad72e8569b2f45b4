import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { LineIdSet } from './line-id-set.ts';

it('has what a Set has after any additions and removals', () => {
  const step = fc.record({
    adds: fc.boolean(),
    id: fc.nat(300).map((number) => `out_1/till/${number}`),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 2000, size: 'max' }), (steps) => {
      const expected = new Set<string>();
      const set = new LineIdSet();
      for (const { adds, id } of steps) {
        if (adds) expected.add(id);
        else expected.delete(id);
        if (adds) set.add(id);
        else set.delete(id);
      }
      for (let number = 0; number <= 300; number++) {
        assert.equal(set.has(`out_1/till/${number}`), expected.has(`out_1/till/${number}`));
      }
    }),
    { numRuns: 50 },
  );
});

it('tells 200,000 ids of one till apart, and forgets them again', () => {
  const set = new LineIdSet();
  const id = (number: number) => `out_12345678/till-1/2020-10-17/${number}/1/sale`;
  for (let number = 0; number < 200_000; number++) {
    assert.equal(set.has(id(number)), false);
    set.add(id(number));
  }
  for (let number = 0; number < 200_000; number += 2) set.delete(id(number));
  for (let number = 0; number < 200_000; number++)
    assert.equal(set.has(id(number)), number % 2 === 1);
});
