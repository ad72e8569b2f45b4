import { expect } from '@open-wc/testing';
import { alteredSignatures } from '../test/altered-signatures.ts';
import { decodeBase64url, encodeBase64url } from './base64url.ts';
import { createBitstring, packBitstring, unpackBitstring } from './bitstring.ts';
import { isSignature } from './jws.ts';

describe('in this browser', () => {
  it('only signatures that are as they were made are true', async () => {
    const cases = await alteredSignatures();
    expect(cases.length).to.be.greaterThan(90);
    for (const { name, isTrue, signature, signed, key } of cases) {
      expect(await isSignature(signature, signed, key), name).to.equal(isTrue);
    }
  });

  it('base64url has one spelling only', () => {
    const bytes = crypto.getRandomValues(new Uint8Array(4096));
    expect(decodeBase64url(encodeBase64url(bytes))).to.deep.equal(bytes);
    for (const text of ['AA==', 'AA=', 'AB', 'AAB', 'A', ' AA', 'AA\n', 'A A', '+/', 'A.', 'Ä']) {
      expect(() => decodeBase64url(text), text).to.throw();
    }
  });

  it('a status list is one whole gzip member', async () => {
    const packed = await packBitstring(createBitstring());
    expect((await unpackBitstring(packed)).length).to.equal(16_384);
    const bytes = decodeBase64url(packed.slice(1));
    for (const odd of [
      bytes.slice(0, -1),
      bytes.slice(0, 20),
      Uint8Array.from([...bytes, 0]),
      Uint8Array.from([...bytes, ...bytes]),
    ]) {
      const outcome = await unpackBitstring(`u${encodeBase64url(odd)}`).then(
        () => 'unpacked',
        () => 'refused',
      );
      expect(outcome).to.equal('refused');
    }
  });
});
