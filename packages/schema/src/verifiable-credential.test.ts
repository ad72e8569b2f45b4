import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { faultsOf } from './fault.ts';
import {
  baseContext,
  EnvelopedCredential,
  VerifiableCredential,
  VerifiablePresentation,
} from './verifiable-credential.ts';

const credential = {
  '@context': [baseContext],
  type: ['VerifiableCredential'],
  issuer: 'did:web:registry.example',
  credentialSubject: { id: 'did:example:alice' },
};

function pointersOf(
  schema: typeof VerifiableCredential | typeof VerifiablePresentation | typeof EnvelopedCredential,
  value: unknown,
): string[] {
  const { error } = schema.safeParse(value);
  return error ? faultsOf(error, value).map(({ pointer }) => pointer) : [];
}

describe('a credential', () => {
  it('may say all that the data model knows, and more', () => {
    const full = {
      ...credential,
      '@context': [baseContext, 'https://example.org/v1', { term: 'https://example.org/#term' }],
      id: 'urn:uuid:3c1d6d5e-6f5a-4a0e-8a4f-1f2b3c4d5e6f',
      name: [
        { '@value': '证书', '@language': 'zh-Hans' },
        { '@value': 'شهادة', '@language': 'ar', '@direction': 'rtl' },
      ],
      issuer: { id: 'did:web:registry.example', name: 'Registry' },
      validFrom: '2020-10-17T08:00:00.5+08:00',
      validUntil: '2020-10-17T00:00:01Z',
      credentialStatus: {
        type: 'BitstringStatusListEntry',
        statusPurpose: 'revocation',
        statusListIndex: '94567',
        statusListCredential: 'https://example.org/status/1',
      },
      evidence: [{ type: ['DocumentVerification'], anything: 1 }],
      term: { of: 'somebody else' },
    };
    assert.deepEqual(pointersOf(VerifiableCredential, full), []);
  });

  const broken: Readonly<Record<string, readonly object[]>> = {
    '/@context': [{ '@context': [] }, { '@context': ['https://example.org/v1', baseContext] }],
    '/type': [{ type: ['Credential'] }, { type: undefined }],
    '/id': [{ id: null }, { id: 'no URL' }, { id: ['urn:a:1', 'urn:a:2'] }, { id: 'urn:a:1\n' }],
    '/issuer': [{ issuer: 'registry' }, { issuer: { name: 'Registry' } }, { issuer: null }],
    '/credentialSubject': [
      { credentialSubject: {} },
      { credentialSubject: [] },
      { credentialSubject: [{ id: 'did:example:alice' }, {}] },
    ],
    '/name': [{ name: { '@value': 'a', url: 'b' } }, { name: 1 }],
    '/validFrom': [{ validFrom: '2020-10-17' }, { validFrom: '2020-10-17T08:00:00' }],
    '/validUntil': [{ validFrom: '2020-10-18T00:00:00Z', validUntil: '2020-10-17T00:00:00Z' }],
    '/credentialStatus': [
      { credentialStatus: { id: 'urn:a:1' } },
      { credentialStatus: { type: 'BitstringStatusListEntry', statusPurpose: 'revocation' } },
    ],
    '/credentialSchema': [{ credentialSchema: { type: 'JsonSchema' } }],
    '/termsOfUse': [{ termsOfUse: { id: 'urn:a:1' } }],
    '/evidence': [{ evidence: [] }],
    '/refreshService': [{ refreshService: {} }],
    '/relatedResource': [
      { relatedResource: [baseContext] },
      { relatedResource: { id: baseContext } },
      {
        relatedResource: [
          { id: baseContext, digestSRI: 'sha256-a' },
          { id: baseContext, digestMultibase: 'ua' },
        ],
      },
    ],
  };
  for (const [pointer, cases] of Object.entries(broken)) {
    it(`is refused at ${pointer} where that breaks a rule`, () => {
      for (const changes of cases) {
        const found = pointersOf(VerifiableCredential, { ...credential, ...changes });
        assert.ok(found.length > 0, JSON.stringify(changes));
        for (const each of found) assert.ok(each.startsWith(pointer), `${each} of ${pointer}`);
      }
    });
  }
});

it('an envelope holds a data: URL and says that it is one', () => {
  const envelope = {
    '@context': baseContext,
    id: 'data:application/vc+jwt,a.b.c',
    type: 'EnvelopedVerifiableCredential',
  };
  assert.deepEqual(pointersOf(EnvelopedCredential, envelope), []);
  assert.ok(pointersOf(EnvelopedCredential, { ...envelope, id: 'a.b.c' }).includes('/id'));
  const [pointer] = pointersOf(EnvelopedCredential, { ...envelope, '@context': [] });
  assert.equal(pointer, '/@context');
  assert.deepEqual(pointersOf(EnvelopedCredential, { ...envelope, type: 'Other' }), ['/type']);
});

it('a presentation shows credentials as objects', () => {
  const presentation = { '@context': [baseContext], type: 'VerifiablePresentation' };
  assert.deepEqual(pointersOf(VerifiablePresentation, presentation), []);
  for (const [name, value] of [
    ['verifiableCredential', 'a.b.c'],
    ['verifiableCredential', [{}]],
    ['holder', 'Alice'],
    ['type', 'VerifiableCredential'],
  ] as const) {
    const [pointer] = pointersOf(VerifiablePresentation, { ...presentation, [name]: value });
    assert.ok(pointer?.startsWith(`/${name}`), `${name}: ${pointer}`);
  }
});
