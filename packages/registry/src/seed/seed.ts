import { dateInShanghai } from '@fupin/schema';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { upsertCertificates } from '../certificates/certificate-store.ts';
import type { Connection, Database } from '../database/database.ts';
import { demoOutlets } from '../demo/outlets.ts';
import { upsertCategories } from '../directory/category-store.ts';
import { upsertProducts } from '../directory/product-store.ts';
import { upsertSuppliers } from '../directory/supplier-store.ts';
import { setListings } from '../outlets/listing-store.ts';
import {
  findOutlet,
  operatorIdOf,
  upsertOperators,
  upsertOutlets,
} from '../outlets/outlet-store.ts';
import { reportSales } from '../sales/report-sales.ts';
import { seedApplications } from './demo-applications.ts';
import { demoCategories, demoDirectory, type DemoProduct } from './demo-directory.ts';
import { findDemoExamples, writeDemoFile } from './demo-file.ts';
import { ensureDemoKeys, readDemoKeys, writeDemoKeys } from './demo-keys.ts';
import { licenseDemo } from './demo-licences.ts';
import { listingsOf, mainOutlet, mainOutletId, outletToStore } from './demo-outlets.ts';
import { salesHistory } from './demo-sales.ts';
import { superviseDemo } from './demo-supervision.ts';

/** The database holds records that the demo did not bring. */
export class DatabaseNotEmptyError extends Error {
  override readonly name = 'DatabaseNotEmptyError';
  readonly code = 'databaseNotEmpty';

  constructor(products: number) {
    super(
      `The database holds ${products} products and no demo. Expected: an empty database, for the demo's products are ` +
        `invented. Choose another data folder (FUPIN_DATA_DIR) or database (DATABASE_URL).`,
    );
  }
}

/** What seeding brought in; all 0 where the demo was there already. */
export interface SeedCounts {
  readonly products: number;
  readonly certificates: number;
  readonly outlets: number;
  readonly listings: number;
  readonly saleLines: number;
}

/**
 * Fills an empty database with the demo, once, and makes sure of what may differ each time: that the origins are licensed
 * for the main outlet and its publishable key, and that `demo-keys.json` and `demo.json` are in the data folder.
 */
export async function seed(
  database: Database,
  options: {
    readonly dataFolder: string;
    readonly origins: readonly string[];
    /** Thumbprint of the registry's root key, for the shop to pin. */
    readonly rootKeyId?: string | undefined;
    readonly now: Date;
  },
): Promise<SeedCounts> {
  const { dataFolder, origins, rootKeyId, now } = options;
  const directory = demoDirectory(dateInShanghai(now));
  const counts = await database.transaction((connection) => fill(connection, directory, now));
  await mkdir(dataFolder, { recursive: true });
  const examples = await findDemoExamples(database, now);
  await writeDemoFile(join(dataFolder, 'demo.json'), examples, rootKeyId);
  const { supplier, county } = examples.valid.product;
  const owners = {
    operatorId: operatorIdOf(mainOutlet.operatorName),
    supplierId: supplier.supplierId,
    divisionCode: county.code,
  };
  const keysFile = join(dataFolder, 'demo-keys.json');
  const kept = await readDemoKeys(keysFile);
  const keys = await database.transaction(async (connection) => {
    await licenseDemo(connection, mainOutlet, origins, now);
    const licensed = (await findOutlet(connection, mainOutletId))?.origins ?? [];
    return ensureDemoKeys(connection, kept, owners, licensed, now);
  });
  await writeDemoKeys(keysFile, keys);
  return counts;
}

async function fill(
  connection: Connection,
  directory: readonly DemoProduct[],
  now: Date,
): Promise<SeedCounts> {
  const nothing = { products: 0, certificates: 0, outlets: 0, listings: 0, saleLines: 0 };
  if (await findOutlet(connection, mainOutletId)) return nothing;
  const { products } = await connection.db
    .selectFrom('product')
    .select(({ fn }) => fn.countAll<number>().as('products'))
    .executeTakeFirstOrThrow();
  if (products > 0) throw new DatabaseNotEmptyError(products);

  await upsertCategories(connection, demoCategories);
  await upsertSuppliers(
    connection,
    directory.map(({ supplier }) => supplier),
  );
  await upsertProducts(
    connection,
    directory.map(({ product }) => product),
  );
  const certificates = directory.flatMap(({ certificate }) => certificate ?? []);
  await upsertCertificates(connection, certificates);
  await superviseDemo(connection, directory, now);
  await upsertOperators(connection, [
    ...new Set(demoOutlets.map(({ operatorName }) => operatorName)),
  ]);
  await upsertOutlets(connection, demoOutlets.map(outletToStore));
  for (const outlet of demoOutlets) {
    if (outlet !== mainOutlet && outlet.url !== undefined) {
      await licenseDemo(connection, outlet, [new URL(outlet.url).origin], now);
    }
  }
  const listings = demoOutlets.flatMap((outlet) => listingsOf(outlet, directory));
  await setListings(connection, listings);
  await seedApplications(connection, directory, now);
  return {
    products: directory.length,
    certificates: certificates.length,
    outlets: demoOutlets.length,
    listings: listings.length,
    saleLines: await sell(connection, directory, now),
  };
}

/** Brings a sales history into every outlet but the main one, whose ledger is for trying things out. */
async function sell(
  connection: Connection,
  directory: readonly DemoProduct[],
  now: Date,
): Promise<number> {
  const byId = new Map(directory.map((product) => [product.productId, product]));
  let count = 0;
  for (const outlet of demoOutlets.filter((each) => each !== mainOutlet)) {
    const { outletId } = outletToStore(outlet);
    const listings = listingsOf(outlet, directory);
    for (const { closedAt, lines } of salesHistory(outlet, listings, byId, now)) {
      const { outcomes } = await reportSales(connection, outletId, { lines }, closedAt);
      const refused = outcomes.find(({ outcome }) => outcome !== 'accepted');
      if (refused)
        throw new Error(`a sale of the demo is ${refused.outcome}: ${JSON.stringify(refused)}`);
      count += lines.length;
    }
  }
  return count;
}
