import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { createSandbox, did, inHours, index, now, registry, shop } from '../test/sandbox.ts';
import { createBitstring, packBitstring } from './bitstring.ts';
import { verifyBadge } from './verify.ts';
import type { Bundle } from './verify.ts';

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

async function gzip(bytes: Uint8Array<ArrayBuffer>) {
  const packed = new Blob([bytes]).stream().pipeThrough(new CompressionStream('gzip'));
  return Buffer.from(await new Response(packed).arrayBuffer());
}

/** A gibibyte of zeros in gzip. */
async function packGibibyte() {
  const mebibyte = new Uint8Array(1024 * 1024);
  let left = 1024;
  const zeros = new ReadableStream({
    pull: (controller) => (left-- ? controller.enqueue(mebibyte) : controller.close()),
  });
  const packed = zeros.pipeThrough(new CompressionStream('gzip'));
  return Buffer.from(await new Response(packed).arrayBuffer());
}

suite('status', () => {
  const gibibyte = packGibibyte();
  /** The state with a revocation list that the registry signed with another `encodedList`. */
  const stateOfList = async (encode: (encodedList: string) => unknown) => {
    const odd = await resign(bundle.statusLists[0]!, ({ credentialSubject }) => {
      credentialSubject.encodedList = encode(credentialSubject.encodedList);
    });
    return stateOf({ statusLists: [odd, bundle.statusLists[1]!] });
  };

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

  for (const [title, disguise] of [
    ['says so', (packed: Buffer) => packed],
    [
      'denies it',
      (packed: Buffer) => Buffer.concat([packed.subarray(0, -4), Buffer.of(0, 64, 0, 0)]),
    ],
    [
      'hides it before a small one',
      (packed: Buffer, small: Buffer) => Buffer.concat([packed, small]),
    ],
  ] as const) {
    test(
      `survives a list that unpacks to a gibibyte and ${title}`,
      { timeout: 20_000 },
      async () => {
        const bomb = disguise(await gibibyte, await gzip(createBitstring()));
        const before = process.memoryUsage().rss;
        const state = await stateOfList(() => `u${bomb.toString('base64url')}`);
        assert.match(state, /^unverifiable: /);
        assert.ok(process.memoryUsage().rss - before < 512 * 1024 * 1024);
      },
    );
  }

  test('needs a list of at least 131,072 entries', async () => {
    const short = await packBitstring(new Uint8Array(131_072 / 8 - 1));
    assert.equal(await stateOfList(() => short), 'unverifiable: statusListInvalid');
  });

  test('needs a list in gzip, base64url and multibase', async () => {
    for (const [encode, reason] of [
      [(text: string) => text.slice(1), 'statusListInvalid'],
      [(text: string) => `z${text.slice(1)}`, 'statusListInvalid'],
      [() => '', 'statusListInvalid'],
      [(text: string) => `${text}=`, 'malformed'],
      [() => `u${Buffer.from('no gzip').toString('base64url')}`, 'statusListInvalid'],
      [() => undefined, 'malformed'],
      [() => [], 'statusListInvalid'],
    ] as const) {
      assert.equal(await stateOfList(encode), `unverifiable: ${reason}`, String(encode));
    }
  });

  test('needs one whole gzip member and nothing beside it', async () => {
    const [whole, empty] = await Promise.all([gzip(createBitstring()), gzip(new Uint8Array())]);
    const size = whole.subarray(-4);
    for (const [name, bytes] of [
      ['without its last byte', whole.subarray(0, -1)],
      ['without its trailer', whole.subarray(0, -8)],
      ['without its end', whole.subarray(0, 24)],
      ['with its length in another place', Buffer.concat([whole.subarray(0, 20), size])],
      ['with a wrong checksum', Buffer.concat([whole.subarray(0, -8), Buffer.alloc(4), size])],
      ['with a zero after it', Buffer.concat([whole, Buffer.alloc(1)])],
      ['with zeros after it', Buffer.concat([whole, Buffer.alloc(16)])],
      ['with a text after it', Buffer.concat([whole, Buffer.from('and so on')])],
      ['and once more', Buffer.concat([whole, whole])],
      ['and an empty member', Buffer.concat([whole, empty])],
    ] as const) {
      const encodedList = `u${Buffer.from(bytes).toString('base64url')}`;
      assert.match(await stateOfList(() => encodedList), /^unverifiable: /, name);
    }
  });
});
