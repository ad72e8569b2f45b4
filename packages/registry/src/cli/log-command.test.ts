import { generateSigningKey } from '@fupin/credential';
import { serve } from '@hono/node-server';
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { createRegistry } from '../create-registry.ts';
import { fixedKey } from '../signing/registry-keys.ts';
import { databaseKinds } from '../testing/databases.ts';
import { logWorkerOver, testLogKey } from '../testing/log-under-test.ts';
import { fillDirectory } from '../testing/sample-directory.ts';
import { runCli } from './run-cli.ts';

async function run(...parameters: readonly string[]) {
  const out: string[] = [];
  const errors: string[] = [];
  const code = await runCli(
    parameters,
    {},
    { out: (line) => out.push(line), error: (line) => errors.push(line) },
  );
  return { code, out: out.join('\n'), error: errors.join('\n') };
}

/** A registry on loopback with a log. */
async function served(t: TestContext) {
  const database = await databaseKinds[0]!.open(t);
  await fillDirectory(database);
  const keys = fixedKey(await generateSigningKey());
  const worker = logWorkerOver(database, { keys });
  await worker.turn();
  const { fetch } = createRegistry({ database, publicUrl: 'https://registry.example', keys });
  const server = serve({ fetch, port: 0, hostname: '127.0.0.1' });
  t.after(() => server.close());
  await new Promise((resolve) => server.once('listening', resolve));
  return { database, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

describe('fupin-registry log verify', () => {
  it('ends with 0 where all is right, and keeps the checkpoint for the next time', async (t) => {
    const folder = await mkdtemp(join(tmpdir(), 'fupin-log-'));
    t.after(() => rm(folder, { recursive: true }));
    const file = join(folder, 'checkpoint');
    const { url } = await served(t);
    const first = await run('log', 'verify', '--url', url, '--save', file);
    assert.equal(first.code, 0, first.error);
    assert.match(first.out, /is right: \d+ entries/);
    assert.match(first.out, /next time give --vkey 'registry\.example\/log\+/);
    assert.match(await readFile(file, 'utf8'), /^registry\.example\/log\n\d+\n/);
    const again = ['--vkey', testLogKey.verifierKey, '--from', file];
    const second = await run('log', 'verify', '--url', `${url}/`, ...again);
    assert.equal(second.code, 0, second.error);
    assert.match(second.out, /begins with the \d+ entries of the earlier checkpoint/);
    assert.doesNotMatch(second.out, /next time/);
  });

  it('ends with 1 and names the place where something is wrong', async (t) => {
    const { database, url } = await served(t);
    await database.db.deleteFrom('logTile').execute();
    const { code, error } = await run('log', 'verify', '--url', url);
    assert.equal(code, 1);
    assert.match(error, /^WRONG: \/log\/tile\/0\/000\.p\/\d+: is not served/);
  });

  it('ends with 3 where nothing can be fetched', async () => {
    const { code, error } = await run('log', 'verify', '--url', 'http://127.0.0.1:1');
    assert.equal(code, 3);
    assert.match(error, /^Nothing can be said: .*ECONNREFUSED|bad port/);
  });

  for (const parameters of [
    [],
    ['prove'],
    ['verify'],
    ['verify', '--url', 'registry.example'],
    ['verify', '--url', 'http://127.0.0.1:1', '--from', '/no/such/file'],
  ]) {
    it(`ends with 2 when called as log ${parameters.join(' ')}`, async () => {
      assert.equal((await run('log', ...parameters)).code, 2);
    });
  }
});
