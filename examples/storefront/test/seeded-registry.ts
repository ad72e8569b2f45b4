import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { TestContext } from 'node:test';

const cli = path.resolve(import.meta.dirname, '../../../packages/registry/src/cli.ts');

/** What seeding wrote of the shop's place in the registry. */
export interface SeededDemo {
  readonly outletId: string;
  readonly badges: Readonly<
    Record<
      'valid' | 'expired' | 'suspended' | 'revoked',
      { readonly badgeId: string; readonly certificateId: string; readonly sku: string }
    >
  >;
}

/** A registry with the demo, in a process of its own that can be killed and started again. */
export interface SeededRegistry {
  readonly url: string;
  /** Folder that goes when the test ends. */
  readonly folder: string;
  readonly demo: SeededDemo;
  readonly keys: Readonly<Record<string, string>>;
  start(): Promise<void>;
  /** Sends a signal and waits for the end; resolves with the exit status, null where the signal ended it. */
  stop(signal: NodeJS.Signals): Promise<number | null>;
}

/** Seeds a registry that licenses an origin, and starts it on a free port; it goes when the test ends. */
export async function seededRegistry(t: TestContext, origin: string): Promise<SeededRegistry> {
  const folder = await mkdtemp(path.join(tmpdir(), 'fupin-storefront-'));
  const port = await freePort();
  const env = {
    ...process.env,
    FUPIN_DATA_DIR: folder,
    FUPIN_REGISTRY_PORT: String(port),
    FUPIN_PUBLIC_URL: '',
    DATABASE_URL: '',
  };
  const run = (...parameters: readonly string[]) =>
    spawn(process.execPath, ['--conditions=@fupin/source', cli, ...parameters], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  let child: ChildProcess | undefined;
  t.after(async () => {
    if (child?.exitCode === null && child.signalCode === null) {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    await rm(folder, { recursive: true, force: true });
  });

  const [status] = (await once(run('seed', '--origin', origin), 'exit')) as [number | null];
  if (status !== 0) throw new Error(`seeding ended with status ${status}`);
  const read = async (name: string): Promise<unknown> =>
    JSON.parse(await readFile(path.join(folder, name), 'utf8'));

  const registry: SeededRegistry = {
    url: `http://127.0.0.1:${port}`,
    folder,
    demo: (await read('demo.json')) as SeededDemo,
    keys: (await read('demo-keys.json')) as Record<string, string>,
    async start() {
      const started = run('serve');
      child = started;
      let said = '';
      started.stderr.on('data', (text: Buffer) => (said += text.toString()));
      for await (const line of createInterface({ input: started.stdout })) {
        if (line.includes('answers at')) return;
      }
      throw new Error(`the registry ended before it answered: ${said}`);
    },
    async stop(signal) {
      if (!child) throw new Error('the registry was not started');
      const ended = once(child, 'exit') as Promise<[number | null]>;
      child.kill(signal);
      return (await ended)[0];
    },
  };
  await registry.start();
  return registry;
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}
