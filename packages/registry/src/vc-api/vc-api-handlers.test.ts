import { generateSigningKey } from '@fupin/credential';
import { verifyCertificate } from '@fupin/credential/verify';
import { baseContext, type CertificateBundle } from '@fupin/schema';
import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { createRegistry } from '../create-registry.ts';
import { createKey } from '../keys/key-store.ts';
import { fixedKey } from '../signing/registry-keys.ts';
import { databaseKinds, type DatabaseKind } from '../testing/databases.ts';
import { fillDirectory, sampleIds, testNow } from '../testing/sample-directory.ts';

const publicUrl = 'https://registry.example';
const issuer = 'did:web:registry.example:vc-api';
const [sqlite] = databaseKinds;
assert.ok(sqlite);

const credential = (changes: object = {}) => ({
  '@context': [baseContext],
  id: 'urn:uuid:3c1d6d5e-6f5a-4a0e-8a4f-1f2b3c4d5e6f',
  type: ['VerifiableCredential'],
  issuer,
  credentialSubject: { id: 'did:example:alice', name: 'Alice' },
  ...changes,
});
const proven = { type: 'DataIntegrityProof', cryptosuite: 'ecdsa-rdfc-2019' };

async function start(t: TestContext, { isOpen = true, kind = sqlite! } = {}) {
  const database = await kind.open(t);
  await fillDirectory(database);
  const registry = createRegistry({
    database,
    publicUrl,
    keys: fixedKey(await generateSigningKey()),
    vcApi: { signingKey: await generateSigningKey(), isOpen },
    clock: () => testNow,
  });
  const post = async (path: string, body: unknown, key?: string) => {
    const response = await registry.request(path, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(key !== undefined && { authorization: `Bearer ${key}` }),
      },
      body: JSON.stringify(body),
    });
    // eslint-disable-next-line @typescript-eslint/no-explicit-any
    return { status: response.status, body: (await response.json()) as any };
  };
  const get = async (path: string, accept = '*/*') => {
    const response = await registry.request(path, { headers: { accept } });
    assert.equal(response.status, 200, path);
    return response;
  };
  return {
    database,
    post,
    get,
    issue: (given: object, options?: object) =>
      post('/credentials/issue', { credential: given, options }),
    verify: (verifiableCredential: unknown) =>
      post('/credentials/verify', { verifiableCredential }),
    verifyVp: (verifiablePresentation: unknown) =>
      post('/presentations/verify', { verifiablePresentation }),
  };
}

describe('POST /credentials/issue', () => {
  for (const [securing, options] of Object.entries({ envelope: undefined, proof: proven })) {
    it(`secures by ${securing} what POST /credentials/verify then verifies`, async (t) => {
      const { issue, verify } = await start(t);
      const issued = await issue(credential(), options);
      assert.equal(issued.status, 201, JSON.stringify(issued.body));
      const { status, body } = await verify(issued.body);
      assert.deepEqual([status, body.verified, body.errors], [200, true, []]);
    });
  }

  it('is for administrators where the registry is no sandbox', async (t) => {
    const { database, post } = await start(t, { isOpen: false });
    const keyOf = async (role: 'administrator' | 'supervisor') =>
      (await createKey(database, { kind: 'secret', label: '', role }, testNow)).secret;
    const body = { credential: credential() };
    assert.equal((await post('/credentials/issue', body)).status, 401);
    const supervisor = await keyOf('supervisor');
    assert.equal((await post('/credentials/issue', body, supervisor)).status, 403);
    const administrator = await keyOf('administrator');
    assert.equal((await post('/credentials/issue', body, administrator)).status, 201);
    assert.equal((await post('/presentations', { presentation: presentation() })).status, 401);
  });

  it('signs in no name but its own, and nothing that the registry itself issues', async (t) => {
    const { issue } = await start(t);
    const refused = [
      credential({ issuer: 'did:web:registry.example' }),
      credential({ issuer: { id: 'did:web:other.example' } }),
      credential({ type: ['VerifiableCredential', 'DigitalConformityCredential'] }),
      credential({ type: ['VerifiableCredential', `${publicUrl}/contexts/v1#BadgeCredential`] }),
      credential({ type: ['VerifiableCredential', 'BitstringStatusListCredential'] }),
    ];
    for (const given of refused) {
      const { status, body } = await issue(given);
      assert.equal(status, 400, JSON.stringify(given));
      assert.match(body.issues[0].pointer, /^\/credential\/(?:issuer|type)$/);
    }
  });

  it('says where a credential breaks the data model', async (t) => {
    const { issue } = await start(t);
    const broken: Readonly<Record<string, object>> = {
      '/credential/@context': { '@context': ['https://www.w3.org/ns/credentials/examples/v2'] },
      '/credential/validFrom': { validFrom: '2020-01-01' },
      '/credential/validUntil': {
        validFrom: '2020-01-02T00:00:00Z',
        validUntil: '2020-01-01T00:00:00Z',
      },
      '/credential/type': { type: ['Credential'] },
      '/credential': { type: ['VerifiableCredential', 'Unmapped'] },
    };
    for (const [pointer, changes] of Object.entries(broken)) {
      const { status, body } = await issue(credential(changes));
      assert.equal(status, 400, pointer);
      assert.equal(body.issues[0].pointer, pointer);
    }
  });

  it('loads no context from elsewhere', async (t) => {
    const { issue } = await start(t);
    const given = credential({ '@context': [baseContext, 'https://example.com/contexts/v1'] });
    const { status, body } = await issue(given);
    assert.equal(status, 400);
    assert.match(JSON.stringify(body), /not known here/);
  });
});

describe('POST /credentials/verify', () => {
  it('verifies the registry’s own certificate, and tells its status', async (t) => {
    const { get, verify } = await start(t);
    const token = async (name: 'tea' | 'potato') =>
      (await get(`/certificates/${sampleIds.certificate(name)}`, 'application/vc+jwt')).text();
    const valid = await verify(await token('tea'));
    assert.deepEqual([valid.status, valid.body.verified], [200, true], JSON.stringify(valid.body));
    const revoked = await verify(await token('potato'));
    assert.deepEqual([revoked.status, revoked.body.verified], [400, false]);
    assert.match(revoked.body.errors[0].type, /STATUS_VERIFICATION_ERROR$/);
  });

  it('verifies no token that is spelled or signed in another way', async (t) => {
    const { issue, verify } = await start(t);
    const { body } = await issue(credential());
    const token: string = body.id.split(',')[1];
    const [head, payload, signature] = token.split('.') as [string, string, string];
    const headWith = (changes: object) =>
      Buffer.from(
        JSON.stringify({ ...JSON.parse(Buffer.from(head, 'base64url').toString()), ...changes }),
      ).toString('base64url');
    const bytes = Buffer.from(signature, 'base64url');
    const altered = {
      padded: `${token}==`,
      spaced: `${head}.${payload} .${signature}`,
      'trailing bits': token.slice(0, -1) + (token.endsWith('A') ? 'B' : nextDigit(token)),
      'of 63 bytes': `${head}.${payload}.${bytes.subarray(0, 63).toString('base64url')}`,
      'of 65 bytes': `${head}.${payload}.${Buffer.concat([bytes, Buffer.of(0)]).toString('base64url')}`,
      'alg none': `${headWith({ alg: 'none' })}.${payload}.`,
      'another typ': `${headWith({ typ: 'JWT' })}.${payload}.${signature}`,
      crit: `${headWith({ crit: ['exp'] })}.${payload}.${signature}`,
      'another key': `${headWith({ kid: `${issuer}#multikey2` })}.${payload}.${signature}`,
      'four parts': `${token}.AAAA`,
    };
    for (const [what, given] of Object.entries(altered)) {
      const { status, body: answer } = await verify(given);
      assert.deepEqual([status, answer.verified], [400, false], what);
    }
  });

  it('refuses a claim that was changed within a proof', async (t) => {
    const { issue, verify } = await start(t);
    const { body } = await issue(credential(), proven);
    const changed = { ...body, credentialSubject: { ...body.credentialSubject, name: 'Mallory' } };
    const { body: answer } = await verify(changed);
    assert.equal(answer.verified, false);
    assert.match(answer.errors[0].type, /CRYPTOGRAPHIC_SECURITY_ERROR$/);
    const unsecured = await verify(credential());
    assert.equal(unsecured.body.verified, false);
  });

  it('refuses what is not valid yet or any more', async (t) => {
    const { issue, verify } = await start(t);
    for (const changes of [
      { validFrom: '2030-01-01T00:00:00Z' },
      { validUntil: '2020-01-01T00:00:00Z' },
    ]) {
      const { body } = await issue(credential(changes));
      const { body: answer } = await verify(body);
      assert.match(answer.errors[0].type, /RANGE_ERROR$/);
    }
  });
});

for (const kind of databaseKinds) {
  describe(`status of a credential for others on ${kind.name}`, () => {
    it('is in a list that has its own proof, and is revoked by its id', async (t) => {
      const { issue, verify, post, get } = await startOn(t, kind);
      const { body } = await issue(credential(), {
        ...proven,
        credentialStatus: { statusPurpose: 'revocation' },
      });
      const [entry] = body.credentialStatus;
      assert.match(entry.statusListIndex, /^\d+$/);
      assert.equal((await verify(body)).body.verified, true);
      const path = entry.statusListCredential.replace(publicUrl, '');
      assert.equal((await verify(await (await get(path, 'application/vc')).json())).status, 200);
      assert.equal((await verify(await (await get(path)).text())).status, 200);
      const revoked = await post('/credentials/status', {
        credentialId: body.id,
        credentialStatus: { statusPurpose: 'revocation' },
        status: true,
      });
      assert.equal(revoked.status, 200);
      assert.match((await verify(body)).body.errors[0].type, /STATUS_VERIFICATION_ERROR$/);
      const again = await issue(credential(), { credentialStatus: {} });
      assert.equal(again.status, 409);
    });
  });
}

const startOn = (t: TestContext, kind: DatabaseKind) => start(t, { kind });

function presentation(changes: object = {}) {
  return { '@context': [baseContext], type: ['VerifiablePresentation'], ...changes };
}

describe('POST /presentations', () => {
  it('signs what POST /presentations/verify then verifies, each credential by itself', async (t) => {
    const { issue, post, verifyVp } = await start(t);
    const good = (await issue(credential())).body;
    const late = (await issue(credential({ validUntil: '2020-01-01T00:00:00Z' }))).body;
    const show = async (verifiableCredential: readonly object[]) =>
      (await post('/presentations', { presentation: presentation({ verifiableCredential }) })).body;
    assert.equal((await verifyVp(await show([good]))).status, 200);
    const { status, body } = await verifyVp(await show([good, late]));
    assert.deepEqual([status, body.verified], [400, false]);
    assert.equal(body.presentationResult.verified, true, JSON.stringify(body));
    assert.deepEqual(
      body.credentialResults.map(({ verified }: { verified: boolean }) => verified),
      [true, false],
    );
    assert.equal((await verifyVp(presentation())).body.verified, false);
  });
});

it('nothing that is issued for others passes as a certificate of the registry', async (t) => {
  const { get, issue } = await start(t);
  const address = `/certificates/${sampleIds.certificate('tea')}/bundle`;
  const bundle = (await (await get(address)).json()) as CertificateBundle;
  const options = { issuer: 'did:web:registry.example', now: testNow };
  assert.equal((await verifyCertificate(bundle as never, options)).state, 'valid');
  const { body } = await issue(
    credential({ id: `${publicUrl}/certificates/${sampleIds.certificate('tea')}` }),
  );
  const forged = { ...bundle, certificate: body.id.split(',')[1] };
  assert.equal((await verifyCertificate(forged as never, options)).state, 'unverifiable');
});

function nextDigit(token: string): string {
  const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  // The last digit of 64 bytes carries four bits that count and two that must be zero.
  return digits.charAt(digits.indexOf(token.at(-1) ?? '') + 1);
}
