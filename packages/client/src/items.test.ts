import assert from 'node:assert/strict';
import { it } from 'node:test';
import { productOf } from '../test/product.ts';
import { answer, standIn, type StandIn } from '../test/stand-in.ts';
import { createClient, items } from './index.ts';

const pages = (): Promise<StandIn> =>
  standIn((request, response) => {
    const start = Number(new URL(request.url, 'http://x').searchParams.get('cursor') ?? 0);
    const nextCursor = start < 4 ? String(start + 2) : null;
    answer(response, { items: [productOf(start), productOf(start + 1)], nextCursor, total: 6 });
  });

it('iterates over the items of all pages with the same query', async () => {
  await using server = await pages();
  const { listProducts } = createClient({ registry: server.url });
  const names: string[] = [];
  for await (const product of items(listProducts, { q: '核桃' })) names.push(product.name);
  assert.deepEqual(
    names,
    [0, 1, 2, 3, 4, 5].map((index) => `核桃 ${index}`),
  );
  assert.deepEqual(
    server.requests.map((request) => new URL(request.url, 'http://x').searchParams.toString()),
    ['', '&cursor=2', '&cursor=4'].map((rest) => `q=%E6%A0%B8%E6%A1%83${rest}`),
  );
});

it('asks for no page that nobody wants', async () => {
  await using server = await pages();
  for await (const product of items(createClient({ registry: server.url }).listProducts)) {
    if (product.name === '核桃 1') break;
  }
  assert.equal(server.requests.length, 1);
});

it('stops with the signal’s reason between pages', async () => {
  await using server = await pages();
  const controller = new AbortController();
  const list = items(
    createClient({ registry: server.url }).listProducts,
    {},
    { signal: controller.signal },
  );
  await assert.rejects(
    async () => {
      for await (const product of list) if (product.name === '核桃 1') controller.abort();
    },
    (error: DOMException) => error.name === 'AbortError',
  );
  assert.equal(server.requests.length, 1);
});
