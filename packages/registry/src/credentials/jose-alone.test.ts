import { generateSigningKey, signKeySet } from '@fupin/credential';
import { serve } from '@hono/node-server';
import {
  calculateJwkThumbprint,
  compactVerify,
  createLocalJWKSet,
  createRemoteJWKSet,
  EmbeddedJWK,
  importJWK,
  type JSONWebKeySet,
  type JWK,
  type JWSHeaderParameters,
} from 'jose';
import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { it, type TestContext } from 'node:test';
import { createRegistry } from '../create-registry.ts';
import { badgeIdOf } from '../outlets/listing-store.ts';
import { databaseKinds } from '../testing/databases.ts';
import { fillDirectory, sampleIds, sampleOrigin, testNow } from '../testing/sample-directory.ts';

const [sqlite] = databaseKinds;
assert.ok(sqlite);
const publicUrl = 'https://registry.example';
const issuer = 'did:web:registry.example';

/** Serves a registry whose root key signed its key set; answers with its address and the root key's thumbprint. */
async function served(t: TestContext) {
  const database = await sqlite!.open(t);
  await fillDirectory(database);
  const [root, signingKey] = [await generateSigningKey(), await generateSigningKey()];
  const former = await generateSigningKey();
  const iat = testNow.getTime() / 1000;
  const published = [{ ...former.publicJwk, exp: iat - 60 }, signingKey.publicJwk];
  const signedKeySet = await signKeySet(
    {
      issuer,
      validFrom: testNow,
      validUntil: new Date(testNow.getTime() + 86_400_000),
      keys: published,
    },
    root,
  );
  const { fetch } = createRegistry({
    database,
    publicUrl,
    keys: () => ({ signingKey, published, signedKeySet }),
    clock: () => testNow,
  });
  const server = serve({ fetch, port: 0, hostname: '127.0.0.1' }) as Server;
  if (!server.listening) await once(server, 'listening');
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, rootKeyId: root.kid };
}

async function textAt(url: string, accept = 'application/vc+jwt'): Promise<string> {
  const response = await fetch(url, { headers: { accept } });
  assert.equal(response.status, 200, url);
  assert.match(response.headers.get('vary') ?? '', /\bAccept\b/);
  assert.equal(response.headers.get('content-type'), accept);
  return response.text();
}

const claimsOf = (payload: Uint8Array) =>
  JSON.parse(new TextDecoder().decode(payload)) as Record<string, never>;
const addresses = (url: string) => ({
  certificate: `${url}/certificates/${sampleIds.certificate('tea')}`,
  badge: `${url}/badges/${badgeIdOf(sampleIds.outlet, sampleIds.product('tea'))}`,
  'status list': `${url}/status/stl_revocation1`,
});
const options = { algorithms: ['ES256'] };

for (const [what, pathOf] of Object.entries({
  certificate: ['type', 'DigitalConformityCredential'],
  badge: ['type', 'BadgeCredential'],
  'status list': ['type', 'BitstringStatusListCredential'],
} as const)) {
  it(`jose alone verifies a ${what} with the key that its kid names in jwks.json`, async (t) => {
    const { url } = await served(t);
    const token = await textAt(addresses(url)[what as keyof ReturnType<typeof addresses>]);
    const keys = createRemoteJWKSet(new URL(`${url}/.well-known/jwks.json`));
    const { payload, protectedHeader } = await compactVerify(token, keys, options);
    assert.equal(protectedHeader.typ, 'vc+jwt');
    const claims = claimsOf(payload) as unknown as {
      type: string[];
      issuer: string | { id: string };
    };
    assert.ok(claims[pathOf[0]].includes(pathOf[1]));
    assert.equal(typeof claims.issuer === 'string' ? claims.issuer : claims.issuer.id, issuer);
  });

  it(`jose alone verifies a ${what} with the key that did.json asserts with`, async (t) => {
    const { url } = await served(t);
    const token = await textAt(addresses(url)[what as keyof ReturnType<typeof addresses>]);
    const response = await fetch(`${url}/.well-known/did.json`);
    const document = (await response.json()) as {
      id: string;
      verificationMethod: { id: string; publicKeyJwk: JWK }[];
      assertionMethod: string[];
    };
    assert.equal(document.id, issuer);
    const { protectedHeader } = await compactVerify(
      token,
      (header: JWSHeaderParameters) => {
        const method = document.verificationMethod.find(
          ({ id }) => id === `${issuer}#${header.kid}`,
        );
        assert.ok(method && document.assertionMethod.includes(method.id));
        return importJWK(method.publicKeyJwk, header.alg);
      },
      options,
    );
    assert.equal(document.verificationMethod.length, 1);
    assert.deepEqual(document.assertionMethod, [`${issuer}#${protectedHeader.kid}`]);
  });

  it(`gives the payload of a ${what} as application/vc, and of nothing else`, async (t) => {
    const { url } = await served(t);
    const address = addresses(url)[what as keyof ReturnType<typeof addresses>];
    const [, payload = ''] = (await textAt(address)).split('.');
    const text = Buffer.from(payload, 'base64url').toString();
    for (const accept of ['application/vc', 'application/ld+json', 'application/json']) {
      assert.equal(await textAt(address, accept), text);
    }
    const refused = await fetch(address, { headers: { accept: 'image/png' } });
    assert.equal(refused.status, 406);
  });
}

it('jose alone verifies the signed key set by the pinned thumbprint, and a badge with a key of it', async (t) => {
  const { url, rootKeyId } = await served(t);
  const response = await fetch(`${url}/.well-known/jwks.jwt`);
  assert.equal(response.headers.get('content-type'), 'application/jwk-set+jwt');
  const { payload, protectedHeader } = await compactVerify(
    await response.text(),
    EmbeddedJWK,
    options,
  );
  assert.equal(protectedHeader.typ, 'jwk-set+jwt');
  assert.equal(await calculateJwkThumbprint(protectedHeader.jwk!), rootKeyId);
  const keySet = claimsOf(payload) as unknown as JSONWebKeySet & { iss: string; exp: number };
  assert.equal(keySet.iss, issuer);
  assert.ok(keySet.exp > testNow.getTime() / 1000);
  const unsigned = (await (await fetch(`${url}/.well-known/jwks.json`)).json()) as JSONWebKeySet;
  assert.deepEqual(unsigned.keys, keySet.keys.slice(1), 'all but the retired one');
  const badge = await textAt(addresses(url).badge);
  const verified = await compactVerify(badge, createLocalJWKSet(keySet), options);
  const { credentialSubject } = claimsOf(verified.payload) as unknown as {
    credentialSubject: { licences?: unknown; origins?: string[] };
  };
  assert.ok(JSON.stringify(credentialSubject).includes(sampleOrigin));
});

it('a status list read with jose and zlib alone tells that the certificate is not revoked', async (t) => {
  const { url } = await served(t);
  const keys = createRemoteJWKSet(new URL(`${url}/.well-known/jwks.json`));
  const open = async (address: string) =>
    claimsOf((await compactVerify(await textAt(address), keys, options)).payload);
  const { credentialStatus } = (await open(addresses(url).certificate)) as unknown as {
    credentialStatus: {
      statusPurpose: string;
      statusListIndex: string;
      statusListCredential: string;
    }[];
  };
  for (const entry of credentialStatus) {
    const list = (await open(entry.statusListCredential.replace(publicUrl, url))) as unknown as {
      id: string;
      credentialSubject: { encodedList: string; statusPurpose: string };
    };
    assert.equal(list.id, entry.statusListCredential);
    assert.equal(list.credentialSubject.statusPurpose, entry.statusPurpose);
    const bits = gunzipSync(Buffer.from(list.credentialSubject.encodedList.slice(1), 'base64url'));
    const index = Number(entry.statusListIndex);
    assert.equal((bits[index >> 3]! >> (7 - (index & 7))) & 1, 0);
    assert.ok(bits.length * 8 >= 131_072);
  }
});
