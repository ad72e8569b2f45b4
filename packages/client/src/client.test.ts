import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { productOf } from '../test/product.ts';
import { answer, problem, standIn } from '../test/stand-in.ts';
import {
  createClient,
  NetworkError,
  ProblemError,
  ResponseSchemaError,
  TimeoutError,
} from './index.ts';

const page = { items: [productOf(1)], nextCursor: null, total: 1 };
const line = {
  terminalId: 'till-1',
  businessDate: '2020-10-17',
  receiptNo: '0001',
  lineNo: 1,
  kind: 'sale' as const,
  soldAt: '2020-10-17T08:00:00+08:00',
  name: '核桃',
  quantity: '1',
  unit: '袋',
  amountFen: 2990,
};
const rejection = (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => assert.fail('expected a rejection'),
    (reason: unknown) => reason,
  );

describe('calls', () => {
  it('lets unknown members and unknown values of enums through', async () => {
    await using server = await standIn((_, response) => answer(response, page));
    const { items } = await createClient({ registry: server.url }).listProducts({
      q: '核桃',
      limit: 20,
    });
    assert.deepEqual(items, [productOf(1)]);
    assert.equal(server.requests[0]?.url, '/v1/products?q=%E6%A0%B8%E6%A1%83&limit=20');
  });

  it('puts what is not in the path of a PUT or POST into its JSON body', async () => {
    await using server = await standIn((_, response) =>
      answer(response, { outletId: 'out_12345678', outcomes: [] }),
    );
    const client = createClient({ registry: `${server.url}/base/`, key: 'sk_1' });
    await client.reportSales({ outletId: 'out_12345678', lines: [line] });
    const [request] = server.requests;
    assert.equal(`${request?.method} ${request?.url}`, 'POST /base/v1/outlets/out_12345678/sales');
    assert.equal(request?.headers['content-type'], 'application/json');
    assert.equal(request.headers.authorization, 'Bearer sk_1');
    assert.deepEqual(JSON.parse(request.body), { lines: [line] });
  });

  it('answers with text where the endpoint promises a token, and asks for its media type', async () => {
    await using server = await standIn((_, response) =>
      answer(response, 'aaa.bbb.ccc', 200, { 'content-type': 'application/vc+jwt' }),
    );
    const client = createClient({ registry: server.url });
    assert.equal(await client.getBadge({ badgeId: 'bdg_12345678' }), 'aaa.bbb.ccc');
    assert.equal(server.requests[0]?.headers.accept, 'application/vc+jwt');
  });

  it('works when its methods are passed on alone', async () => {
    await using server = await standIn((_, response) => answer(response, page));
    const { listProducts } = createClient({ registry: server.url });
    assert.equal((await listProducts()).items.length, 1);
  });

  it('calls the fetch it was given', async () => {
    const seen: string[] = [];
    const fetch: typeof globalThis.fetch = (input) => {
      seen.push((input as Request).url);
      return Promise.resolve(Response.json(page));
    };
    await createClient({ registry: 'https://registry.example', fetch }).listProducts();
    assert.deepEqual(seen, ['https://registry.example/v1/products']);
  });
});

describe('errors', () => {
  it('rejects with ResponseSchemaError that points to what is wrong', async () => {
    await using server = await standIn((_, response) =>
      answer(response, {
        items: [{ ...productOf(1), referencePriceFen: '29.90' }],
        nextCursor: null,
        total: 1,
      }),
    );
    const error = await rejection(createClient({ registry: server.url }).listProducts());
    assert.ok(error instanceof ResponseSchemaError);
    assert.deepEqual(
      error.faults.map((fault) => fault.pointer),
      ['/items/0/referencePriceFen'],
    );
    assert.match(error.message, /^GET http:.*\/v1\/products: .*\/items\/0\/referencePriceFen/);
  });

  it('rejects with ResponseSchemaError when the answer is a web page', async () => {
    await using server = await standIn((_, response) => answer(response, '<html>'));
    await assert.rejects(
      createClient({ registry: server.url }).listProducts(),
      ResponseSchemaError,
    );
  });

  it('never names the key', async () => {
    await using server = await standIn((_, response) =>
      answer(response, problem('forbidden', 403), 403),
    );
    const client = createClient({ registry: server.url, key: 'sk_secret' });
    const error = await rejection(client.listProducts());
    assert.ok(error instanceof ProblemError);
    assert.equal(error.code, 'forbidden');
    assert.doesNotMatch(`${error.message} ${JSON.stringify(error)} ${error.stack}`, /sk_secret/);
  });

  it('rejects with TimeoutError when the headers or the body take too long', async () => {
    await using server = await standIn((_, response, index) => {
      if (index > 0) response.writeHead(200, { 'content-type': 'application/json' }).write('{');
    });
    const client = createClient({ registry: server.url, timeoutMs: 30 });
    await assert.rejects(client.listProducts(), TimeoutError);
    await assert.rejects(client.listProducts(), TimeoutError);
    assert.equal(server.requests.length, 2);
  });

  it('rejects with the signal’s own reason when aborted, also between attempts', async () => {
    const controller = new AbortController();
    await using server = await standIn((_, response) => {
      answer(response, problem('unavailable', 503), 503, { 'retry-after': '10' });
      setTimeout(() => controller.abort(), 50);
    });
    const client = createClient({ registry: server.url });
    const error = await rejection(client.listProducts({}, { signal: controller.signal }));
    assert.equal(error, controller.signal.reason);
    assert.equal((error as DOMException).name, 'AbortError');
  });
});

describe('retries', () => {
  it('repeats a read after a failure and answers in the end', async () => {
    await using server = await standIn((_, response, index) =>
      index < 2 ? answer(response, problem('unavailable', 503), 503) : answer(response, page),
    );
    const client = createClient({ registry: server.url, maxRetryDelayMs: 5 });
    assert.equal((await client.listProducts()).items.length, 1);
    assert.equal(server.requests.length, 3);
  });

  it('waits as long as Retry-After says', async () => {
    await using server = await standIn((_, response, index) =>
      index === 0
        ? answer(response, problem('rateLimited', 429), 429, { 'retry-after': '1' })
        : answer(response, page),
    );
    const start = performance.now();
    await createClient({ registry: server.url }).listProducts();
    const waited = performance.now() - start;
    assert.ok(waited >= 990, `waited ${waited} ms`);
  });

  it('leaves a wait longer than allowed to the caller', async () => {
    await using server = await standIn((_, response) =>
      answer(response, problem('rateLimited', 429), 429, { 'retry-after': '3600' }),
    );
    const error = await rejection(createClient({ registry: server.url }).listProducts());
    assert.ok(error instanceof ProblemError);
    assert.equal(error.retryAfterMs, 3_600_000);
    assert.equal(server.requests.length, 1);
  });

  it('gives up after the allowed number of attempts', async () => {
    await using server = await standIn((_, response) => response.destroy());
    const client = createClient({ registry: server.url, retries: 2, maxRetryDelayMs: 5 });
    await assert.rejects(client.listProducts(), NetworkError);
    assert.equal(server.requests.length, 3);
  });

  it('does not repeat what was refused for good', async () => {
    await using server = await standIn((_, response) =>
      answer(response, problem('notFound', 404), 404),
    );
    await assert.rejects(
      createClient({ registry: server.url }).getProduct({ productId: 'prd_12345678' }),
    );
    assert.equal(server.requests.length, 1);
  });

  it('repeats a POST that creates under one Idempotency-Key, and takes a new one for the next call', async () => {
    const outlet = { name: '专柜', kind: 'counter' as const, online: false };
    await using server = await standIn((_, response, index) =>
      answer(response, problem('unavailable', index < 1 ? 503 : 400), index < 1 ? 503 : 400),
    );
    const client = createClient({ registry: server.url, maxRetryDelayMs: 5 });
    await assert.rejects(client.createOutlet(outlet as never));
    await assert.rejects(client.createOutlet(outlet as never));
    const keys = server.requests.map((request) => request.headers['idempotency-key']);
    assert.equal(keys.length, 3);
    assert.match(String(keys[0]), /^[0-9a-f]{32}$/);
    assert.equal(keys[1], keys[0]);
    assert.notEqual(keys[2], keys[0]);
  });

  it('repeats reportSales, for lines have an identity, but not a POST without a key', async () => {
    await using server = await standIn((_, response) =>
      answer(response, problem('unavailable', 503), 503),
    );
    const client = createClient({ registry: server.url, retries: 1, maxRetryDelayMs: 5 });
    await assert.rejects(client.reportSales({ outletId: 'out_12345678', lines: [line] }));
    assert.equal(server.requests.length, 2);
    await assert.rejects(client.createReportingSession({ outletId: 'out_12345678' } as never));
    assert.equal(server.requests.length, 3);
  });
});
