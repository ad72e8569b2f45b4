import { exportSigningKey, generateSigningKey, signKeySet } from '@fupin/credential';
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it, type TestContext } from 'node:test';
import { readKeyRing, replaceKeyRing, withActiveKey, withNextKey } from './key-ring.ts';
import { readKeySet } from './key-set-token.ts';
import { loadKeys, type KeyPlaces } from './load-keys.ts';

const now = new Date('2026-06-01T00:00:00Z');
const inDays = (days: number) => new Date(now.getTime() + days * 86_400_000);
const seconds = (at: Date) => at.getTime() / 1000;
const issuer = 'did:web:registry.example';

async function places(t: TestContext): Promise<KeyPlaces> {
  const folder = await mkdtemp(join(tmpdir(), 'fupin-keys-'));
  t.after(() => rm(folder, { recursive: true }));
  return {
    publicUrl: 'https://registry.example',
    keyRingFile: join(folder, 'key-ring.json'),
    keySetFile: join(folder, 'key-set.jwt'),
    rootKeyFile: join(folder, 'root-key.json'),
  };
}

/** A signing key and a key set of it, as production gives them in the environment. */
async function production(t: TestContext, { iss = issuer, exp = inDays(90), key = {} } = {}) {
  const root = await generateSigningKey();
  const signingKey = await generateSigningKey();
  const keys = [{ ...signingKey.publicJwk, ...key }];
  const keySet = { issuer: iss, validFrom: now, validUntil: exp, keys };
  return {
    ...(await places(t)),
    signingKeyJwk: JSON.stringify(await exportSigningKey(signingKey)),
    keySetToken: await signKeySet(keySet, root),
  };
}

it('makes a sandbox once, which signs its own key set and says so loudly', async (t) => {
  const at = await places(t);
  const first = await loadKeys(at, now);
  assert.match(first.warnings.join(), /SANDBOX KEYS.*root key.*offline/s);
  const again = await loadKeys(at, inDays(1));
  assert.deepEqual(again.warnings, []);
  assert.equal(again.keys.signedKeySet, first.keys.signedKeySet);
  const keySet = await readKeySet(first.keys.signedKeySet!, 'the key set');
  assert.equal(keySet.iss, issuer);
  assert.deepEqual(keySet.keys, first.keys.published);
});

it('signs the key set of a sandbox anew after a rotation and before it expires', async (t) => {
  const at = await places(t);
  const first = await loadKeys(at, now);
  const ring = await withNextKey((await readKeyRing(at.keyRingFile))!, inDays(1));
  await replaceKeyRing(at.keyRingFile, ring);
  const published = await loadKeys(at, inDays(1));
  assert.equal(published.keys.published.length, 2);
  assert.equal(published.keys.signingKey.kid, first.keys.signingKey.kid);
  const next = ring.keys[1]!.key.kid;
  await replaceKeyRing(at.keyRingFile, withActiveKey(ring, next, inDays(2)));
  assert.equal((await loadKeys(at, inDays(2))).keys.signingKey.kid, next);
  const late = await loadKeys(at, inDays(360));
  const { exp } = await readKeySet(late.keys.signedKeySet!, 'the key set');
  assert.ok(exp > seconds(inDays(600)));
});

it('publishes what the root key signed, with the key of the environment', async (t) => {
  const at = await production(t);
  const { keys, warnings } = await loadKeys(at, now);
  assert.deepEqual(warnings, []);
  assert.equal(keys.signedKeySet, at.keySetToken);
  assert.deepEqual(
    keys.published.map(({ kid }) => kid),
    [keys.signingKey.kid],
  );
});

it('warns days before the key set expires, and after', async (t) => {
  const at = await production(t);
  assert.match((await loadKeys(at, inDays(80))).warnings.join(), /EXPIRES.*in 10 days/);
  assert.match((await loadKeys(at, inDays(91))).warnings.join(), /EXPIRED/);
});

it('refuses a key set that would make others refuse what is signed', async (t) => {
  const foreign = await production(t, { iss: 'did:web:other.example' });
  await assert.rejects(loadKeys(foreign, now), { message: /is of did:web:other\.example/ });
  const retired = await production(t, { key: { exp: seconds(inDays(-1)) } });
  await assert.rejects(loadKeys(retired, now), { message: /is retired in the signed key set/ });
  const { keySetToken } = await production(t);
  const unlisted = { ...(await production(t)), keySetToken };
  await assert.rejects(loadKeys(unlisted, now), { message: /is not in the signed key set/ });
});

it('refuses a key set whose signature is not the root key’s', async (t) => {
  const at = await production(t);
  const [head, body, signature] = at.keySetToken.split('.') as [string, string, string];
  const { kid, jwk } = JSON.parse(Buffer.from(head, 'base64url').toString()) as Record<
    string,
    unknown
  >;
  const unsigned = Buffer.from(
    JSON.stringify({ alg: 'none', typ: 'jwk-set+jwt', kid, jwk }),
  ).toString('base64url');
  const changed = Buffer.from(body, 'base64url').toString().replace('"exp":1', '"exp":9');
  const forgeries = [
    `${head}.${Buffer.from(changed).toString('base64url')}.${signature}`,
    `${unsigned}.${body}.`,
    `${head}.${body}.${signature.slice(0, -4)}AAAA`,
    `${head}.${body}.${signature}.${signature}`,
    'no token',
  ];
  for (const keySetToken of forgeries) {
    const refusal = loadKeys({ ...at, keySetToken }, now);
    await assert.rejects(refusal, { message: /holds no signed key set/ }, keySetToken.slice(-20));
  }
});

it('goes on without a root key, and says that nobody can pin one', async (t) => {
  const { keySetToken: _, ...at } = await production(t);
  const { keys, warnings } = await loadKeys(at, now);
  assert.equal(keys.signedKeySet, undefined);
  assert.match(warnings.join(), /nobody can pin/);
  await writeFile(at.keySetFile, 'x');
  await assert.rejects(loadKeys(at, now), { message: /holds no signed key set/ });
});
