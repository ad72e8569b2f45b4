import { createClient, type Client } from '@fupin/client';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { badgeStatuses, type BadgeStatus, type DemoBadge } from '../../server/demo.js';
import { Program } from './program.ts';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const registryProgram = join(root, 'packages/registry/dist/cli.js');
const storefrontProgram = join(root, 'examples/storefront/server.js');

/** Who calls the registry: the roles of `demo-keys.json`. */
export type DemoRole =
  'publishable' | 'administrator' | 'operator' | 'supplier' | 'certifier' | 'supervisor' | 'buyer';

/** Registry and storefront, seeded and running as programs of their own, on ports and in a folder of their own. */
export class Demo implements AsyncDisposable {
  /** The shop's origin. */
  readonly shop: string;
  /** The same server as another site. */
  readonly copied: string;
  /** The registry's origin. */
  readonly registry: string;
  readonly outletId: string;
  /** Of each state that a certificate can be in, a badge, its certificate, and the SKU of its product in the shop. */
  readonly badges: Readonly<
    Record<BadgeStatus, Pick<DemoBadge, 'badgeId' | 'certificateId' | 'sku'>>
  >;

  readonly #dataFolder: string;
  readonly #environment: NodeJS.ProcessEnv;
  readonly #keys: Readonly<Record<DemoRole, string>>;
  readonly #storefront: Program;
  #registryProgram: Program;

  private constructor(
    { shop, copied, registry, dataFolder, environment }: Place,
    seeded: Seeded,
    programs: { readonly registry: Program; readonly storefront: Program },
  ) {
    this.shop = shop;
    this.copied = copied;
    this.registry = registry;
    this.outletId = seeded.outletId;
    this.badges = seeded.badges;
    this.#dataFolder = dataFolder;
    this.#environment = environment;
    this.#keys = seeded.keys;
    this.#registryProgram = programs.registry;
    this.#storefront = programs.storefront;
  }

  /** Seeds a new data folder and starts both programs; resolves when both answer. */
  static async start(): Promise<Demo> {
    const place = await choosePlace();
    const { shop, registry, dataFolder, environment } = place;
    await Program.run(registryProgram, ['seed', '--origin', shop], environment);
    const seeded = await readSeeded(dataFolder);
    const programs = {
      registry: Program.start(registryProgram, ['serve'], environment),
      storefront: Program.start(storefrontProgram, [], environment),
    };
    const demo = new Demo(place, seeded, programs);
    try {
      await programs.registry.answers(registry);
      await programs.storefront.answers(shop);
    } catch (error) {
      await demo.stop();
      throw error;
    }
    return demo;
  }

  /** A client of the registry with the key of a role, or without a key. */
  client(role?: DemoRole): Client {
    return createClient({ registry: this.registry, key: role && this.#keys[role] });
  }

  /** Ends the registry as an operator does, or as a power cut does (`SIGKILL`). */
  async stopRegistry(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
    await this.#registryProgram.stop(signal);
  }

  /** Starts the registry again, unless it runs, on the data that it left. */
  async startRegistry(): Promise<void> {
    if (this.#registryProgram.isRunning) return;
    this.#registryProgram = Program.start(registryProgram, ['serve'], this.#environment);
    await this.#registryProgram.answers(this.registry);
  }

  /** Ends both programs and removes the data folder. */
  async stop(): Promise<void> {
    await Promise.all([this.#storefront.stop(), this.#registryProgram.stop()]);
    await rm(this.#dataFolder, { recursive: true, force: true });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }
}

interface Place {
  readonly shop: string;
  readonly copied: string;
  readonly registry: string;
  readonly dataFolder: string;
  readonly environment: NodeJS.ProcessEnv;
}

interface Seeded {
  readonly outletId: string;
  readonly badges: Demo['badges'];
  readonly keys: Readonly<Record<DemoRole, string>>;
}

async function choosePlace(): Promise<Place> {
  const [registryPort, storefrontPort] = await Promise.all([freePort(), freePort()]);
  const dataFolder = await mkdtemp(join(tmpdir(), 'fupin-storefront-'));
  return {
    shop: `http://127.0.0.1:${storefrontPort}`,
    copied: `http://localhost:${storefrontPort}`,
    registry: `http://127.0.0.1:${registryPort}`,
    dataFolder,
    environment: {
      ...process.env,
      // The test runner's child processes report to it; these are no tests.
      NODE_TEST_CONTEXT: undefined,
      DATABASE_URL: undefined,
      FUPIN_PUBLIC_URL: undefined,
      FUPIN_SIGNING_KEY: undefined,
      FUPIN_HOST: undefined,
      FUPIN_REGISTRY_PORT: String(registryPort),
      FUPIN_STOREFRONT_PORT: String(storefrontPort),
      FUPIN_DATA_DIR: dataFolder,
    },
  };
}

async function readSeeded(dataFolder: string): Promise<Seeded> {
  const read = async (name: string): Promise<unknown> =>
    JSON.parse(await readFile(join(dataFolder, name), 'utf8'));
  const demo = (await read('demo.json')) as Omit<Seeded, 'keys'>;
  const keys = (await read('demo-keys.json')) as Seeded['keys'];
  for (const status of badgeStatuses) {
    if (!demo.badges[status].badgeId) throw new Error(`demo.json has no badge that is ${status}`);
  }
  return { ...demo, keys };
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (typeof address !== 'object' || address === null) throw new Error('the probe has no port');
  return address.port;
}
