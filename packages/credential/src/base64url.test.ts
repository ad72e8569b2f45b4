import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { decodeBase64url, encodeBase64url } from './base64url.ts';

test('base64url reads what it writes, as Node writes it', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      const text = encodeBase64url(bytes);
      assert.equal(text, Buffer.from(bytes).toString('base64url'));
      assert.deepEqual(decodeBase64url(text), Uint8Array.from(bytes));
    }),
  );
});

test('base64url has one spelling only', () => {
  for (const text of [
    'AA==',
    'AA=',
    'AB',
    'AAB',
    'A',
    'AAAAA',
    ' AA',
    'AA\n',
    'A A',
    '+/',
    'A.',
    'Ä',
  ]) {
    assert.throws(() => decodeBase64url(text), Error, text);
  }
  assert.deepEqual(decodeBase64url('-_8'), Uint8Array.of(0xfb, 0xff));
  assert.deepEqual(decodeBase64url(''), new Uint8Array());
});
