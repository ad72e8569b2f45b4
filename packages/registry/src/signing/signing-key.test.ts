import { exportSigningKey, generateSigningKey } from '@fupin/credential';
import assert from 'node:assert/strict';
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it, type TestContext } from 'node:test';
import { loadSigningKey, readSigningKey } from './signing-key.ts';

async function keyFile(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'fupin-key-'));
  t.after(() => rm(folder, { recursive: true }));
  return join(folder, 'data', 'signing-key.json');
}

it('makes a key once, in a file that only its owner may read', async (t) => {
  const file = await keyFile(t);
  const first = await loadSigningKey(file);
  const second = await loadSigningKey(file);
  assert.equal(first.isNew, true);
  assert.equal(second.isNew, false);
  assert.equal(second.signingKey.kid, first.signingKey.kid);
  assert.equal((await stat(file)).mode & 0o777, 0o600);
});

it('refuses a file that others may read', async (t) => {
  const file = await keyFile(t);
  await loadSigningKey(file);
  await chmod(file, 0o640);
  await assert.rejects(loadSigningKey(file), {
    code: 'signingKey',
    message: /mode 640.*chmod 600/s,
  });
});

it('reads a key from its text', async () => {
  const given = await generateSigningKey();
  const jwk = JSON.stringify(await exportSigningKey(given));
  assert.equal((await readSigningKey(jwk, 'FUPIN_SIGNING_KEY')).kid, given.kid);
});

it('refuses what is no key and does not repeat it', async (t) => {
  const file = await keyFile(t);
  await loadSigningKey(file);
  const { d, ...publicPart } = JSON.parse(await readFile(file, 'utf8')) as Record<string, string>;
  for (const text of ['no JSON', '{}', JSON.stringify(publicPart)]) {
    await writeFile(file, text);
    const refusal = await loadSigningKey(file).then(
      () => undefined,
      (error: Error) => error,
    );
    assert.match(refusal?.message ?? '', /no usable signing key/);
    assert.ok(!refusal?.message.includes(d!));
  }
});
