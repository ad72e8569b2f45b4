import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { PositionRanges } from './position-ranges.ts';

it('has what was added and not dropped, in as few ranges as can be', () => {
  const range = fc
    .tuple(fc.nat(60), fc.nat(10))
    .map(([first, more]) => [first, first + more] as const);
  fc.assert(
    fc.property(fc.array(range), fc.nat(70), (added, dropped) => {
      const ranges = new PositionRanges();
      const expected = new Set<number>();
      for (const [first, last] of added) {
        ranges.add(first, last);
        for (let position = first; position <= last; position++) expected.add(position);
      }
      ranges.dropBefore(dropped);
      for (let position = 0; position < 80; position++) {
        assert.equal(ranges.has(position), position >= dropped && expected.has(position));
      }
      for (const [index, [first]] of ranges.ranges.entries()) {
        if (index > 0) assert.ok(first > (ranges.ranges[index - 1]?.[1] ?? 0) + 1);
      }
    }),
  );
});
