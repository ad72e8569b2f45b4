import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { answer, problem, standIn } from '../test/stand-in.ts';
import {
  createReader,
  NetworkError,
  ProblemError,
  ResponseSchemaError,
  TimeoutError,
} from './read.ts';

describe('createReader', () => {
  it('puts path parameters into the path and all others into the query', async () => {
    await using server = await standIn((_, response) =>
      answer(response, { items: [], nextCursor: null }),
    );
    const reader = createReader({ registry: `${server.url}/` });
    await reader.read('GET /v1/outlets/{outletId}/listings', {
      outletId: 'out_a/b',
      q: '核桃',
      facets: true,
    });
    await reader.read('GET /badges/bundle', { badgeIds: ['bdg_1', 'bdg_2'] });
    assert.deepEqual(
      server.requests.map(({ method, url }) => `${method} ${url}`),
      [
        'GET /v1/outlets/out_a%2Fb/listings?q=%E6%A0%B8%E6%A1%83&facets=true',
        'GET /badges/bundle?badgeIds=bdg_1%2Cbdg_2',
      ],
    );
  });

  it('sends the key in the Authorization header and nowhere else', async () => {
    await using server = await standIn((_, response) =>
      answer(response, problem('forbidden', 403), 403),
    );
    const reader = createReader({ registry: server.url, key: 'pk_secret' });
    const error = await reader.read('GET /v1/products').catch((reason: unknown) => reason);
    assert.ok(error instanceof ProblemError);
    assert.equal(server.requests[0]?.headers.authorization, 'Bearer pk_secret');
    assert.doesNotMatch(server.requests[0].url, /pk_/);
    assert.doesNotMatch(`${error.message} ${JSON.stringify(error)}`, /pk_secret/);
  });

  it('answers with text where the media type is not JSON', async () => {
    await using server = await standIn((_, response) =>
      answer(response, 'aaa.bbb.ccc', 200, { 'content-type': 'application/vc+jwt' }),
    );
    const reader = createReader({ registry: server.url });
    assert.equal(
      await reader.read('GET /badges/{badgeId}', { badgeId: 'bdg_12345678' }),
      'aaa.bbb.ccc',
    );
  });

  it('rejects with the problem the registry stated, its code and its faults', async () => {
    const stated = {
      ...problem('invalidInput', 400, 'The query is wrong'),
      issues: [{ in: 'query', pointer: '/limit', detail: 'must be a number, 100 or less' }],
    };
    await using server = await standIn((_, response) =>
      answer(response, stated, 400, { 'content-type': 'application/problem+json' }),
    );
    const error = await createReader({ registry: server.url })
      .read('GET /v1/products', { limit: 999 })
      .catch((reason: unknown) => reason);
    assert.ok(error instanceof ProblemError);
    assert.equal(error.code, 'invalidInput');
    assert.deepEqual(error.problem, stated);
    assert.equal(
      error.message,
      `GET ${server.url}/v1/products?limit=999: expected success, received 400 invalidInput: ` +
        'The query is wrong; query /limit: must be a number, 100 or less',
    );
  });

  it('names a problem code of a newer registry unknownProblem and keeps the code', async () => {
    await using server = await standIn((_, response) =>
      answer(response, problem('eclipsed', 451), 451),
    );
    const error = await createReader({ registry: server.url })
      .read('GET /v1/products')
      .catch((e: unknown) => e);
    assert.ok(error instanceof ProblemError);
    assert.equal(error.code, 'unknownProblem');
    assert.equal(error.problem.code, 'eclipsed');
  });

  it('makes a problem of the status where a proxy answers in its own words', async () => {
    await using server = await standIn((_, response) =>
      answer(response, '<h1>Bad gateway</h1>', 502, {
        'content-type': 'text/html',
        'retry-after': '7',
      }),
    );
    const error = await createReader({ registry: server.url })
      .read('GET /v1/products')
      .catch((e: unknown) => e);
    assert.ok(error instanceof ProblemError);
    assert.equal(error.code, 'unavailable');
    assert.equal(error.retryAfterMs, 7000);
  });

  it('rejects with ResponseSchemaError when JSON is promised and broken', async () => {
    await using server = await standIn((_, response) => answer(response, '{"items":['));
    await assert.rejects(
      createReader({ registry: server.url }).read('GET /v1/products'),
      ResponseSchemaError,
    );
  });

  it('rejects with ResponseSchemaError when a web page answers, such as a hotel’s before sign-in', async () => {
    await using server = await standIn((_, response) =>
      answer(response, '<html>Welcome</html>', 200, { 'content-type': 'text/html' }),
    );
    const reader = createReader({ registry: server.url });
    await assert.rejects(reader.read('GET /v1/products'), ResponseSchemaError);
  });

  it('rejects with NetworkError when nobody listens and when the connection is cut in the body', async () => {
    const server = await standIn((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
      response.write('{', () => response.destroy());
    });
    const reader = createReader({ registry: server.url });
    await assert.rejects(reader.read('GET /v1/products'), NetworkError);
    await server[Symbol.asyncDispose]();
    await assert.rejects(reader.read('GET /v1/products'), (error: NetworkError) => {
      assert.equal(error.code, 'network');
      assert.match(error.message, /^GET http:.*\/v1\/products: expected an answer, received none/);
      return true;
    });
  });

  it('rejects with TimeoutError when the answer stops half way', async () => {
    await using server = await standIn((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('{');
    });
    await assert.rejects(
      createReader({ registry: server.url, timeoutMs: 30 }).read('GET /v1/products'),
      TimeoutError,
    );
  });

  it('rejects with the platform’s own AbortError when aborted', async () => {
    await using server = await standIn(() => controller.abort());
    const controller = new AbortController();
    await assert.rejects(
      createReader({ registry: server.url }).read(
        'GET /v1/products',
        {},
        { signal: controller.signal },
      ),
      (error: DOMException) => error.name === 'AbortError' && error === controller.signal.reason,
    );
  });
});
