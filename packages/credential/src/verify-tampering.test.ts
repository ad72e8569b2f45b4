import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { createSandbox, did, now, part, read, shop, withPart } from '../test/sandbox.ts';
import { decodeBase64url, encodeBase64url } from './base64url.ts';
import { signJws } from './jws.ts';
import { verifyBadge } from './verify.ts';
import type { Bundle } from './verify.ts';

const { bundle, key, rootKey, badge, certificate } = await createSandbox();
const stranger = await createSandbox();
const options = { issuer: did, origin: shop, now };

/** Every place of the bundle that holds a token, as a way to put another there. */
const places: readonly [string, string, (token: string) => Partial<Bundle>][] = [
  ['badge', bundle.badge, (token) => ({ badge: token })],
  ['certificate', bundle.certificate, (token) => ({ certificate: token })],
  ...[0, 1].map((at): [string, string, (token: string) => Partial<Bundle>] => [
    `status list ${at}`,
    bundle.statusLists[at]!,
    (token) => ({ statusLists: bundle.statusLists.with(at, token) }),
  ]),
];

async function reasonOf(changes: object, other: object = {}) {
  const result = await verifyBadge({ ...bundle, ...changes }, { ...options, ...other });
  return result.state === 'unverifiable' ? result.reason : result.state;
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Sets the lowest of a part's unused bits: the same bytes to a careless reader. */
function setTrailingBit(text: string) {
  assert.notEqual(text.length % 4, 0);
  return text.slice(0, -1) + alphabet[alphabet.indexOf(text.at(-1)!) + 1];
}

const header = { alg: 'ES256', typ: 'vc+jwt', cty: 'vc', kid: key.kid };

function signedWith(changes: object, token: string) {
  return signText(`${part({ ...header, ...changes })}.${token.split('.')[1]}`);
}

async function signText(signed: string) {
  const algorithm = { name: 'ECDSA', hash: 'SHA-256' };
  const bytes = new TextEncoder().encode(signed);
  const signature = await crypto.subtle.sign(algorithm, key.privateKey, bytes);
  return `${signed}.${encodeBase64url(new Uint8Array(signature))}`;
}

const signatureOf = (change: (bytes: Uint8Array) => Uint8Array) => (token: string) =>
  withPart(token, 2, (text) => encodeBase64url(change(decodeBase64url(text))));

/** A token of which header (0) or payload (1) is a text of any kind, signed by the registry. */
function withText(token: string, place: 0 | 1, text: string) {
  const bytes = encodeBase64url(new TextEncoder().encode(text));
  const [head = '', payload = ''] = withPart(token, place, () => bytes).split('.');
  return signText(`${head}.${payload}`);
}

function textOf(token: string, place: 0 | 1) {
  return new TextDecoder().decode(decodeBase64url(token.split('.')[place] ?? ''));
}

async function hmacWithPublicKey(token: string) {
  const signed = `${part({ ...header, alg: 'HS256' })}.${token.split('.')[1]}`;
  const secret = new TextEncoder().encode(JSON.stringify(key.publicJwk));
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const hmac = await crypto.subtle.importKey('raw', secret, algorithm, false, ['sign']);
  const bytes = new TextEncoder().encode(signed);
  const signature = await crypto.subtle.sign(algorithm, hmac, bytes);
  return `${signed}.${encodeBase64url(new Uint8Array(signature))}`;
}

type Tampering = readonly [
  title: string,
  reason: string,
  tamper: (token: string) => string | Promise<string>,
];

const tamperings: readonly Tampering[] = [
  ['one part', 'malformed', () => 'token'],
  ['two parts', 'malformed', (token) => token.slice(0, token.lastIndexOf('.'))],
  ['four parts', 'signatureInvalid', (token) => `${token}.`],
  ['padding', 'malformed', (token) => `${token}==`],
  ['white space before', 'malformed', (token) => ` ${token}`],
  ['white space after', 'malformed', (token) => `${token}\n`],
  [
    'white space within',
    'malformed',
    (token) => withPart(token, 1, (text) => `${text.slice(0, 8)} ${text.slice(8)}`),
  ],
  ['a trailing bit', 'malformed', (token) => withPart(token, 2, setTrailingBit)],
  ['plain base64', 'malformed', (token) => withPart(token, 2, (text) => `+/${text.slice(2)}`)],
  [
    'a single character more',
    'malformed',
    (token) => withPart(token, 1, (text) => `${text}${'A'.repeat(5 - (text.length % 4))}`),
  ],
  [
    'a header that is no JSON',
    'malformed',
    (token) => withPart(token, 0, () => encodeBase64url(new Uint8Array(3))),
  ],
  ['a header that is null', 'malformed', (token) => withPart(token, 0, () => part(null))],
  ['no signature', 'signatureInvalid', (token) => withPart(token, 2, () => '')],
  ['a 63-byte signature', 'signatureInvalid', signatureOf((bytes) => bytes.slice(0, 63))],
  [
    'a 65-byte signature',
    'signatureInvalid',
    signatureOf((bytes) => Uint8Array.from([...bytes, 0])),
  ],
  ['a zero signature', 'signatureInvalid', signatureOf(() => new Uint8Array(64))],
  [
    'a signature in DER',
    'signatureInvalid',
    signatureOf((bytes) =>
      Uint8Array.from([0x30, 68, 2, 32, ...bytes.slice(0, 32), 2, 32, ...bytes.slice(32)]),
    ),
  ],
  [
    'alg none',
    'headerNotAllowed',
    (token) =>
      withPart(
        withPart(token, 0, () => part({ ...header, alg: 'none' })),
        2,
        () => '',
      ),
  ],
  ['alg HS256', 'headerNotAllowed', (token) => signedWith({ alg: 'HS256' }, token)],
  ['alg HS256 and the public key for a secret', 'headerNotAllowed', hmacWithPublicKey],
  ['alg ES384', 'headerNotAllowed', (token) => signedWith({ alg: 'ES384' }, token)],
  ['alg es256', 'headerNotAllowed', (token) => signedWith({ alg: 'es256' }, token)],
  ['typ JWT', 'headerNotAllowed', (token) => signedWith({ typ: 'JWT' }, token)],
  ...['VC+JWT', 'application/vc+jwt', 'vc+sd-jwt', 'vc+jwt ', 'vp+jwt', ['vc+jwt'], null].map(
    (typ): Tampering => [
      `typ ${JSON.stringify(typ)}`,
      'headerNotAllowed',
      (token) => signedWith({ typ }, token),
    ],
  ),
  ['no typ', 'headerNotAllowed', (token) => signedWith({ typ: undefined }, token)],
  [
    'a critical extension',
    'headerNotAllowed',
    (token) => signedWith({ crit: ['exp'], exp: 0 }, token),
  ],
  ['b64 false', 'headerNotAllowed', (token) => signedWith({ b64: false }, token)],
  [
    'b64 false, critical',
    'headerNotAllowed',
    (token) => signedWith({ b64: false, crit: ['b64'] }, token),
  ],
  [
    'a member twice in its header',
    'malformed',
    (token) => withText(token, 0, `{"alg":"none",${JSON.stringify(header).slice(1)}`),
  ],
  [
    'a member twice among its claims',
    'malformed',
    (token) =>
      withText(token, 1, `{"validUntil":"2020-01-01T00:00:00Z",${textOf(token, 1).slice(1)}`),
  ],
  [
    'white space among its claims',
    'malformed',
    (token) => withText(token, 1, JSON.stringify(read(token), null, 1)),
  ],
  [
    'a stranger’s key in its header',
    'signatureInvalid',
    async (token) =>
      signJws(read(token), key.kid, stranger.key.privateKey, {
        ...header,
        jwk: stranger.key.publicJwk,
      }),
  ],
  [
    'a stranger’s key and kid in its header',
    'keyUnknown',
    async (token) =>
      signJws(read(token), stranger.key.kid, stranger.key.privateKey, {
        ...header,
        kid: stranger.key.kid,
        jwk: stranger.key.publicJwk,
      }),
  ],
  ['a kid that objects have', 'keyUnknown', (token) => signedWith({ kid: 'constructor' }, token)],
  ['no kid', 'keyUnknown', (token) => signedWith({ kid: undefined }, token)],
  ['an unknown kid', 'keyUnknown', (token) => signedWith({ kid: stranger.key.kid }, token)],
  [
    'a key of its own in the header',
    'keyUnknown',
    (token) => signJws(read(token), stranger.key.kid, stranger.key.privateKey),
  ],
  [
    'another signer under our kid',
    'signatureInvalid',
    (token) => signJws(read(token), key.kid, stranger.key.privateKey),
  ],
  [
    'edited claims',
    'signatureInvalid',
    (token) =>
      withPart(token, 1, () => part({ ...read(token), validUntil: '2099-01-01T00:00:00Z' })),
  ],
  [
    'an edited header',
    'signatureInvalid',
    (token) => withPart(token, 0, () => part({ ...header, cty: 'json' })),
  ],
  [
    'a foreign issuer',
    'issuerMismatch',
    (token) =>
      signJws({ ...read(token), issuer: 'did:web:registry.example.evil' }, key.kid, key.privateKey),
  ],
  [
    'a foreign issuer as object',
    'issuerMismatch',
    (token) =>
      signJws(
        { ...read(token), issuer: { id: 'did:web:evil', name: did } },
        key.kid,
        key.privateKey,
      ),
  ],
  [
    'no issuer',
    'malformed',
    (token) => signJws({ ...read(token), issuer: undefined }, key.kid, key.privateKey),
  ],
  [
    'another type',
    'typeMismatch',
    (token) => signJws({ ...read(token), type: ['VerifiableCredential'] }, key.kid, key.privateKey),
  ],
  [
    'our type as part of a text',
    'malformed',
    (token) =>
      signJws(
        { ...read(token), type: `No${(read(token).type as string[]).join('No')}` },
        key.kid,
        key.privateKey,
      ),
  ],
  ['claims that are null', 'malformed', async () => signedWith({}, `.${part(null)}.`)],
];

for (const [name, token, put] of places) {
  suite(`a ${name} with`, () => {
    for (const [title, reason, tamper] of tamperings) {
      test(`${title} is unverifiable: ${reason}`, async () => {
        const tampered = await tamper(token);
        assert.notEqual(tampered, token);
        assert.equal(await reasonOf(put(tampered)), reason);
      });
    }
  });
}

suite('a key set with', () => {
  const [own] = bundle.keySet.keys as [typeof key.publicJwk];
  const alien = stranger.key.publicJwk;
  for (const [title, reason, keys] of [
    ['no key', 'keyUnknown', []],
    ['another key under our kid', 'keyMismatch', [{ ...alien, kid: own.kid }]],
    ['a key of another curve under our kid', 'keyMismatch', [{ ...own, crv: 'P-384' }]],
    ['null for keys', 'malformed', null],
  ] as const) {
    test(`${title} is unverifiable: ${reason}`, async () => {
      assert.equal(await reasonOf({ keySet: { keys } }), reason);
    });
  }

  test('a point off the curve is unverifiable', async () => {
    const { thumbprint } = await import('./digest.ts');
    const off = { ...own, y: own.x };
    const kid = await thumbprint(off);
    const token = await signJws(read(bundle.badge), kid, key.privateKey);
    const keys = [own, { ...off, kid }];
    assert.equal(await reasonOf({ badge: token, keySet: { keys } }), 'malformed');
  });

  test('further keys is valid', async () => {
    assert.equal(await reasonOf({ keySet: { keys: [alien, own, own] } }), 'valid');
  });

  test('members beside its keys cannot widen the trust', async () => {
    const widened = { ...stranger.bundle.keySet, issuer: did, rootKeyIds: [stranger.rootKey.kid] };
    const forged = { ...stranger.bundle, keySet: widened, rootKeyIds: [stranger.rootKey.kid] };
    assert.equal(await reasonOf(forged, { rootKeyIds: [rootKey.kid] }), 'keyUnknown');
    const other = { issuer: 'did:web:other.example' };
    assert.equal(
      await reasonOf({ keySet: { ...bundle.keySet, issuer: did } }, other),
      'issuerMismatch',
    );
  });
});

suite('a badge', () => {
  test('of another certificate is unverifiable', async () => {
    const other = await certificate({ name: 'Another product' });
    assert.equal(await reasonOf({ certificate: other }), 'certificateMismatch');
    assert.equal(await reasonOf({ badge: await badge(other) }), 'certificateMismatch');
  });

  test('stays valid when its certificate is signed again', async () => {
    const again = await signJws(read(bundle.certificate), key.kid, key.privateKey);
    assert.notEqual(again, bundle.certificate);
    assert.equal(await reasonOf({ certificate: again }), 'valid');
  });

  test('with a text for a list of origins is never valid', async () => {
    const claims = read(bundle.badge);
    claims.credentialSubject.origins = `${shop},https://other.example`;
    const token = await signJws(claims, key.kid, key.privateKey);
    assert.equal(await reasonOf({ badge: token }), 'malformed');
  });
});

suite('a page', () => {
  for (const [title, crypto] of [
    ['crypto.subtle', {}],
    ['crypto', undefined],
  ] as const) {
    test(`without ${title} gets unverifiable`, async (t) => {
      t.mock.getter(globalThis, 'crypto', () => crypto as Crypto);
      assert.equal(await reasonOf({}), 'noWebCrypto');
    });
  }

  test('gets an answer and no exception for a bundle of any shape', async () => {
    for (const odd of [null, undefined, 1, 'bundle', [], {}, { keySet: {} }]) {
      const result = await verifyBadge(odd as unknown as Bundle, options);
      assert.equal(result.state, 'unverifiable');
    }
    for (const token of [null, undefined, 1, {}, [], ['a.b.c']]) {
      assert.notEqual(await reasonOf({ certificate: token }), 'valid');
      assert.notEqual(await reasonOf({ statusLists: token }), 'valid');
      assert.notEqual(await reasonOf({ badge: token }), 'valid');
    }
    const none = await verifyBadge(bundle, undefined as unknown as typeof options);
    assert.equal(none.state, 'unverifiable');
  });
});

test('one byte changed anywhere in any token never gives valid', async () => {
  assert.equal(await reasonOf({}), 'valid');
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...places),
      fc.nat(),
      fc.integer({ min: 1, max: 255 }),
      async ([, token, put], at, flip) => {
        const bytes = new TextEncoder().encode(token);
        bytes[at % bytes.length]! ^= flip;
        const changed = String.fromCharCode(...bytes);
        assert.notEqual(changed, token);
        assert.equal(
          (await verifyBadge({ ...bundle, ...put(changed) }, options)).state,
          'unverifiable',
        );
      },
    ),
    { numRuns: 400 },
  );
});

test('every bit of the last character of a signature counts', async () => {
  for (const [, token, put] of places) {
    for (const character of alphabet) {
      const changed = token.slice(0, -1) + character;
      const expected = changed === token ? 'valid' : 'unverifiable';
      assert.equal((await verifyBadge({ ...bundle, ...put(changed) }, options)).state, expected);
    }
  }
});
