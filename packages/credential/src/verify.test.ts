import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { createSandbox, did, index, inHours, now, registry, shop } from '../test/sandbox.ts';
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

  test('allows the clock to lag, by five minutes or as told', async () => {
    const licence = await badge(bundle.certificate, { validFrom: now });
    const late = (seconds: number) => ({ now: new Date(+now - seconds * 1000) });
    assert.equal(await stateOf({ badge: licence }, late(300)), 'valid');
    assert.equal(await stateOf({ badge: licence }, late(301)), 'unverifiable: notYetValid');
    const skewed = { ...options, ...late(60), clockSkewSeconds: 59 };
    assert.equal((await verifyBadge({ ...bundle, badge: licence }, skewed)).state, 'unverifiable');
  });

  test('that cannot be read is never valid', async () => {
    for (const member of ['validFrom', 'validUntil'] as const) {
      for (const value of ['tomorrow', null, undefined, {}]) {
        const odd = await resign(bundle.badge, (claims) => (claims[member] = value));
        assert.match(await stateOf({ badge: odd }), /^unverifiable: (notYet|lifetime)/);
      }
    }
    assert.equal(await stateOf({}, { now: new Date(NaN) }), 'unverifiable: notYetValid');
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

suite('status', () => {
  const revoked = list('revocation', [index]);
  const suspended = list('suspension', [index]);

  test('is revoked or suspended by its own bit alone', async () => {
    const [revocation, suspension] = bundle.statusLists as [string, string];
    const others = list('revocation', [0, index - 1, index + 1, 131_071]);
    assert.equal(await stateOf({ statusLists: [await revoked, suspension] }), 'revoked');
    assert.equal(await stateOf({ statusLists: [revocation, await suspended] }), 'suspended');
    assert.equal(await stateOf({ statusLists: [await others, suspension] }), 'valid');
    assert.equal(await stateOf({ statusLists: [await suspended, await revoked] }), 'revoked');
  });

  test('in doubt is never valid', async () => {
    const [revocation, suspension] = bundle.statusLists as [string, string];
    const swapped = `${registry}/status/suspension`;
    for (const [name, statusLists, expected] of [
      ['no list', [], 'statusListMissing'],
      ['one list missing', [revocation], 'statusListMissing'],
      [
        'another list',
        [await list('revocation', [], { id: `${registry}/status/2` }), suspension],
        'statusListMissing',
      ],
      [
        'another purpose',
        [await list('revocation', [], { id: swapped }), revocation],
        'statusListMissing',
      ],
      ['a broken list beside the right ones', [...bundle.statusLists, 'x'], 'malformed'],
      ['a certificate as list', [bundle.certificate, suspension], 'typeMismatch'],
      [
        'an expired list',
        [await list('revocation', [], { validFrom: inHours(-20), validUntil: now }), suspension],
        'statusListExpired',
      ],
      [
        'a future list',
        [await list('revocation', [], { validFrom: inHours(1) }), suspension],
        'notYetValid',
      ],
    ] as const) {
      assert.equal(await stateOf({ statusLists }), `unverifiable: ${expected}`, name);
    }
  });

  test('needs a revocation and a suspension entry with an index in the list', async () => {
    const place = { list: `${registry}/status/revocation`, index: 131_072 };
    const beyond = await chain({ status: { revocation: place, suspension: place } });
    assert.equal(await stateOf(beyond), 'unverifiable: statusIndexInvalid');
    for (const odd of [
      '-1',
      '1.5',
      '1e3',
      '0x10',
      ' 7',
      '',
      '99999999999999999999',
      'NaN',
      null,
      {},
    ]) {
      const token = await resign(bundle.certificate, (claims) => {
        claims.credentialStatus[0].statusListIndex = odd;
      });
      const tokens = { certificate: token, badge: await badge(token) };
      assert.equal(await stateOf(tokens), 'unverifiable: statusIndexInvalid', String(odd));
    }
    for (const keep of ['revocation', 'suspension', 'none']) {
      const token = await resign(bundle.certificate, (claims) => {
        claims.credentialStatus = claims.credentialStatus.filter(
          (entry: { statusPurpose: string }) => entry.statusPurpose === keep,
        );
      });
      const tokens = { certificate: token, badge: await badge(token) };
      assert.equal(await stateOf(tokens), 'unverifiable: statusEntryMissing', keep);
    }
  });

  test('counts every entry of a purpose', async () => {
    const token = await resign(bundle.certificate, (claims) => {
      const [entry] = claims.credentialStatus;
      claims.credentialStatus.push({ ...entry, statusListIndex: '3' });
    });
    const tokens = { certificate: token, badge: await badge(token) };
    assert.equal(await stateOf(tokens), 'valid');
    const third = [await list('revocation', [3]), bundle.statusLists[1]!];
    assert.equal(await stateOf({ ...tokens, statusLists: third }), 'revoked');
  });

  test('survives a list that unpacks to a gibibyte', { timeout: 20_000 }, async () => {
    const mebibyte = new Uint8Array(1024 * 1024);
    let left = 1024;
    const zeros = new ReadableStream({
      pull: (controller) => (left-- ? controller.enqueue(mebibyte) : controller.close()),
    });
    const packed = await new Response(
      zeros.pipeThrough(new CompressionStream('gzip')),
    ).arrayBuffer();
    const encodedList = `u${Buffer.from(packed).toString('base64url')}`;
    const bomb = await resign(bundle.statusLists[0]!, (claims) => {
      claims.credentialSubject.encodedList = encodedList;
    });
    const before = process.memoryUsage().rss;
    const state = await stateOf({ statusLists: [bomb, bundle.statusLists[1]!] });
    assert.equal(state, 'unverifiable: statusListInvalid');
    assert.ok(process.memoryUsage().rss - before < 200 * 1024 * 1024);
  });

  test('needs a list of at least 131,072 entries in gzip and multibase', async () => {
    for (const encode of [
      (text: string) => text.slice(1),
      (text: string) => `z${text.slice(1)}`,
      (text: string) => `${text}=`,
      () => `u${Buffer.from('no gzip').toString('base64url')}`,
      () => '',
      () => undefined,
    ]) {
      const odd = await resign(bundle.statusLists[0]!, ({ credentialSubject }) => {
        credentialSubject.encodedList = encode(credentialSubject.encodedList);
      });
      const state = await stateOf({ statusLists: [odd, bundle.statusLists[1]!] });
      assert.equal(state, 'unverifiable: statusListInvalid', String(encode));
    }
    const { packBitstring } = await import('./bitstring.ts');
    const short = await packBitstring(new Uint8Array(131_072 / 8 - 1));
    const odd = await resign(bundle.statusLists[0]!, (claims) => {
      claims.credentialSubject.encodedList = short;
    });
    const state = await stateOf({ statusLists: [odd, bundle.statusLists[1]!] });
    assert.equal(state, 'unverifiable: statusListInvalid');
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
    const fill = { ...bundle.keySet.keys[0]!, x: 'x', y: 'y' };
    for (let count = 0; count < 2500; count++) {
      remember(cache.digests, `token ${count}`, () => Promise.resolve('digest'));
      remember(cache.keys, JSON.stringify({ ...fill, count }), () => Promise.reject(new Error()))
        // The cache forgets what failed by itself.
        .catch(() => undefined);
    }
    assert.equal((await verifyBadge(bundle, { ...options, cache })).state, 'valid');
    assert.ok(cache.digests.size <= 1000);
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
    assert.deepEqual([cache.keys.size, cache.newest.size, cache.opened.size], [1, 2, 2]);
  });

  test('does not carry trust from one issuer or key to another', async () => {
    const cache = createCache();
    assert.equal((await verifyBadge(bundle, { ...options, cache })).state, 'valid');
    for (const [changes, reason] of [
      [{ issuer: 'did:web:other.example' }, 'issuerMismatch'],
      [{ trustedKeyIds: [] }, 'keyUnknown'],
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
