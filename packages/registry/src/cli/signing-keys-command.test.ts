import assert from 'node:assert/strict';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { createKeyRing, newKeyRing, readKeyRing } from '../signing/key-ring.ts';
import { readKeySet } from '../signing/key-set-token.ts';
import { loadKeys, type KeyPlaces } from '../signing/load-keys.ts';
import { runCli } from './run-cli.ts';

const publicUrl = 'https://registry.example';

/** A data folder with a key ring, a root key elsewhere, and the program to run on them. */
async function ceremony(t: TestContext) {
  const folder = await mkdtemp(join(tmpdir(), 'fupin-ceremony-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const data = join(folder, 'data');
  const places: KeyPlaces = {
    publicUrl,
    keyRingFile: join(data, 'key-ring.json'),
    keySetFile: join(data, 'key-set.jwt'),
    rootKeyFile: join(data, 'root-key.json'),
  };
  await createKeyRing(places.keyRingFile, await newKeyRing(new Date(Date.now() - 86_400_000 * 9)));
  const run = async (...parameters: readonly string[]) => {
    const out: string[] = [];
    const errors: string[] = [];
    const code = await runCli(
      parameters,
      { FUPIN_DATA_DIR: data, FUPIN_PUBLIC_URL: publicUrl },
      { out: (line) => out.push(line), error: (line) => errors.push(line) },
    );
    return { code, out: out.join('\n'), error: errors.join('\n') };
  };
  const done = async (...parameters: readonly string[]) => {
    const { code, out, error } = await run(...parameters);
    assert.equal(code, 0, error);
    return out;
  };
  const offline = join(folder, 'usb', 'root-key.json');
  /** Takes the public keys to the root key and brings the signed key set back. */
  const signAndInstall = async () => {
    const [keys, keySet] = [join(folder, 'keys.json'), join(folder, 'key-set.jwt')];
    await writeFile(keys, await done('signing-keys', 'list', '--json'));
    await writeFile(keySet, await done('root', 'sign-key-set', offline, '--keys', keys));
    return done('signing-keys', 'install', keySet);
  };
  return { folder, places, offline, run, done, signAndInstall };
}

describe('the ceremony of keys', () => {
  it('begins with a first key that signs at once, and makes no sandbox', async (t) => {
    const { places, offline, done, signAndInstall } = await ceremony(t);
    await rm(places.keyRingFile);
    const { kid } = JSON.parse(await done('signing-keys', 'create')) as { kid: string };
    await done('root', 'create', offline);
    await signAndInstall();
    const { keys, warnings } = await loadKeys(places, new Date());
    assert.equal(keys.signingKey.kid, kid);
    assert.deepEqual(warnings, []);
    await assert.rejects(stat(places.rootKeyFile), { code: 'ENOENT' });
  });

  it('goes from a root key offline to a key that is rotated and retired', async (t) => {
    const { places, offline, run, done, signAndInstall } = await ceremony(t);
    const thumbprint = await done('root', 'create', offline);
    await signAndInstall();
    const first = (await loadKeys(places, new Date())).keys;
    const { rootKeyId, exp, iat } = await readKeySet(first.signedKeySet!, 'the key set');
    assert.equal(rootKeyId, thumbprint);
    assert.equal(exp - iat, 90 * 86_400);

    const { kid, d } = JSON.parse(await done('signing-keys', 'create')) as Record<string, string>;
    assert.equal(d, undefined, 'prints no private part');
    const tooEarly = await run('signing-keys', 'activate', kid!);
    assert.match(tooEarly.error, /not in the installed key set/);
    await signAndInstall();
    assert.equal((await loadKeys(places, new Date())).keys.published.length, 2);
    const stillEarly = await run('signing-keys', 'activate', kid!);
    assert.match(stillEarly.error, /Expected: 24 hours/);
    await done('signing-keys', 'activate', kid!, '--now');
    assert.equal((await loadKeys(places, new Date())).keys.signingKey.kid, kid);

    const early = await run('signing-keys', 'retire', first.signingKey.kid);
    assert.match(early.error, /Expected: 24 hours/);
    await done('signing-keys', 'retire', first.signingKey.kid, '--now');
    await signAndInstall();
    const [retired, active] = (await loadKeys(places, new Date())).keys.published;
    assert.equal(retired?.kid, first.signingKey.kid);
    assert.ok(retired.exp! <= Date.now() / 1000);
    assert.equal(active?.exp, undefined);
    assert.match(
      await done('signing-keys', 'list'),
      new RegExp(`${first.signingKey.kid} +retired[^]*${kid} +active[^]*${thumbprint}`),
    );
    assert.ok(!('d' in (await readKeyRing(places.keyRingFile))!.keys[0]!.key));
  });

  it('installs no key set under which the registry’s own signatures would count for nothing', async (t) => {
    const { folder, offline, run, done } = await ceremony(t);
    const other = await ceremony(t);
    await done('root', 'create', offline);
    const keys = join(folder, 'keys.json');
    await writeFile(keys, await other.done('signing-keys', 'list', '--json'));
    const keySet = join(folder, 'other.jwt');
    await writeFile(keySet, await done('root', 'sign-key-set', offline, '--keys', keys));
    const { code, error } = await run('signing-keys', 'install', keySet);
    assert.equal(code, 1);
    assert.match(error, /is not in the signed key set/);
  });

  const wrongCalls: Readonly<Record<string, [string[], RegExp]>> = {
    'no action': [['signing-keys'], /expected create, list, install, activate, retire/],
    'a name that every object has': [['signing-keys', 'constructor'], /expected create/],
    'no key': [['signing-keys', 'activate'], /needs one KID/],
    'no root action': [['root', 'burn'], /expected create or sign-key-set/],
    'no keys to sign': [['root', 'sign-key-set', '/nowhere/root.json'], /needs --keys/],
    'no number of days': [
      ['root', 'sign-key-set', '/nowhere/root.json', '--keys', 'x', '--days', '0'],
      /--days is "0"/,
    ],
  };
  for (const [what, [parameters, message]] of Object.entries(wrongCalls)) {
    it(`ends with 2 and says what it expected of ${what}`, async (t) => {
      const { run } = await ceremony(t);
      const { code, error } = await run(...parameters);
      assert.equal(code, 2);
      assert.match(error, message);
    });
  }

  it('signs nothing but public keys, and makes no root key over another', async (t) => {
    const { places, offline, run, done } = await ceremony(t);
    await done('root', 'create', offline);
    assert.match((await run('root', 'create', offline)).error, /is there already/);
    const secret = await run('root', 'sign-key-set', offline, '--keys', places.keyRingFile);
    assert.match(secret.error, /holds no public keys/);
  });
});

it('serve --sandbox is refused on an address that others can reach', async () => {
  const errors: string[] = [];
  const code = await runCli(
    ['serve', '--sandbox'],
    { FUPIN_HOST: '0.0.0.0' },
    { out: () => {}, error: (line) => errors.push(line) },
  );
  assert.equal(code, 2);
  assert.match(errors.join(), /loopback address alone/);
});
