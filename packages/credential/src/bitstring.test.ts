import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createBitstring, getBit, packBitstring, setBit, unpackBitstring } from './bitstring.ts';

test('entry 0 is the most significant bit of the first byte', () => {
  const bits = createBitstring();
  setBit(bits, 0, true);
  setBit(bits, 15, true);
  assert.deepEqual([...bits.subarray(0, 3)], [0x80, 0x01, 0x00]);
  assert.deepEqual(
    [0, 1, 14, 15].map((place) => getBit(bits, place)),
    [true, false, false, true],
  );
  setBit(bits, 0, false);
  assert.equal(getBit(bits, 0), false);
});

test('a place outside a bitstring can neither be read nor set', () => {
  const bits = createBitstring();
  for (const place of [-1, 131_072, 0.5, 1e20, NaN, Infinity]) {
    assert.equal(getBit(bits, place), undefined);
    assert.throws(() => setBit(bits, place, true), RangeError);
  }
  assert.ok(bits.every((byte) => byte === 0));
});

test('a bitstring has 131,072 to 67,108,864 entries', () => {
  assert.equal(createBitstring().length, 16_384);
  for (const entries of [0, 131_064, 131_073, 67_108_872, NaN]) {
    assert.throws(() => createBitstring(entries), RangeError);
  }
});

test('a bitstring survives packing, at its largest and least compressible too', async () => {
  const bits = createBitstring(67_108_864);
  for (let at = 0; at < bits.length; at += 65_536) {
    crypto.getRandomValues(bits.subarray(at, at + 65_536));
  }
  const packed = await packBitstring(bits);
  assert.match(packed, /^uH4sI/);
  assert.ok(Buffer.from(await unpackBitstring(packed)).equals(bits));
});

test('a list of one byte too many is refused', async () => {
  const packed = await packBitstring(new Uint8Array(8 * 1024 * 1024 + 1));
  await assert.rejects(unpackBitstring(packed), { message: 'statusListInvalid' });
});

test('the empty list of the standard unpacks to 131,072 zeros', async () => {
  const example = 'uH4sIAAAAAAAAA-3BMQEAAADCoPVPbQwfoAAAAAAAAAAAAAAAAAAAAIC3AYbSVKsAQAAA';
  const bits = await unpackBitstring(example);
  assert.equal(bits.length, 16_384);
  assert.ok(bits.every((byte) => byte === 0));
});
