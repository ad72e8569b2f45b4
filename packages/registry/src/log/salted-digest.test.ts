import assert from 'node:assert/strict';
import { createHmac, randomBytes } from 'node:crypto';
import { it } from 'node:test';
import { saltedDigests } from './salted-digest.ts';

it('is an HMAC-SHA-256 cut to 162 bits', () => {
  for (const text of ['', 'R1', '收据 42', 'x'.repeat(500)]) {
    const salt = randomBytes(16);
    const whole = createHmac('sha256', salt).update(text).digest('base64url');
    assert.equal(saltedDigests(salt.toString('base64url'))(text), whole.slice(0, 27));
  }
});
