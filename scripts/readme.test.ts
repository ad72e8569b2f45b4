import assert from 'node:assert/strict';
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { promisify } from 'node:util';
import { root } from './command.ts';
import { freePort } from './free-port.ts';

const readme = readFileSync(path.join(root, 'README.md'), 'utf8');
const blocks = [...readme.matchAll(/```(\w+)\n(.*?)```/gs)].map(([, language, code = '']) => ({
  language,
  code,
}));
const sources = ['--conditions=@fupin/source'];
const cli = path.join(root, 'packages/registry/src/cli.ts');
const run = promisify(execFile);

describe('the README', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'fupin-readme-'));
  const dataFolder = path.join(folder, 'data');
  let registry: ChildProcess | undefined;
  let address = '';

  before(async () => {
    const port = await freePort();
    address = `http://127.0.0.1:${port}`;
    const env = { ...process.env, FUPIN_DATA_DIR: dataFolder, FUPIN_REGISTRY_PORT: String(port) };
    await run(process.execPath, [...sources, cli, 'seed'], { env });
    registry = spawn(process.execPath, [...sources, cli, 'serve'], { env, stdio: 'ignore' });
    await answering(address);
  });

  after(async () => {
    if (registry?.exitCode === null) {
      registry.kill();
      await once(registry, 'exit');
    }
    rmSync(folder, { recursive: true, force: true });
  });

  const examples = blocks.filter(({ language }) => language === 'ts');

  test('has an example of the client and one of the outbox', () => {
    assert.equal(examples.length, 2);
    assert.match(examples[0]!.code, /createClient/);
    assert.match(examples[1]!.code, /createOutbox/);
  });

  test('lists certified products with its example of the client', async () => {
    const lines = (await execute(examples[0]!.code)).trim().split('\n');
    assert.ok(lines.length >= 10, `${lines.length} products`);
    for (const line of lines) assert.match(line, /^\S.* \S+ \d+$/);
  });

  test('gets a receipt with its example of the outbox', async () => {
    assert.match(await execute(examples[1]!.code), /^rct_[\w-]+\n$/);
  });

  test('names only files that are there', () => {
    const links = [...readme.matchAll(/\]\(([^)#:]+)\)/g)].map(([, link = '']) => link);
    assert.ok(links.length > 8);
    assert.deepEqual(
      links.filter((link) => !existsSync(path.join(root, link))),
      [],
    );
  });

  async function execute(example: string): Promise<string> {
    const keys = readJson('demo-keys.json');
    const code = example
      .replaceAll('https://registry.example', address)
      .replaceAll('sk_…', keys['operator'] ?? '')
      .replaceAll('out_…', readJson('demo.json')['outletId'] ?? '')
      .replaceAll("'sales-queue'", JSON.stringify(path.join(folder, 'sales-queue')));
    const { stdout } = await run(
      process.execPath,
      [...sources, '--input-type=module-typescript', '--eval', code],
      { cwd: root, timeout: 60_000 },
    );
    return stdout;
  }

  function readJson(name: string): Readonly<Record<string, string>> {
    return JSON.parse(readFileSync(path.join(dataFolder, name), 'utf8')) as Record<string, string>;
  }
});

async function answering(address: string): Promise<void> {
  const deadline = Date.now() + 30_000;
  for (;;) {
    try {
      await fetch(address);
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
