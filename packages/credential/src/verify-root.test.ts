import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { compactVerify, importJWK } from 'jose';
import { createSandbox, did, inHours, now, part, read, shop, withPart } from '../test/sandbox.ts';
import { decodeBase64url, encodeBase64url } from './base64url.ts';
import { generateSigningKey, retireKey } from './index.ts';
import { signJws } from './jws.ts';
import { createCache, verifyBadge, verifyCertificate } from './verify.ts';
import type { Bundle, VerifyOptions } from './verify.ts';

const sandbox = await createSandbox();
const stranger = await createSandbox();
const { bundle, key, rootKey, signedKeySet, certificate, badge } = sandbox;
const pinned = { issuer: did, origin: shop, now, rootKeyIds: [rootKey.kid] };

async function stateOf(changes: Partial<Bundle>, other: Partial<VerifyOptions> = {}) {
  const result = await verifyBadge({ ...bundle, ...changes }, { ...pinned, ...other });
  return result.state === 'unverifiable' ? `unverifiable: ${result.reason}` : result.state;
}

const { kty, crv, x, y } = rootKey.publicJwk;
const header = { typ: 'jwk-set+jwt', kid: rootKey.kid, jwk: { kty, crv, x, y } };

/** Signs the key set's claims anew after a change of claims or header. */
function resigned(claims: object, changes: object = {}) {
  const own = { ...(read(bundle.signedKeySet) as object), ...claims };
  return signJws(own, rootKey.kid, rootKey.privateKey, { ...header, ...changes });
}

suite('a pinned root key', () => {
  test('makes a bundle valid whose key set it signed, whatever stands beside it', async () => {
    assert.equal(await stateOf({}), 'valid');
    assert.equal(await stateOf({ keySet: stranger.bundle.keySet }), 'valid');
    assert.equal(await stateOf({ keySet: { keys: [] } }), 'valid');
    assert.equal(await stateOf({}, { rootKeyIds: [stranger.rootKey.kid, rootKey.kid] }), 'valid');
    const result = await verifyCertificate(bundle, pinned);
    assert.equal(result.state, 'valid');
  });

  test('leaves a forged bundle nothing to stand on', async () => {
    assert.equal(await stateOf(stranger.bundle), 'unverifiable: keyUnknown');
    const { badge, certificate, statusLists } = stranger.bundle;
    const forged = { badge, certificate, statusLists, keySet: stranger.bundle.keySet };
    assert.equal(await stateOf(forged), 'unverifiable: keyUnknown');
    assert.equal(await stateOf({}, { rootKeyIds: [] }), 'unverifiable: keyUnknown');
    assert.equal(await stateOf({}, { rootKeyIds: [key.kid] }), 'unverifiable: keyUnknown');
  });

  test('needs a signed key set', async () => {
    const { signedKeySet: _, ...without } = bundle;
    assert.deepEqual(await verifyBadge(without, pinned), {
      state: 'unverifiable',
      reason: 'keySetMissing',
    });
    for (const odd of [null, 1, {}, [], 'a.b.c']) {
      assert.match(await stateOf({ signedKeySet: odd as unknown as string }), /^unverifiable: /);
    }
  });

  test('is not a key for credentials', async () => {
    const token = await signJws(read(bundle.badge), rootKey.kid, rootKey.privateKey);
    assert.equal(await stateOf({ badge: token }), 'unverifiable: keyUnknown');
    assert.equal(
      await stateOf({ signedKeySet: bundle.certificate }),
      'unverifiable: headerNotAllowed',
    );
  });
});

suite('a signed key set with', () => {
  const signature = (change: (bytes: Uint8Array) => ArrayLike<number>) =>
    withPart(bundle.signedKeySet, 2, (text) =>
      encodeBase64url(Uint8Array.from(change(decodeBase64url(text)))),
    );
  const other = stranger.rootKey.publicJwk;
  for (const [title, token, reason] of [
    ['padding', `${bundle.signedKeySet}=`, 'malformed'],
    ['white space', ` ${bundle.signedKeySet}`, 'malformed'],
    ['a 63-byte signature', signature((bytes) => bytes.slice(0, 63)), 'signatureInvalid'],
    ['a 65-byte signature', signature((bytes) => [...bytes, 0]), 'signatureInvalid'],
    ['a zero signature', signature(() => new Uint8Array(64)), 'signatureInvalid'],
    [
      'further keys slipped in',
      withPart(bundle.signedKeySet, 1, () =>
        part({ ...read(bundle.signedKeySet), keys: stranger.bundle.keySet.keys }),
      ),
      'signatureInvalid',
    ],
    ['the type of a credential', resigned({}, { typ: 'vc+jwt' }), 'headerNotAllowed'],
    ['alg none', resigned({}, { alg: 'none' }), 'headerNotAllowed'],
    ['alg HS256', resigned({}, { alg: 'HS256' }), 'headerNotAllowed'],
    ['a critical extension', resigned({}, { crit: ['b64'], b64: false }), 'headerNotAllowed'],
    ['no key in its header', resigned({}, { jwk: undefined }), 'keyMismatch'],
    ['another key in its header', resigned({}, { jwk: other }), 'keyMismatch'],
    ['a foreign root key as its own', resigned({}, { kid: other.kid, jwk: other }), 'keyUnknown'],
    ['another root key', signedKeySet({}, stranger.rootKey), 'keyUnknown'],
    ['another issuer', signedKeySet({ issuer: 'did:web:evil.example' }), 'issuerMismatch'],
    ['no issuer', resigned({ iss: undefined }), 'malformed'],
    ['no keys', resigned({ keys: [] }), 'keyUnknown'],
    ['null for keys', resigned({ keys: null }), 'malformed'],
    ['no beginning', resigned({ iat: undefined }), 'malformed'],
    ['no end', resigned({ exp: undefined }), 'malformed'],
    ['a text for an end', resigned({ exp: 'never' }), 'keySetExpired'],
    ['its end past', signedKeySet({ validFrom: inHours(-48), validUntil: now }), 'keySetExpired'],
    ['its beginning ahead', signedKeySet({ validFrom: inHours(1) }), 'notYetValid'],
  ] as const) {
    test(`${title} is unverifiable: ${reason}`, async () => {
      assert.equal(await stateOf({ signedKeySet: await token }), `unverifiable: ${reason}`);
    });
  }

  test('a part of any other token for its header is unverifiable', async () => {
    const swapped = withPart(bundle.signedKeySet, 0, () => bundle.badge.split('.')[0] ?? '');
    assert.equal(await stateOf({ signedKeySet: swapped }), 'unverifiable: headerNotAllowed');
  });
});

suite('a retired key', () => {
  const retired = retireKey(key.publicJwk, inHours(-2));

  async function afterRotation() {
    const next = await createSandbox();
    const keys = [next.key.publicJwk, retired];
    const own = await certificate();
    return {
      bundle: {
        ...next.bundle,
        certificate: own,
        badge: await next.badge(own),
        keySet: { keys },
        signedKeySet: await signedKeySet({ keys }),
      },
      keys,
    };
  }

  test('verifies nothing, with a pinned root key and without', async () => {
    const keys = {
      signedKeySet: await signedKeySet({ keys: [retired] }),
      keySet: { keys: [retired] },
    };
    assert.equal(await stateOf(keys), 'unverifiable: keyRetired');
    const { rootKeyIds: _, ...unpinned } = pinned;
    assert.deepEqual(await verifyBadge({ ...bundle, ...keys }, unpinned), {
      state: 'unverifiable',
      reason: 'keyRetired',
    });
  });

  test('counts for a certificate that was logged before, to the second', async () => {
    const { bundle: rotated } = await afterRotation();
    assert.equal(await stateOf(rotated), 'unverifiable: keyRetired');
    const before = new Date(+inHours(-2) - 1);
    assert.equal(await stateOf(rotated, { loggedAt: before }), 'valid');
    assert.equal(await stateOf(rotated, { loggedAt: +before }), 'valid');
    assert.equal(await stateOf(rotated, { loggedAt: inHours(-2) }), 'unverifiable: keyRetired');
    assert.equal(await stateOf(rotated, { loggedAt: new Date(NaN) }), 'unverifiable: keyRetired');
    assert.equal(
      (await verifyCertificate(rotated, { ...pinned, loggedAt: before })).state,
      'valid',
    );
  });

  test('counts for no badge or status list, however old its certificate', async () => {
    const { bundle: rotated } = await afterRotation();
    const loggedAt = inHours(-500);
    for (const old of [
      { badge: await badge(rotated.certificate) },
      { statusLists: bundle.statusLists },
    ]) {
      assert.equal(await stateOf({ ...rotated, ...old }, { loggedAt }), 'unverifiable: keyRetired');
    }
  });

  test('of which the end cannot be read verifies nothing', async () => {
    for (const exp of ['', 'never', {}, false, NaN]) {
      const keys = [{ ...key.publicJwk, exp: exp as unknown as number }];
      const { rootKeyIds: _, ...unpinned } = pinned;
      const result = await verifyBadge({ ...bundle, keySet: { keys } }, unpinned);
      assert.deepEqual(result, { state: 'unverifiable', reason: 'keyRetired' });
    }
  });

  test('is believed again by no one who has seen a newer key set', async () => {
    const cache = createCache();
    assert.equal(await stateOf({}, { cache }), 'valid');
    const keys = [(await generateSigningKey()).publicJwk, retired];
    const newer = await signedKeySet({ keys, validFrom: inHours(-0.5) });
    assert.equal(await stateOf({ signedKeySet: newer }, { cache }), 'unverifiable: keyRetired');
    assert.equal(await stateOf({}, { cache }), 'unverifiable: keyRetired');
  });
});

suite('a remembered key set', () => {
  test('serves bundles that bring none, until it ends', async () => {
    const cache = createCache();
    const { signedKeySet: _, ...without } = bundle;
    assert.equal(await stateOf({}, { cache }), 'valid');
    assert.equal((await verifyBadge(without, { ...pinned, cache })).state, 'valid');
    const late = { ...pinned, cache, now: inHours(24 * 31) };
    assert.deepEqual(await verifyBadge(without, late), {
      state: 'unverifiable',
      reason: 'keySetExpired',
    });
  });

  test('is held against the root keys and issuer of each verification', async () => {
    const cache = createCache();
    assert.equal(await stateOf({}, { cache }), 'valid');
    const rootKeyIds = [stranger.rootKey.kid];
    assert.equal(await stateOf({}, { cache, rootKeyIds }), 'unverifiable: keyUnknown');
    const issuer = 'did:web:other.example';
    assert.equal(await stateOf({}, { cache, issuer }), 'unverifiable: keySetMissing');
  });

  test('is verified once for all badges side by side', async (t) => {
    const verify = t.mock.method(crypto.subtle, 'verify');
    const cache = createCache();
    const states = await Promise.all(Array.from({ length: 10 }, () => stateOf({}, { cache })));
    assert.deepEqual([...new Set(states)], ['valid']);
    assert.equal(verify.mock.callCount(), 10 * 2 + 2 + 1);
  });
});

test('jose alone verifies a signed key set under its root key', async () => {
  const root = await importJWK({ kty, crv, x, y }, 'ES256');
  const { protectedHeader } = await compactVerify(bundle.signedKeySet, root);
  assert.deepEqual(protectedHeader, { alg: 'ES256', ...header });
  assert.deepEqual(read(bundle.signedKeySet), {
    iss: did,
    sub: did,
    iat: +inHours(-1) / 1000,
    exp: +inHours(24 * 30) / 1000,
    keys: [key.publicJwk],
  });
});
