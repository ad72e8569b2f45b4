import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  createKey,
  createLedgerWorker,
  openDatabase,
  operatorIdOf,
  outletIdOf,
  productIdOf,
  setListings,
  supplierIdOf,
  upsertCategories,
  upsertCertificates,
  upsertOperators,
  upsertOutlets,
  upsertProducts,
  upsertSuppliers,
  type Database,
} from '@fupin/registry';
import { freePort } from '../../scripts/free-port.ts';
import type { LedgerLine } from './judge.ts';

const program = path.resolve(import.meta.dirname, '../../packages/registry/src/cli.ts');
const operator = 'Fault bench';
const startTimeoutMs = 60_000;

/** Where a registry keeps what it has. */
export interface RegistryPlace {
  readonly folder: string;
  /** URL of a PostgreSQL database; absent for a SQLite file in the folder. */
  readonly postgres?: string;
}

/** A registry in a process of its own, `fupin-registry serve`, which may be killed. */
export class RegistryProcess {
  readonly url: string;
  /** A key that may report for all of its outlets. */
  readonly key: string;
  readonly #place: RegistryPlace;
  readonly #port: number;
  #child: ChildProcess | undefined;

  private constructor(place: RegistryPlace, port: number, key: string) {
    this.#place = place;
    this.#port = port;
    this.url = `http://127.0.0.1:${port}`;
    this.key = key;
  }

  /** Makes the directory of a registry, with outlets of these names, and starts it. */
  static async start(place: RegistryPlace, outlets: readonly string[]): Promise<RegistryProcess> {
    const database = await openDatabase(databaseOf(place));
    const key = await fill(database, outlets).finally(() => database.close());
    const registry = new RegistryProcess(place, await freePort(), key);
    await registry.start();
    return registry;
  }

  /** The id of an outlet by its name. */
  static outletIdOf(name: string): string {
    return outletIdOf(operatorIdOf(operator), name);
  }

  /** Starts the process, again where it was killed; resolves when it answers. */
  async start(): Promise<void> {
    const child = spawn(process.execPath, ['--conditions=@fupin/source', program, 'serve'], {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: {
        ...process.env,
        FUPIN_DATA_DIR: this.#place.folder,
        FUPIN_REGISTRY_PORT: String(this.#port),
        DATABASE_URL: this.#place.postgres ?? '',
        NODE_COMPILE_CACHE: path.join(tmpdir(), 'fupin-faults-cache'),
      },
    });
    this.#child = child;
    const killWithThis = () => child.kill('SIGKILL');
    process.once('exit', killWithThis);
    child.once('exit', () => process.off('exit', killWithThis));
    let complaints = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (complaints += text));
    const deadline = performance.now() + startTimeoutMs;
    while (!(await this.#answers())) {
      if (child.exitCode !== null || child.signalCode !== null || performance.now() > deadline) {
        throw new Error(`the registry did not start:\n${complaints}`);
      }
      await sleep(20);
    }
  }

  async #answers(): Promise<boolean> {
    try {
      return (await fetch(`${this.url}/log/checkpoint`)).status < 500;
    } catch {
      return false;
    }
  }

  /** Kills it as it stands; answers whether it was alive. */
  async kill(): Promise<boolean> {
    return (await this.#end('SIGKILL')) === null;
  }

  /** Lets it end in order. */
  async stop(): Promise<void> {
    const status = await this.#end('SIGTERM');
    if (status !== 0) throw new Error(`the registry ended with status ${status}`);
  }

  async #end(signal: NodeJS.Signals): Promise<number | null> {
    const child = this.#child;
    if (!child) throw new Error('the registry was not started');
    if (child.exitCode === null && child.signalCode === null) {
      const closed = once(child, 'close');
      child.kill(signal);
      await closed;
    }
    return child.exitCode;
  }

  /**
   * Stops it when every batch that it accepted has its place in the log, brings the sums of its ledger up to date, and lets its
   * database be read.
   */
  async read<Result>(work: (database: Database) => Promise<Result>): Promise<Result> {
    for (;;) {
      await this.stop();
      const database = await openDatabase(databaseOf(this.#place));
      try {
        if (await isPlaced(database)) {
          while ((await createLedgerWorker({ database }).turn()) > 0);
          return await work(database);
        }
      } finally {
        await database.close();
      }
      await this.start();
      await sleep(2000);
    }
  }
}

const databaseOf = ({ folder, postgres }: RegistryPlace) =>
  postgres ?? path.join(folder, 'registry.db');

async function isPlaced({ db }: Database): Promise<boolean> {
  const unplaced = await db
    .selectFrom('saleBatch')
    .select('batchId')
    .where('firstLeaf', 'is', null)
    .limit(1)
    .execute();
  return unplaced.length === 0;
}

/** The lines of an outlet in the order in which the ledger took them. */
export async function* ledgerOf({ db }: Database, outletId: string): AsyncGenerator<LedgerLine> {
  const batches = await db
    .selectFrom('saleBatch')
    .select('batchId')
    .where('outletId', '=', outletId)
    .orderBy('firstLeaf')
    .execute();
  for (const { batchId } of batches) {
    yield* await db
      .selectFrom('saleLine')
      .select([
        'lineId',
        'terminalId',
        'receiptNo',
        'kind',
        'soldAt',
        'sku',
        'name',
        'quantity',
        'amountFen',
      ])
      .where('outletId', '=', outletId)
      .where('batchId', '=', batchId)
      .orderBy('batchPlace')
      .execute();
  }
}

async function fill(database: Database, outlets: readonly string[]): Promise<string> {
  const operatorId = operatorIdOf(operator);
  const uscc = '93520328MA6E7K2Q95';
  const supply = { quantity: '1000000000', unit: '袋' };
  const product = {
    supplierId: supplierIdOf(uscc),
    name: '核桃',
    spec: '500 克',
    categoryCode: '0101',
    countyCode: '520328',
    images: [],
    referencePriceFen: 5000,
    annualSupply: supply,
  };
  const productId = productIdOf(product);
  await database.transaction(async (connection) => {
    await upsertCategories(connection, [{ code: '0101', name: '干果', nameEn: 'Dried fruit' }]);
    const supplier = { uscc, name: '专业合作社', kind: 'cooperative', countyCode: '520328' };
    await upsertSuppliers(connection, [supplier]);
    await upsertProducts(connection, [product]);
    await upsertCertificates(connection, [
      {
        directoryNo: 'F-1',
        batch: '1',
        productId,
        countyCode: '520328',
        reviewChain: [],
        linkage: { kinds: ['employment'], householdsHelped: 10, peopleHelped: 30 },
        commodityValueFen: 1_000_000,
        annualSupply: supply,
        validFrom: '2020-01-01',
        validUntil: '2020-12-31',
        statusChanges: [],
      },
    ]);
    await upsertOperators(connection, [operator]);
    for (const name of outlets) {
      const outletId = RegistryProcess.outletIdOf(name);
      await upsertOutlets(connection, [{ outletId, operatorId, kind: 'area', name, online: true }]);
      await setListings(connection, [{ outletId, sku: 'certified', productId, priceFen: 5000 }]);
    }
  });
  const key = { kind: 'secret', label: 'fault bench', role: 'operator', operatorId } as const;
  return (await createKey(database, key, new Date())).secret;
}
