import { endpoints, operations, type Endpoint, type OperationId } from '@fupin/schema';
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { databaseKinds } from './testing/databases.ts';
import { pathParams } from './testing/path-params.ts';
import { bodyOf, problemOf, sampleKeys, startRegistry } from './testing/registry-under-test.ts';
import { sampleIds, sampleOrigin } from './testing/sample-directory.ts';
import { listKeys, revokeKey } from './keys/key-store.ts';

const [sqlite] = databaseKinds;
assert.ok(sqlite);

describe('a key', () => {
  test('lets in only the callers an operation is for', async (t) => {
    const registry = await startRegistry(t, sqlite);
    const roles = {
      operator: await registry.key(sampleKeys.operator),
      supervisor: await registry.key(sampleKeys.supervisor),
      administrator: await registry.key(sampleKeys.administrator),
      certifier: await registry.key(sampleKeys.certifier),
      supplier: await registry.key({ role: 'supplier' }),
      buyer: await registry.key({ role: 'buyer' }),
    };
    const closed = (Object.keys(operations) as OperationId[]).filter(
      (id) => !(endpoints[id] as Endpoint).access.includes('public'),
    );
    assert.ok(closed.length >= 7);
    for (const operationId of closed) {
      const endpoint: Endpoint = endpoints[operationId];
      const body = endpoint.body ? {} : undefined;
      const anonymous = await registry.call(operationId, { params: pathParams, body });
      assert.equal((await problemOf(anonymous)).code, 'unauthenticated');
      assert.match(anonymous.headers.get('www-authenticate') ?? '', /^Bearer/);
      for (const [role, key] of Object.entries(roles)) {
        const response = await registry.call(operationId, { params: pathParams, body, key });
        const text = await response.text();
        // Whoever is let in by role may still be of the wrong division or level, in other words.
        const isRefused = response.status === 403 && text.includes('This operation is for: ');
        const isLetIn = (endpoint.access as readonly string[]).includes(role);
        assert.equal(isRefused, !isLetIn, `${operationId} ${role} ${text}`);
      }
    }
  });

  test('that is unknown, garbled or revoked is refused, on public reads as well', async (t) => {
    const registry = await startRegistry(t, sqlite);
    const key = await registry.key(sampleKeys.supervisor);
    await bodyOf(await registry.call('getLedgerSummary', { key }));
    const [stored] = await listKeys(registry.database);
    assert.ok(stored);
    assert.equal(JSON.stringify(stored).includes(key), false);
    assert.equal(await revokeKey(registry.database, stored.keyId, registry.now), true);
    assert.equal(await revokeKey(registry.database, stored.keyId, registry.now), false);
    for (const authorization of [
      `Bearer ${key}`,
      `Bearer ${key.slice(0, -1)}`,
      `Bearer sk_${'A'.repeat(43)}`,
      'Bearer',
      'Basic YTpi',
      key,
    ]) {
      const response = await registry.call('listProducts', { headers: { authorization } });
      assert.equal((await problemOf(response)).code, 'unauthenticated', authorization);
    }
  });

  test('that is secret is refused from a browser', async (t) => {
    const registry = await startRegistry(t, sqlite);
    const key = await registry.key(sampleKeys.administrator);
    const headers = { origin: sampleOrigin };
    const problem = await problemOf(await registry.call('listProducts', { key, headers }));
    assert.equal(problem.code, 'forbidden');
    assert.match(problem.detail, /secret key was sent from a browser/);
  });

  test('that is publishable reads from its exact origins alone, and writes nothing', async (t) => {
    const registry = await startRegistry(t, sqlite);
    const key = await registry.key(sampleKeys.publishable);
    const read = (origin?: string) =>
      registry.call('listProducts', { key, headers: origin === undefined ? {} : { origin } });
    const licensed = await read(sampleOrigin);
    await bodyOf(licensed.clone());
    assert.equal(licensed.headers.get('access-control-allow-origin'), sampleOrigin);
    assert.match(licensed.headers.get('cache-control') ?? '', /private/);
    for (const origin of ['https://shop.example:8443', 'http://shop.example', 'null', undefined]) {
      assert.equal((await problemOf(await read(origin))).code, 'forbidden', origin);
    }
    const headers = { origin: sampleOrigin };
    const ledger = await registry.call('getLedgerSummary', { key, headers });
    assert.equal((await problemOf(ledger)).code, 'forbidden');
  });
});

describe('a public read', () => {
  test('is open to every origin, tagged, and not sent again to who has it', async (t) => {
    const registry = await startRegistry(t, sqlite);
    const first = await registry.call('listProducts', { headers: { origin: 'https://a.example' } });
    const etag = first.headers.get('etag') ?? '';
    assert.match(etag, /^"[\w-]{27}"$/);
    assert.equal(first.headers.get('access-control-allow-origin'), '*');
    assert.match(first.headers.get('vary') ?? '', /Origin/);
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const again = await registry.call('listProducts', { headers: { 'if-none-match': known } });
      assert.equal(again.status, 304);
      assert.equal(await again.text(), '');
      assert.equal(again.headers.get('etag'), etag);
    }
    const other = await registry.call('listProducts', { headers: { 'if-none-match': '"other"' } });
    assert.equal(other.status, 200);
  });

  test('by HEAD has the headers of GET and no body', async (t) => {
    const registry = await startRegistry(t, sqlite);
    const response = await registry.app.request('/v1/products', { method: 'HEAD' });
    assert.equal(response.status, 200);
    assert.ok(response.headers.get('etag'));
    assert.equal(await response.text(), '');
  });
});

describe('the registry', () => {
  test('answers a preflight with what the path takes', async (t) => {
    const registry = await startRegistry(t, sqlite);
    const response = await registry.app.request(`/v1/outlets/${sampleIds.outlet}/sales`, {
      method: 'OPTIONS',
      headers: {
        origin: sampleOrigin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type,content-encoding',
      },
    });
    assert.equal(response.status, 204);
    assert.equal(response.headers.get('access-control-allow-methods'), 'POST');
    const allowed = (response.headers.get('access-control-allow-headers') ?? '').toLowerCase();
    for (const name of ['authorization', 'content-type', 'content-encoding', 'idempotency-key']) {
      assert.ok(allowed.includes(name), name);
    }
  });

  test('names the methods of a path where another is used, and knows nothing of other paths', async (t) => {
    const registry = await startRegistry(t, sqlite);
    const send = (method: string, path: string) =>
      Promise.resolve(registry.app.request(path, { method }));
    const wrong = await send('DELETE', '/v1/outlets');
    assert.equal(wrong.headers.get('allow'), 'GET, HEAD, POST');
    assert.equal((await problemOf(wrong)).code, 'methodNotAllowed');
    assert.equal((await problemOf(await send('GET', '/v1/nothing'))).code, 'notFound');
    assert.equal((await problemOf(await send('OPTIONS', '/v1/nothing'))).code, 'notFound');
    for (const path of ['/v1/products/%', '/v1/%ff', '/%c0%ae']) {
      assert.equal((await problemOf(await send('GET', path))).code, 'invalidInput', path);
    }
  });

  test('answers an unforeseen failure with nothing but an identifier, and logs the rest', async (t) => {
    const registry = await startRegistry(t, sqlite);
    const key = await registry.key(sampleKeys.supervisor);
    await registry.database.db.schema.dropTable('sale_line').execute();
    const response = await registry.call('getLedgerSummary', { key });
    const problem = await problemOf(response);
    assert.equal(problem.code, 'internal');
    assert.equal(problem.instance, `urn:uuid:${response.headers.get('request-id') ?? ''}`);
    assert.doesNotMatch(JSON.stringify(problem), /sale_line|sql/i);
    assert.equal(registry.failures.length, 1);
    assert.match(registry.failures[0] ?? '', /no such table/);
    assert.ok(registry.failures[0]?.includes(response.headers.get('request-id') ?? 'none'));
    assert.equal(registry.failures[0]?.includes(key), false);
  });

  test('sends the headers that keep browsers careful with everything', async (t) => {
    const registry = await startRegistry(t, sqlite);
    for (const path of ['/', '/docs', '/v1/products', '/nothing', '/illustrations/nothing.svg']) {
      const { headers } = await registry.app.request(path);
      assert.equal(headers.get('x-content-type-options'), 'nosniff', path);
      assert.match(headers.get('content-security-policy') ?? '', /default-src 'none'/, path);
      assert.match(headers.get('request-id') ?? '', /^[0-9a-f-]{36}$/, path);
    }
  });
});
