import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { createSandbox, did, index, inHours, now, registry, shop } from '../test/sandbox.ts';
import { readJws } from './jws.ts';
import { remember } from './verification-cache.ts';
import { createCache, verifyBadge, verifyCertificate } from './verify.ts';
import type { Bundle, VerifyOptions } from './verify.ts';

const sandbox = await createSandbox();
const { bundle, certificate, badge, list, resign } = sandbox;
const options = { issuer: did, origin: shop, now };

async function stateOf(changes: Partial<Bundle>, other: Partial<typeof options> = {}) {
  const result = await verifyBadge({ ...bundle, ...changes }, { ...options, ...other });
  return result.state === 'unverifiable' ? `unverifiable: ${result.reason}` : result.state;
}

async function chain(
  changes: Parameters<typeof certificate>[0],
  licence?: Parameters<typeof badge>[1],
) {
  const token = await certificate(changes);
  return { certificate: token, badge: await badge(token, licence) };
}

suite('a whole chain', () => {
  test('is valid and gives the claims inside the tokens', async () => {
    const result = await verifyBadge(bundle, options);
    assert.equal(result.state, 'valid');
    assert.equal(result.badge.credentialSubject.merchant, 'Shop');
    assert.equal(result.certificate.credentialSubject.directoryEntry.directoryNo, '2020-1-00042');
    const [assessment] = result.certificate.credentialSubject.assessment;
    assert.equal(assessment.assessedProduct[0].product.name, '洛川苹果');
  });

  test('is valid on every licensed origin and no other', async () => {
    for (const [origin, expected] of [
      ['http://127.0.0.1:5173', 'valid'],
      ['https://shop.example:8443', 'wrongOrigin'],
      ['http://shop.example', 'wrongOrigin'],
      ['https://shop.example.evil.example', 'wrongOrigin'],
      ['https://shop.exampl', 'wrongOrigin'],
      ['https://www.shop.example', 'wrongOrigin'],
      ['null', 'wrongOrigin'],
      ['', 'wrongOrigin'],
    ] as const) {
      assert.equal(await stateOf({}, { origin }), expected, origin);
    }
  });

  test('is verified as a certificate without a badge and without an origin', async () => {
    const { badge: _, ...alone } = bundle;
    const result = await verifyCertificate(alone, { issuer: did, now });
    assert.equal(result.state, 'valid');
    assert.equal(result.certificate.id, `${registry}/certificates/crt_1`);
    assert.deepEqual(await verifyBadge(alone, options), {
      state: 'unverifiable',
      reason: 'badgeMissing',
    });
  });
});

suite('time', () => {
  test('ends the licence with the badge, to the millisecond', async () => {
    const until = inHours(2);
    const licence = await badge(bundle.certificate, { validUntil: until });
    assert.equal(await stateOf({ badge: licence }, { now: new Date(+until - 1) }), 'valid');
    assert.equal(await stateOf({ badge: licence }, { now: until }), 'expired');
  });

  test('ends the licence with the certificate', async () => {
    assert.equal(await stateOf(await chain({ validUntil: inHours(-1) })), 'expired');
  });

  test('allows the clock to lag, by five minutes', async () => {
    const licence = await badge(bundle.certificate, { validFrom: now });
    const late = (seconds: number) => ({ now: new Date(+now - seconds * 1000) });
    assert.equal(await stateOf({ badge: licence }, late(300)), 'valid');
    assert.equal(await stateOf({ badge: licence }, late(301)), 'unverifiable: notYetValid');
  });

  test('that cannot be read is never valid', async () => {
    for (const member of ['validFrom', 'validUntil'] as const) {
      for (const value of ['tomorrow', null, undefined, {}]) {
        const odd = await resign(bundle.badge, (claims) => (claims[member] = value));
        assert.equal(await stateOf({ badge: odd }), 'unverifiable: malformed');
      }
    }
    assert.equal(await stateOf({}, { now: new Date(NaN) }), 'unverifiable: keyRetired');
  });

  test('of a badge is at most seven days, of a status list one', async () => {
    const long = await resign(bundle.badge, (claims) => {
      claims.validUntil = inHours(24 * 7).toISOString();
    });
    assert.equal(await stateOf({ badge: long }), 'unverifiable: lifetimeTooLong');
    const stale = await resign(bundle.statusLists[0]!, (claims) => {
      claims.validUntil = inHours(24).toISOString();
    });
    assert.equal(
      await stateOf({ statusLists: [stale, bundle.statusLists[1]!] }),
      'unverifiable: lifetimeTooLong',
    );
  });
});

suite('where several results hold', () => {
  test('doubt, then expiry, then origin, then revocation, then suspension decides', async () => {
    const bad = [await list('revocation', [index]), await list('suspension', [index])];
    const foreign = { origin: 'https://copy.example' };
    const ended = await chain({ validUntil: inHours(-1) });
    assert.equal(await stateOf({ statusLists: bad }), 'revoked');
    assert.equal(await stateOf({ statusLists: bad }, foreign), 'wrongOrigin');
    assert.equal(await stateOf({ ...ended, statusLists: bad }, foreign), 'expired');
    assert.equal(await stateOf({ statusLists: [] }, foreign), 'wrongOrigin');
    const other = await certificate({ id: `${registry}/certificates/crt_2` });
    assert.equal(
      await stateOf({ certificate: other }, foreign),
      'unverifiable: certificateMismatch',
    );
  });
});

suite('a shared cache', () => {
  const revokedList = list('revocation', [index], { validFrom: inHours(-0.5) });

  test('verifies the status lists of many badges once', async (t) => {
    const verify = t.mock.method(crypto.subtle, 'verify');
    const shared = { ...options, cache: createCache() };
    const results = await Promise.all(
      Array.from({ length: 20 }, () => verifyBadge(bundle, shared)),
    );
    assert.ok(results.every((result) => result.state === 'valid'));
    assert.equal(verify.mock.callCount(), 20 * 2 + 2);
  });

  test('computes the digest of a certificate once, and that of another certificate anew', async (t) => {
    const shared = { ...options, cache: createCache() };
    await verifyBadge(bundle, shared);
    const digest = t.mock.method(crypto.subtle, 'digest');
    assert.equal((await verifyBadge(bundle, shared)).state, 'valid');
    assert.equal(digest.mock.callCount(), 0);
    const other = await certificate({ name: 'Another product' });
    assert.deepEqual(await verifyBadge({ ...bundle, certificate: other }, shared), {
      state: 'unverifiable',
      reason: 'certificateMismatch',
    });
    assert.equal(digest.mock.callCount(), 1);
  });

  test('holds at most 1000 of each, and the verdict is the same with what it let go', async () => {
    const cache = createCache();
    for (let count = 0; count < 2500; count++) {
      remember(cache.read, `token ${count}`, () => readJws(bundle.certificate));
      remember(cache.keys, `kid ${count}`, () => Promise.reject(new Error()))
        // The cache forgets what failed by itself.
        .catch(() => undefined);
    }
    assert.equal((await verifyBadge(bundle, { ...options, cache })).state, 'valid');
    assert.ok(cache.read.size <= 1000);
    assert.equal(cache.keys.size, 1);
  });

  test('does not go back to an older list', async () => {
    const shared: VerifyOptions & { origin: string } = { ...options, cache: createCache() };
    const newer = await list('revocation', [index], { validFrom: inHours(-0.5) });
    const after = { ...bundle, statusLists: [newer, bundle.statusLists[1]!] };
    assert.equal((await verifyBadge(bundle, shared)).state, 'valid');
    assert.equal((await verifyBadge(after, shared)).state, 'revoked');
    assert.equal((await verifyBadge(bundle, shared)).state, 'revoked');
  });

  test('takes the later answer where two lists were signed within one millisecond', async () => {
    const shared = { ...options, cache: createCache() };
    const suspended = [bundle.statusLists[0]!, await list('suspension', [index])];
    assert.equal((await verifyBadge(bundle, shared)).state, 'valid');
    const after = await verifyBadge({ ...bundle, statusLists: suspended }, shared);
    assert.equal(after.state, 'suspended');
  });

  test('keeps the lists of two registries apart, whatever addresses they claim', async () => {
    const cache = createCache();
    const issuer = 'did:web:other.example';
    const other = await createSandbox(issuer);
    const newer = { validFrom: inHours(-0.1) };
    const statusLists = [
      await other.list('revocation', [], newer),
      await other.list('suspension', [], newer),
    ];
    for (const [changed, theirs, state] of [
      [{ ...other.bundle, statusLists }, { issuer }, 'valid'],
      [bundle, {}, 'valid'],
      [{ ...bundle, statusLists: [await revokedList] }, {}, 'revoked'],
      [{ ...other.bundle, statusLists: [] }, { issuer }, 'valid'],
    ] as const) {
      assert.equal((await verifyBadge(changed, { ...options, ...theirs, cache })).state, state);
    }
  });

  test('keeps no more than the newest list of each address', async () => {
    const cache = createCache();
    for (let hours = -10; hours < 0; hours++) {
      const next = await list('revocation', [], { validFrom: inHours(hours) });
      const renewed = { ...bundle, statusLists: [next, bundle.statusLists[1]!] };
      assert.equal((await verifyBadge(renewed, { ...options, cache })).state, 'valid');
    }
    assert.deepEqual([cache.keys.size, cache.newest.size, cache.read.size], [1, 2, 2]);
  });

  test('does not carry trust from one issuer or key to another', async () => {
    const cache = createCache();
    assert.equal((await verifyBadge(bundle, { ...options, cache })).state, 'valid');
    for (const [changes, reason] of [
      [{ issuer: 'did:web:other.example' }, 'issuerMismatch'],
      [{ rootKeyIds: [] }, 'keyUnknown'],
    ] as const) {
      const result = await verifyBadge(bundle, { ...options, ...changes, cache });
      assert.deepEqual(result, { state: 'unverifiable', reason });
    }
    const other = await createSandbox();
    const mixed = { ...other.bundle, statusLists: [] };
    const result = await verifyBadge(mixed, { ...options, cache });
    assert.deepEqual(result, { state: 'unverifiable', reason: 'keyUnknown' });
  });

  test('forgets a failure, so that a key that comes later counts', async () => {
    const cache = createCache();
    const without = { ...bundle, keySet: { keys: [] } };
    assert.equal((await verifyBadge(without, { ...options, cache })).state, 'unverifiable');
    assert.equal((await verifyBadge(bundle, { ...options, cache })).state, 'valid');
  });
});
