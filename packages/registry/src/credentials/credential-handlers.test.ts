import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setListings } from '../outlets/listing-store.ts';
import { databaseKinds } from '../testing/databases.ts';
import { bodyOf, problemOf, startRegistry } from '../testing/registry-under-test.ts';
import { sampleIds } from '../testing/sample-directory.ts';

const [sqlite] = databaseKinds;
assert.ok(sqlite);
const tea = { certificateId: sampleIds.certificate('tea') };

describe('GET /certificates/{certificateId}', () => {
  it('answers with a signed credential unless HTML is asked for', async (t) => {
    const registry = await startRegistry(t, sqlite);
    for (const accept of ['*/*', 'application/*', 'application/vc+jwt', 'text/html;q=0.5, */*']) {
      const response = await registry.call('getCertificateCredential', {
        params: tea,
        headers: { accept },
      });
      assert.equal(response.headers.get('content-type'), 'application/vc+jwt', accept);
      assert.match(response.headers.get('vary') ?? '', /\bAccept\b/);
      assert.match(await response.text(), /^[\w-]+\.[\w-]+\.[\w-]{86}$/);
    }
  });

  it('refuses other media types and unknown certificates', async (t) => {
    const registry = await startRegistry(t, sqlite);
    const png = await registry.call('getCertificateCredential', {
      params: tea,
      headers: { accept: 'image/png' },
    });
    assert.equal((await problemOf(png)).code, 'notAcceptable');
    const params = { certificateId: 'crt_aaaaaaaaaa' };
    const unknown = await registry.call('getCertificateCredential', { params });
    assert.equal((await problemOf(unknown)).code, 'notFound');
  });
});

describe('the documents of the issuer', () => {
  it('name one key, by the same thumbprint, under the registry’s did:web', async (t) => {
    const registry = await startRegistry(t, sqlite);
    const { keys } = await bodyOf<{ keys: { kid: string; d?: string }[] }>(
      await registry.call('getKeySet'),
    );
    const document = await bodyOf<{ id: string; assertionMethod: string[] }>(
      await registry.call('getDidDocument'),
    );
    assert.equal(document.id, 'did:web:registry.example');
    assert.deepEqual(document.assertionMethod, [`${document.id}#${keys[0]!.kid}`]);
    assert.equal(keys.length, 1);
    assert.equal(keys[0]!.d, undefined);
  });

  it('let the context be kept for good', async (t) => {
    const registry = await startRegistry(t, sqlite);
    const response = await registry.call('getContext');
    assert.equal(response.headers.get('content-type'), 'application/ld+json');
    assert.match(response.headers.get('cache-control') ?? '', /immutable/);
  });
});

describe('GET /outlets/{outletId}', () => {
  it('shows the outlet with the certified products in force that it sells', async (t) => {
    const registry = await startRegistry(t, sqlite);
    const response = await registry.app.request(`/outlets/${sampleIds.outlet}`);
    assert.equal(response.status, 200);
    const page = await response.text();
    assert.match(page, /在售认定产品 2 种/);
    assert.match(page, /昭觉花椒/);
    assert.doesNotMatch(page, /高山土豆/);
  });

  it('is a page as well where there is no such outlet', async (t) => {
    const registry = await startRegistry(t, sqlite);
    for (const id of ['out_aaaaaaaaaa', 'nonsense', '%00']) {
      const response = await registry.app.request(`/outlets/${id}`);
      assert.equal(response.status, 404, id);
      assert.match(await response.text(), /没有这个经营网点/);
    }
  });
});

it('a listing of a product that was never certified has no badge', async (t) => {
  const registry = await startRegistry(t, sqlite);
  const { db } = registry.database;
  await db.deleteFrom('statusPlace').execute();
  await db.deleteFrom('certificateStatusChange').execute();
  await db.deleteFrom('certificate').execute();
  const outletId = sampleIds.outlet;
  await setListings(registry.database, [
    { outletId, sku: 'x', productId: sampleIds.product('tea'), priceFen: 1 },
  ]);
  const { badgeId } = await db
    .selectFrom('listing')
    .select('badgeId')
    .where('sku', '=', 'x')
    .executeTakeFirstOrThrow();
  const response = await registry.call('getBadge', { params: { badgeId } });
  assert.equal(response.status, 404);
});
