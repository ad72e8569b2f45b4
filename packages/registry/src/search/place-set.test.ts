import * as fc from 'fast-check';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PlaceSet } from './place-set.ts';
import { addChunk, changeChunk, chunkSize } from './posting-chunk.ts';

const placesOf = (set: PlaceSet) => [...set.toArray()];
const ascending = (places: Iterable<number>) => [...places].toSorted((a, b) => a - b);

function setOf(capacity: number, places: Iterable<number>): PlaceSet {
  const set = new PlaceSet(capacity);
  for (const place of places) set.add(place);
  return set;
}

test('sets of places are joined and cut as sets of numbers are', () => {
  const numbers = fc.uniqueArray(fc.nat(199));
  fc.assert(
    fc.property(numbers, numbers, (some, others) => {
      const [a, b] = [new Set(some), new Set(others)];
      assert.deepEqual(
        placesOf(setOf(200, a).copy().join(setOf(200, b))),
        ascending(
          [...a].concat(
            some,
            others.filter((place) => !a.has(place)),
          ),
        ).filter((place, at, all) => place !== all[at - 1]),
      );
      const both = some.filter((place) => b.has(place));
      assert.deepEqual(
        placesOf(setOf(200, a).cut(setOf(64, b))),
        ascending(both.filter((p) => p < 64)),
      );
      for (let place = 0; place < 200; place += 1) {
        assert.equal(setOf(200, a).has(place), a.has(place));
      }
    }),
  );
});

test('the first and last of a set’s places are those, after or before one', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.nat(199)),
      fc.nat(20),
      fc.integer({ min: -1, max: 210 }),
      (some, limit, from) => {
        const places = ascending(some);
        const set = setOf(200, some);
        assert.equal(set.count(), places.length);
        assert.deepEqual(
          set.first(limit, from),
          places.filter((place) => place > from).slice(0, limit),
        );
        const before = places.filter((place) => place < from).toReversed();
        if (from >= 0) assert.deepEqual(set.last(limit, from), before.slice(0, limit));
        assert.deepEqual(set.last(limit), places.toReversed().slice(0, limit));
        const others = setOf(70, [3, 64, 69]);
        assert.deepEqual(
          placesOf(set.remove(others)),
          places.filter((place) => ![3, 64, 69].includes(place)),
        );
      },
    ),
  );
});

test('all places below a number are that many', () => {
  for (const end of [0, 1, 31, 32, 33, 64, 100]) {
    assert.deepEqual(
      placesOf(PlaceSet.below(end)),
      Array.from({ length: end }, (_, at) => at),
    );
  }
});

test('a chunk holds what was added and not taken out again, as a list and as a bitmap', () => {
  const change = fc.record({
    start: fc.nat(60_000),
    count: fc.nat(5_000),
    step: fc.integer({ min: 1, max: 3 }),
    isRemoval: fc.boolean(),
  });
  let bitmaps = 0;
  fc.assert(
    fc.property(fc.array(change, { maxLength: 6 }), (changes) => {
      const expected = new Set<number>();
      let bytes: Uint8Array | undefined;
      for (const { start, count, step, isRemoval } of changes) {
        const places = Array.from({ length: count }, (_, at) => start + at * step).filter(
          (place) => place < chunkSize,
        );
        for (const place of places) {
          if (isRemoval) expected.delete(place);
          else expected.add(place);
        }
        bytes = changeChunk(bytes, isRemoval ? [] : places, isRemoval ? places : []);
        if (bytes?.length === 8192) bitmaps += 1;
      }
      const set = new PlaceSet(2 * chunkSize);
      if (bytes) addChunk(set, 1, bytes);
      assert.equal(bytes === undefined, expected.size === 0);
      assert.deepEqual(
        placesOf(set),
        ascending(expected).map((place) => chunkSize + place),
      );
    }),
    { numRuns: 60 },
  );
  assert.ok(bitmaps > 0);
});
