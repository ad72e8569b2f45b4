import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { databaseKinds } from '../testing/databases.ts';
import { sampleKeys, startRegistry } from '../testing/registry-under-test.ts';
import { sampleIds } from '../testing/sample-directory.ts';

const [sqlite] = databaseKinds;
assert.ok(sqlite);
const headers = { 'accept-encoding': 'gzip' };

describe('an answer to a reader that takes gzip', () => {
  test('is packed, and known again by its entity tag', async (t) => {
    const registry = await startRegistry(t, sqlite);
    const plain = await registry.call('getOpenApiDocument');
    const packed = await registry.call('getOpenApiDocument', { headers });
    assert.equal(plain.headers.get('content-encoding'), null);
    assert.equal(packed.headers.get('content-encoding'), 'gzip');
    assert.match(packed.headers.get('vary') ?? '', /accept-encoding/i);
    const bytes = Buffer.from(await packed.arrayBuffer());
    const text = await plain.text();
    assert.equal(gunzipSync(bytes).toString(), text);
    assert.ok(bytes.length < text.length / 4);

    const etag = packed.headers.get('etag') ?? '';
    const again = await registry.call('getOpenApiDocument', {
      headers: { ...headers, 'if-none-match': etag },
    });
    assert.equal(again.status, 304);
  });

  test('is not packed where it hands out a secret', async (t) => {
    const registry = await startRegistry(t, sqlite);
    const key = await registry.key(sampleKeys.operator);
    const response = await registry.call('createReportingSession', {
      params: { outletId: sampleIds.outlet },
      body: {},
      key,
      headers,
    });
    assert.equal(response.status, 201);
    assert.equal(response.headers.get('content-encoding'), null);
  });
});
