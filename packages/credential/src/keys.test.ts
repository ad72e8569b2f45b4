import assert from 'node:assert/strict';
import { test } from 'node:test';
import { calculateJwkThumbprint } from 'jose';
import { toDidDocument, toDidWeb } from './did-document.ts';
import { sha256, thumbprint } from './digest.ts';
import { retireKey, toKeySet } from './key-set.ts';
import { exportSigningKey, generateSigningKey, importSigningKey } from './keys.ts';

test('a thumbprint digests the required members in order, as in RFC 7638 §3.1', async () => {
  const canonical =
    '{"e":"AQAB","kty":"RSA","n":"0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw"}';
  const digest = await sha256(new TextEncoder().encode(canonical));
  assert.equal(digest, 'NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs');
});

test('a thumbprint of a P-256 key is the one that jose computes', async () => {
  const { publicJwk } = await generateSigningKey();
  assert.equal(await thumbprint(publicJwk), await calculateJwkThumbprint(publicJwk));
  assert.equal(publicJwk.kid, await thumbprint(publicJwk));
});

test('a key written out and read in is the same key', async () => {
  const key = await generateSigningKey();
  const jwk = await exportSigningKey(key);
  const again = await importSigningKey(JSON.parse(JSON.stringify({ ...jwk, kid: 'forged' })));
  assert.equal(again.kid, key.kid);
  assert.deepEqual(again.publicJwk, key.publicJwk);
  await assert.rejects(exportSigningKey(again), { name: 'InvalidAccessError' });
});

test('a private key with a foreign public key is refused', async () => {
  const { d } = await exportSigningKey(await generateSigningKey());
  const { publicJwk } = await generateSigningKey();
  await assert.rejects(importSigningKey({ ...publicJwk, d }));
});

test('key set and DID document hold the public keys and nothing private', async () => {
  const keys = [await generateSigningKey(), await generateSigningKey()];
  const publicKeys = keys.map((key) => key.publicJwk);
  const document = toDidDocument('did:web:registry.example', publicKeys);
  const [first] = document.verificationMethod;
  assert.deepEqual(toKeySet(publicKeys).keys, publicKeys);
  assert.equal(first?.id, `did:web:registry.example#${keys[0]!.kid}`);
  assert.equal(first?.type, 'JsonWebKey');
  assert.deepEqual(first?.publicKeyJwk, publicKeys[0]);
  assert.equal(document.assertionMethod.length, 2);
  assert.doesNotMatch(JSON.stringify([document, toKeySet(publicKeys)]), /"d":/);
});

test('key set and DID document leave a key out from the second of its retirement', async () => {
  const [current, retired] = [await generateSigningKey(), await generateSigningKey()];
  const at = new Date('2026-06-01T12:00:00.700Z');
  const keys = [current.publicJwk, retireKey(retired.publicJwk, at)];
  assert.equal(keys[1]?.exp, Date.parse('2026-06-01T12:00:00Z') / 1000);
  for (const [now, count] of [
    ['2026-06-01T11:59:59.999Z', 2],
    ['2026-06-01T12:00:00.000Z', 1],
  ] as const) {
    assert.equal(toKeySet(keys, new Date(now)).keys.length, count);
    const document = toDidDocument('did:web:registry.example', keys, new Date(now));
    assert.equal(document.verificationMethod.length, count);
    assert.equal(document.assertionMethod.length, count);
  }
});

test('a port in a did:web is percent-encoded', () => {
  assert.equal(toDidWeb('https://registry.example'), 'did:web:registry.example');
  assert.equal(toDidWeb('http://127.0.0.1:8787'), 'did:web:127.0.0.1%3A8787');
});

test('a did:web is that of the host that requests go to, in one spelling', () => {
  for (const [address, expected] of [
    ['HTTPS://Registry.Example:443/', 'did:web:registry.example'],
    ['https://registry.example./', 'did:web:registry.example.'],
    ['http://[::1]:8787', 'did:web:%5B%3A%3A1%5D%3A8787'],
    ['https://登记处.example', 'did:web:xn--prsp99dmro.example'],
  ] as const) {
    assert.equal(toDidWeb(address), expected);
  }
});

test('an address that says more than scheme, host and port has no did:web', () => {
  for (const address of [
    'https://shared.example/another-registry',
    'https://registry.example@evil.example',
    'https://registry.example?x',
    'https://registry.example/#x',
    'javascript:registry.example',
    'file:///registry.example',
    'blob:https://registry.example/x',
    '//registry.example',
    'registry.example',
    '',
  ]) {
    assert.throws(() => toDidWeb(address), TypeError, address);
  }
});
