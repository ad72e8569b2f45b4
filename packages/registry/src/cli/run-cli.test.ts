import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { openDatabase } from '../database/open-database.ts';
import { csvText, fileRow, writeFile as writeDirectory } from '../testing/directory-file.ts';
import { runCli } from './run-cli.ts';

/** Runs the program on a data folder of its own; answers with exit code and what it wrote. */
async function program(t: TestContext, environment: NodeJS.ProcessEnv = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'fupin-cli-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const run = async (...parameters: readonly string[]) => {
    const out: string[] = [];
    const errors: string[] = [];
    const code = await runCli(
      parameters,
      { FUPIN_DATA_DIR: folder, ...environment },
      { out: (line) => out.push(line), error: (line) => errors.push(line) },
    );
    const error = errors.join('\n');
    assert.doesNotMatch(error, /^\s+at /m, 'prints no stack');
    return { code, out: out.join('\n'), error };
  };
  return { folder, run };
}

describe('fupin-registry', () => {
  it('says what it can do, for itself and for every command', async (t) => {
    const { run } = await program(t);
    const help = await run('--help');
    assert.equal(help.code, 0);
    for (const command of ['serve', 'migrate', 'seed', 'import', 'keys', 'signing-keys', 'root']) {
      assert.match(help.out, new RegExp(`^  ${command} `, 'm'));
      const { code, out } = await run(command, '--help');
      assert.equal(code, 0, command);
      assert.match(out, new RegExp(`^Usage: fupin-registry ${command}`));
      assert.match(out, /FUPIN_DATA_DIR/);
    }
  });

  const wrongCalls: Readonly<Record<string, [string[], RegExp]>> = {
    'no command': [[], /Usage: fupin-registry COMMAND/],
    'an unknown command': [['sell'], /no command "sell"\. Expected: serve, migrate/],
    'an unknown option': [['serve', '--port', '1'], /Unknown option '--port'/],
    'a name that every object has': [['constructor'], /no command "constructor"/],
    'no file': [['import'], /needs one file/],
    'an origin with a path': [
      ['seed', '--origin', 'http://shop.example/'],
      /without a slash at the end/,
    ],
    'no role': [['keys', 'create'], /--role is missing\. Expected one of: publishable, supplier/],
    'an operator without name': [['keys', 'create', '--role', 'operator'], /needs --operator/],
    'a publishable key without origin': [
      ['keys', 'create', '--role', 'publishable'],
      /needs --origin/,
    ],
    'an option of another role': [
      ['keys', 'create', '--role', 'buyer', '--division', '520000'],
      /--division goes with --role certifier or supervisor, not with buyer/,
    ],
  };
  for (const [what, [parameters, message]] of Object.entries(wrongCalls)) {
    it(`ends with 2 and says what it expected of ${what}`, async (t) => {
      const { run } = await program(t);
      const { code, error } = await run(...parameters);
      assert.equal(code, 2);
      assert.match(error, message);
    });
  }

  const wrongSettings: Readonly<Record<string, [NodeJS.ProcessEnv, RegExp]>> = {
    'a port that is none': [{ FUPIN_REGISTRY_PORT: '80a' }, /FUPIN_REGISTRY_PORT is "80a"/],
    'a public address with a path': [
      { FUPIN_PUBLIC_URL: 'https://x.example/y' },
      /FUPIN_PUBLIC_URL is/,
    ],
    'proxies without number': [{ FUPIN_PROXIES: 'nginx' }, /FUPIN_PROXIES is "nginx"/],
    'another kind of database': [{ DATABASE_URL: 'mysql://x' }, /no PostgreSQL address/],
    'a server that is not there': [
      { DATABASE_URL: 'postgres://u:secret@127.0.0.1:1/x' },
      /^(?!.*secret).*postgres:\/\/u@127\.0\.0\.1:1\/x can't be opened: .*ECONNREFUSED/s,
    ],
    'a folder that can’t be made': [
      { FUPIN_DATA_DIR: '/dev/null/x' },
      /can't be opened: .*FUPIN_DATA_DIR/s,
    ],
  };
  for (const [what, [environment, message]] of Object.entries(wrongSettings)) {
    it(`ends with 1 and says what it expected of ${what}`, async (t) => {
      const { run } = await program(t, environment);
      const { code, error } = await run('migrate');
      assert.equal(code, 1);
      assert.match(error, message);
    });
  }
});

describe('fupin-registry serve', () => {
  it('says so where the database is in use', async (t) => {
    const { folder, run } = await program(t);
    const database = await openDatabase(join(folder, 'registry.db'));
    t.after(() => database.close());
    const { code, error } = await run('serve');
    assert.equal(code, 1);
    assert.match(error, /in use by another registry process/);
  });

  it('says so where the port is in use', async (t) => {
    const other = createServer().listen(0, '127.0.0.1');
    t.after(() => other.close());
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as AddressInfo;
    const { run } = await program(t, { FUPIN_REGISTRY_PORT: String(port) });
    const { code, error } = await run('serve');
    assert.equal(code, 1);
    assert.match(error, new RegExp(`Port ${port} on 127\\.0\\.0\\.1 is in use`));
    assert.match(error, /SANDBOX KEYS/);
  });

  it('refuses a database file that is none', async (t) => {
    const { folder, run } = await program(t);
    await writeFile(
      join(folder, 'registry.db'),
      'this is no database, however long it may be.'.repeat(50),
    );
    const { code, error } = await run('serve');
    assert.equal(code, 1);
    assert.match(error, /can't be opened: .*Expected: a SQLite file/s);
  });
});

describe('fupin-registry keys', () => {
  it('makes a key that is printed once, lists it and ends it', async (t) => {
    const { run } = await program(t);
    const made = await run('keys', 'create', '--role', 'operator', '--operator', '禾邻超市');
    assert.match(made.out, /^sk_[\w-]{43}$/);
    const list = await run('keys', 'list');
    assert.ok(!list.out.includes(made.out));
    const [keyId = ''] = /key_\w+/.exec(list.out) ?? [];
    assert.match(list.out, /operator +in force/);
    assert.equal((await run('keys', 'revoke', keyId)).code, 0);
    assert.match((await run('keys', 'list')).out, /operator +revoked/);
    const again = await run('keys', 'revoke', keyId);
    assert.equal(again.code, 1);
    assert.match(again.error, /No key .* is in force/);
  });
});

describe('fupin-registry import', () => {
  it('counts what it did, and ends with 1 where rows were refused', async (t) => {
    const { run } = await program(t);
    const good = writeDirectory(t, csvText([fileRow(1), fileRow(2)]));
    const first = await run('import', good);
    assert.equal(first.code, 0, first.error);
    assert.match(first.out, /2 rows\. New 2, updated 0, unchanged 0, refused 0\./);
    const bad = writeDirectory(t, csvText([fileRow(1), fileRow(3, { uscc: '1' })]));
    const second = await run('import', bad);
    assert.equal(second.code, 1);
    assert.match(second.out, /New 0, updated 0, unchanged 1, refused 1\./);
    assert.ok(second.out.includes(`${bad}.errors.csv`));
  });
});
