import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { alteredSignatures } from '../test/altered-signatures.ts';
import { isSignature } from './jws.ts';

const cases = await alteredSignatures();

suite('a signature that', () => {
  for (const { name, isTrue, signature, signed, key } of cases) {
    test(`${name} is ${isTrue ? 'true' : 'false'}`, async () => {
      assert.equal(await isSignature(signature, signed, key), isTrue);
    });
  }
});
