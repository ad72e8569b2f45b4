import type { OperationId, Product, SalesReportResult } from '@fupin/schema';
import { items, type Client, type ClientError } from './index.ts';
import type { Reader } from './read.ts';

type Equal<A, B> =
  (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const is = <Claim extends true>(): Claim | undefined => undefined;

declare const client: Client;
declare const reader: Reader;
declare const error: ClientError;

is<Equal<keyof Client, OperationId>>();

const products = await client.listProducts({ q: '核桃', limit: 20, inForce: true });
is<Equal<(typeof products.items)[number], Product>>();
is<Equal<Awaited<ReturnType<Client['reportSales']>>, SalesReportResult>>();
is<Equal<Awaited<ReturnType<Client['getBadge']>>, string>>();

await client.listProducts();
await client.listCategories();
await client.getProduct({ productId: 'prd_1' }, { signal: AbortSignal.timeout(1) });
await client.createWebhookTest({ webhookId: 'whk_1' });
// @ts-expect-error its body has no members
await client.createWebhookTest({ webhookId: 'whk_1', eventType: 'webhook.test' });
// @ts-expect-error a path parameter is required
await client.getProduct();
// @ts-expect-error a path parameter is required
await client.listListings({ q: '核桃' });
// @ts-expect-error there is no such parameter
await client.listProducts({ search: '核桃' });
// @ts-expect-error a number is expected
await client.listProducts({ limit: '20' });
// @ts-expect-error there is no such kind
await client.reportSales({ outletId: 'out_1', lines: [{ kind: 'gift' }] });
// @ts-expect-error answers are read-only
products.items.push();

const badge: string = await reader.read('GET /badges/{badgeId}', { badgeId: 'bdg_1' });
// @ts-expect-error a reader only reads
await reader.read('POST /v1/outlets/{outletId}/sales', { outletId: 'out_1', lines: [] });

for await (const product of items(client.listProducts, { q: badge })) {
  is<Equal<typeof product, Product>>();
  void product;
}
for await (const listing of items(client.listListings, { outletId: 'out_1' })) void listing.sku;
// @ts-expect-error the outlet is required
items(client.listListings);
// @ts-expect-error not a list
items(client.getProduct, { productId: 'prd_1' });

/** Every code has its case: without one of them this would not compile. */
export function adviceFor(): string {
  switch (error.code) {
    case 'network':
    case 'timeout':
      return 'again later';
    case 'responseSchema':
      return error.faults[0]?.pointer ?? '';
    case 'invalidInput':
    case 'unauthenticated':
    case 'forbidden':
    case 'notFound':
    case 'methodNotAllowed':
    case 'notAcceptable':
    case 'conflict':
    case 'payloadTooLarge':
    case 'unsupportedMediaType':
    case 'idempotencyKeyReused':
    case 'rateLimited':
    case 'internal':
    case 'unavailable':
    case 'unknownProblem':
      return error.problem.detail;
  }
}
