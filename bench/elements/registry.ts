/**
 * The registry over an outlet of 1,000 certified listings, in a process of its own so that its CPU is nobody else's. Says
 * where it is, is told the shop's origin, licenses the outlet's badges to it, and says that it has.
 */
import { createAdaptorServer } from '@hono/node-server';
import { generateSigningKey } from '@fupin/credential';
import {
  createKey,
  createRegistry,
  fixedKey,
  grantWithoutProof,
  openDatabase,
  operatorIdOf,
  outletIdOf,
  productIdOf,
  setListings,
  upsertCategories,
  upsertCertificates,
  upsertOperators,
  upsertOutlets,
  upsertProducts,
  upsertSuppliers,
} from '@fupin/registry';
import { dateInShanghai, type Listing, type Product, type ReportingSession } from '@fupin/schema';
import type { Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import {
  demoCategories,
  demoDirectory,
  type DemoProduct,
} from '../../packages/registry/src/seed/demo-directory.ts';
import { setKeyOrigins } from '../../packages/registry/src/keys/key-store.ts';
import { badgeIdOf } from '../../packages/registry/src/outlets/listing-store.ts';

/** What a page needs to know of the registry. */
export interface RegistryAddress {
  readonly registry: string;
  readonly outlet: string;
  readonly publishableKey: string;
  /** A badge that comes out in each state; `valid` at the licensed origin alone. */
  readonly badges: Readonly<Record<'valid' | 'expired' | 'suspended' | 'revoked', string>>;
  /** The certificates behind them. */
  readonly certificates: Readonly<Record<'valid' | 'expired' | 'suspended' | 'revoked', string>>;
  /** A listing of the outlet, certified and in force. */
  readonly listing: Listing;
  /** A session for reporting the outlet's sales. */
  readonly session: string;
}

const listings = 1000;
const operator = '禾邻超市';
const operatorId = operatorIdOf(operator);
const outlet = outletIdOf(operatorId, '扶贫专区');
const now = new Date();

const database = await openDatabase(':memory:');
const directory = demoDirectory(dateInShanghai(now));
const certified = directory.filter(({ standing }) => standing === 'inForce');
const onSale = Array.from({ length: listings }, (_, index) => {
  const product = certified[index % certified.length];
  if (!product) throw new Error('the demo directory has no certified product');
  return packOf(product, Math.floor(index / certified.length) + 1);
});
const withStanding = (standing: DemoProduct['standing']): DemoProduct => {
  const product = directory.find((each) => each.standing === standing);
  if (!product) throw new Error(`the demo directory has no product that is ${standing}`);
  return product;
};
const faulty = {
  expired: withStanding('expired'),
  suspended: withStanding('suspended'),
  revoked: withStanding('withdrawn'),
};
const stored = [...onSale, ...Object.values(faulty)];

const { publishable, operatorSecret } = await database.transaction(async (connection) => {
  await upsertCategories(connection, demoCategories);
  await upsertSuppliers(
    connection,
    stored.map(({ supplier }) => supplier),
  );
  await upsertProducts(
    connection,
    stored.map(({ product }) => product),
  );
  await upsertCertificates(
    connection,
    stored.flatMap(({ certificate }) => certificate ?? []),
  );
  await upsertOperators(connection, [operator]);
  await upsertOutlets(connection, [
    { outletId: outlet, operatorId, kind: 'area', name: '扶贫专区', online: true },
  ]);
  await setListings(
    connection,
    stored.map(({ productId, product }, index) => ({
      outletId: outlet,
      sku: `HL${10_000 + index}`,
      productId,
      priceFen: product.referencePriceFen,
      stock: 20,
    })),
  );
  const owner = { kind: 'secret', label: 'till', role: 'operator', operatorId } as const;
  return {
    publishable: await createKey(
      connection,
      { kind: 'publishable', label: 'shop', origins: [] },
      now,
    ),
    operatorSecret: (await createKey(connection, owner, now)).secret,
  };
});

/** The same good in a pack of several, which is a product of its own, certified likewise. */
function packOf(good: DemoProduct, pieces: number): DemoProduct {
  if (pieces === 1 || !good.certificate) return good;
  const product = { ...good.product, spec: `${good.product.spec} × ${pieces}`, gtin: undefined };
  const productId = productIdOf(product);
  const directoryNo = `${good.certificate.directoryNo}-${pieces}`;
  return {
    ...good,
    product,
    productId,
    certificate: { ...good.certificate, productId, directoryNo },
  };
}

const server = createAdaptorServer({ fetch: (request) => app.fetch(request) }) as Server;
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const publicUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const app = createRegistry({ database, publicUrl, keys: fixedKey(await generateSigningKey()) });

const badgeOf = (productId: string) => badgeIdOf(outlet, productId);
const certificateOf = async (productId: string) => {
  const response = await app.request(`/v1/products/${productId}`);
  return ((await response.json()) as Product).certificate?.certificateId ?? '';
};
const path = `/v1/outlets/${outlet}`;
const { items } = (await (await app.request(`${path}/listings?limit=1&inForce=true`)).json()) as {
  items: Listing[];
};
const [listing] = items;
if (!listing) throw new Error('nothing is on sale');
const opened = await app.request(`${path}/reporting-sessions`, {
  method: 'POST',
  headers: { authorization: `Bearer ${operatorSecret}`, 'content-type': 'application/json' },
  body: '{}',
});
const { session } = (await opened.json()) as ReportingSession;
process.send?.({
  registry: publicUrl,
  outlet,
  publishableKey: publishable.secret,
  badges: {
    valid: badgeOf(listing.product.productId),
    expired: badgeOf(faulty.expired.productId),
    suspended: badgeOf(faulty.suspended.productId),
    revoked: badgeOf(faulty.revoked.productId),
  },
  certificates: {
    valid: await certificateOf(listing.product.productId),
    expired: await certificateOf(faulty.expired.productId),
    suspended: await certificateOf(faulty.suspended.productId),
    revoked: await certificateOf(faulty.revoked.productId),
  },
  listing,
  session,
} satisfies RegistryAddress);
const [origin] = (await once(process, 'message')) as [string];
await database.transaction(async (connection) => {
  const grant = { outletId: outlet, operatorId, origins: [origin], reason: 'bench' };
  await grantWithoutProof(connection, grant, new Date());
  await setKeyOrigins(connection, publishable.key.keyId, [origin]);
});
process.send?.('licensed');
process.on('disconnect', () => process.exit());
