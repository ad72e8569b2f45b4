import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { frameAll, frameBytes, holdsAppend, maximumPayloadBytes, payloadAt } from './record.ts';

const payload = fc.string({ minLength: 1, maxLength: 200, unit: 'binary' });
const frame = (content: string) => frameAll([content]);

it('reads back what was framed, one record after the other', () => {
  fc.assert(
    fc.property(fc.array(payload, { maxLength: 20 }), (payloads) => {
      const bytes = frameAll(payloads);
      let offset = 0;
      for (const expected of payloads) {
        const found = payloadAt(bytes, offset);
        assert.ok(typeof found === 'object');
        assert.equal(found.toString(), expected);
        offset += frameBytes + found.length;
      }
      assert.equal(payloadAt(bytes, offset), 'more');
    }),
  );
});

it('says of a record cut at any byte that there has to be more', () => {
  fc.assert(
    fc.property(payload, fc.nat(), (content, cut) => {
      const record = frame(content);
      assert.equal(payloadAt(record.subarray(0, cut % record.length), 0), 'more');
    }),
  );
});

it('never takes a record with a changed bit for the one that was written', () => {
  fc.assert(
    fc.property(payload, fc.nat(), (content, bit) => {
      const record = frame(content);
      const place = bit % (record.length * 8);
      record[place >> 3] = (record[place >> 3] ?? 0) ^ (1 << (place & 7));
      assert.equal(typeof payloadAt(record, 0), 'string');
    }),
    { numRuns: 500 },
  );
});

it('finds no record in the zeros that a power cut leaves', () => {
  assert.equal(payloadAt(Buffer.alloc(64), 0), 'damaged');
});

it('frames no payload that it would not read back', () => {
  assert.throws(() => frame(''), RangeError);
  assert.throws(() => frame('x'.repeat(maximumPayloadBytes + 1)), RangeError);
});

it('finds where an append begins, not its further records', () => {
  fc.assert(
    fc.property(fc.array(payload, { minLength: 2, maxLength: 5 }), fc.nat(), (payloads, cut) => {
      const bytes = frameAll(payloads);
      const first = frameBytes + Buffer.byteLength(payloads[0] ?? '');
      assert.equal(holdsAppend(bytes.subarray(first)), false);
      assert.equal(holdsAppend(Buffer.concat([bytes.subarray(cut % bytes.length), bytes])), true);
    }),
  );
});
