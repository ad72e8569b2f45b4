import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { createSandbox, did, index, inHours, now, registry, shop } from '../test/sandbox.ts';
import type { AnyClaims } from '../test/sandbox.ts';
import { verifyBadge } from './verify.ts';
import type { Bundle } from './verify.ts';

/*
 * What even the registry itself can't make valid: all tokens here have a true signature of its key.
 */

const { bundle, certificate, badge, list, resign } = await createSandbox();
const options = { issuer: did, origin: shop, now };

async function stateOf(changes: Partial<Bundle>) {
  return (await verifyBadge({ ...bundle, ...changes }, options)).state;
}

const withBadge = async (change: (claims: AnyClaims) => void) =>
  stateOf({ badge: await resign(bundle.badge, change) });

/** With a certificate that was changed, and a badge for it. */
async function withCertificate(change: (claims: AnyClaims) => void) {
  const changed = await resign(bundle.certificate, change);
  return stateOf({ certificate: changed, badge: await badge(changed) });
}

const withList = async (change: (claims: AnyClaims) => void) =>
  stateOf({ statusLists: [await resign(bundle.statusLists[0]!, change), bundle.statusLists[1]!] });

test('claims that nobody changed are valid, so the tests below can fail', async () => {
  assert.equal(await withBadge(() => undefined), 'valid');
  assert.equal(await withCertificate(() => undefined), 'valid');
  assert.equal(await withList(() => undefined), 'valid');
});

suite('an instant is never taken for valid', () => {
  for (const until of [
    '2027',
    '2027-01',
    '2027-01-01',
    '2027-01-01T00:00',
    '2027-01-01T00:00:00',
    '2027-01-01T00:00:00z',
    '2027-01-01t00:00:00Z',
    '2027-01-01 00:00:00Z',
    '2027-01-01T00:00:00Z (forever)',
    '(comment) 2027-01-01T00:00:00Z',
    ' 2027-01-01T00:00:00Z',
    '2027-01-01T00:00:00Z\n',
    '2027-01-01T00:00:00+00:00 x',
    '2027-02-30T00:00:00Z',
    '2027-01-01T24:00:00Z',
    '2027-01-01T00:00:60Z',
    '+002027-01-01T00:00:00Z',
    '+275760-09-13T00:00:00.001Z',
    'Fri, 01 Jan 2027 00:00:00 GMT',
    'January 1, 2027',
    '1/1/2027',
    '9999999999999',
    9_999_999_999_999,
    Infinity,
    true,
    null,
    {},
    [],
    ['2026-06-07T00:00:00.000Z'],
    { toString: '2026-06-07T00:00:00.000Z' },
    { valueOf: 9_999_999_999_999 },
  ]) {
    test(`as ${JSON.stringify(until)}`, async () => {
      for (const member of ['validFrom', 'validUntil']) {
        const put = (claims: AnyClaims) => (claims[member] = until);
        assert.notEqual(await withBadge(put), 'valid');
        assert.notEqual(await withCertificate(put), 'valid');
        assert.notEqual(await withList(put), 'valid');
      }
    });
  }

  test('with or without milliseconds it is read alike', async () => {
    for (const until of ['2026-06-07T00:00:00Z', '2026-06-07T00:00:00.000Z']) {
      assert.equal(await withBadge((claims) => (claims.validUntil = until)), 'valid');
    }
  });
});

suite('a badge is never valid', () => {
  test('for longer than seven days, by a second', async () => {
    const from = inHours(-1);
    const ends = (milliseconds: number) => (claims: AnyClaims) => {
      claims.validUntil = new Date(+from + 7 * 86_400_000 + milliseconds).toISOString();
    };
    assert.equal(await withBadge(ends(0)), 'valid');
    assert.notEqual(await withBadge(ends(1000)), 'valid');
    assert.notEqual(await withBadge((claims) => (claims.exp = 9_999_999_999)), 'valid');
  });

  for (const [name, origins] of [
    ['a text', shop],
    ['a text that holds more', `${shop} https://other.example`],
    ['an object', { 0: shop, length: 1 }],
    ['an object with a toString', [{ toString: shop }]],
    ['a list in a list', [[shop]]],
    ['a pattern', ['https://*.example', '*']],
    ['an origin with a path', [`${shop}/`]],
    ['an origin in capitals', ['https://SHOP.example']],
    ['nothing', undefined],
    ['no origin', []],
  ] as const) {
    test(`for ${name} in place of origins`, async () => {
      const put = (claims: AnyClaims) => (claims.credentialSubject.origins = origins);
      assert.notEqual(await withBadge(put), 'valid');
    });
  }

  test('with the bundle of another product', async () => {
    const place = (purpose: string) => ({
      list: `${registry}/status/${purpose}`,
      index: index + 1,
    });
    const other = await certificate({
      id: `${registry}/certificates/crt_2`,
      status: { revocation: place('revocation'), suspension: place('suspension') },
    });
    assert.notEqual(await stateOf({ certificate: other }), 'valid');
    const borrowed = (member: string) => (claims: AnyClaims) => {
      claims.credentialSubject[member] = `${registry}/certificates/crt_2`;
    };
    assert.notEqual(await withBadge(borrowed('certificate')), 'valid');
    assert.notEqual(await withBadge(borrowed('certificateDigest')), 'valid');
  });

  test('by members that reach for prototypes', async () => {
    const mine = JSON.parse(
      '{"__proto__":{"id":"did:web:registry.example","origins":["https://shop.example"]}}',
    ) as object;
    assert.notEqual(await withBadge((claims) => (claims.issuer = mine)), 'valid');
    assert.notEqual(await withBadge((claims) => (claims.credentialSubject = mine)), 'valid');
    assert.notEqual(await withCertificate((claims) => (claims.credentialStatus = mine)), 'valid');
    await withBadge((claims) => (claims.constructor = { prototype: { origins: [shop] } }));
    assert.equal(({} as { origins?: unknown }).origins, undefined);
  });

  test('of an issuer that only looks like ours', async () => {
    for (const issuer of [
      [did],
      { id: [did] },
      { id: { id: did } },
      { ID: did },
      `${did}#key`,
      `${did} `,
      did.toUpperCase(),
      '',
    ]) {
      assert.notEqual(await withBadge((claims) => (claims.issuer = issuer)), 'valid');
    }
  });
});

suite('a status is never taken for valid', () => {
  for (const place of [
    -1,
    '-1',
    '1e1',
    '0x1',
    ' 1',
    '1 ',
    '+1',
    '01',
    '1.0',
    '',
    '١',
    1,
    [1],
    ['1'],
  ]) {
    test(`at index ${JSON.stringify(place)}`, async () => {
      const state = await withCertificate((claims) => {
        claims.credentialStatus[0].statusListIndex = place;
      });
      assert.equal(state, 'unverifiable');
    });
  }

  test('by an index beyond the list, however large', async () => {
    for (const place of [131_072, 4_294_967_296, 4_294_967_296 + index, 2 ** 53, 1e21]) {
      const state = await withCertificate((claims) => {
        claims.credentialStatus[0].statusListIndex = String(place);
      });
      assert.equal(state, 'unverifiable', String(place));
    }
  });

  test('by a list whose id is not the address asked', async () => {
    const address = `${registry}/status/revocation`;
    for (const id of [
      `${address}/`,
      `${address}#list`,
      `${address}?`,
      address.toUpperCase(),
      [address],
      undefined,
    ]) {
      assert.equal(await withList((claims) => (claims.id = id)), 'unverifiable', String(id));
    }
  });

  test('by a list of another issuer or purpose, or of one too long ago', async () => {
    const other = await createSandbox('did:web:other.example');
    const foreign = await other.list('revocation');
    const statusLists = [foreign, bundle.statusLists[1]!];
    const keys = [...bundle.keySet.keys, ...other.bundle.keySet.keys];
    assert.equal(await stateOf({ statusLists, keySet: { keys } }), 'unverifiable');
    for (const purpose of ['suspension', 'message', ['revocation'], undefined]) {
      const put = (claims: AnyClaims) => (claims.credentialSubject.statusPurpose = purpose);
      assert.equal(await withList(put), 'unverifiable', String(purpose));
    }
    const old = await list('revocation', [], { validFrom: inHours(-25), validUntil: inHours(-1) });
    assert.equal(await stateOf({ statusLists: [old, bundle.statusLists[1]!] }), 'unverifiable');
  });
});
