import type { Listing, ListingFacets, Outlet, ReportingSession } from '@fupin/schema';
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { upsertCertificates } from '../certificates/certificate-store.ts';
import { findKey, revokeKey } from '../keys/key-store.ts';
import { databaseKinds } from '../testing/databases.ts';
import { bodyOf, problemOf, sampleKeys, startRegistry } from '../testing/registry-under-test.ts';
import { sampleIds, sampleOrigin, samples, type SampleName } from '../testing/sample-directory.ts';

interface Listings {
  readonly items: readonly Listing[];
  readonly nextCursor: string | null;
  readonly total: number;
  readonly facets?: ListingFacets;
}

const outletId = sampleIds.outlet;
const params = { outletId };

for (const kind of databaseKinds) {
  describe(kind.name, () => {
    test('listings are sorted, and pages join to the whole in each order', async (t) => {
      const registry = await startRegistry(t, kind);
      const skusBy = async (sort: string) => {
        const skus: string[] = [];
        let cursor: string | null = null;
        do {
          const query = { sort, limit: 2, ...(cursor !== null && { cursor }) };
          const page: Listings = await bodyOf(
            await registry.call('listListings', { params, query }),
          );
          assert.equal(page.total, 5);
          skus.push(...page.items.map(({ sku }) => sku));
          cursor = page.nextCursor;
        } while (cursor !== null);
        return skus;
      };
      const ascending = ['potato', 'pepper', 'walnut', 'honey', 'tea'];
      assert.deepEqual(await skusBy('priceAscending'), ascending);
      assert.deepEqual(await skusBy('priceDescending'), ascending.toReversed());
      assert.deepEqual(await skusBy('householdsHelped'), [
        'tea',
        'pepper',
        'walnut',
        'honey',
        'potato',
      ]);
      assert.deepEqual((await skusBy('relevance')).sort(), ascending.toSorted());
    });

    test('households helped are those of the certificate that a listing shows', async (t) => {
      const registry = await startRegistry(t, kind);
      const certificate = (name: SampleName, householdsHelped: number, validFrom: string) => ({
        directoryNo: `N-${name}-${householdsHelped}`,
        batch: '2',
        productId: sampleIds.product(name),
        countyCode: samples[name].countyCode,
        reviewChain: [],
        linkage: { kinds: [], householdsHelped, peopleHelped: householdsHelped },
        commodityValueFen: 1,
        annualSupply: { quantity: '1', unit: '袋' },
        validFrom,
        validUntil: '2026-01-01',
      });
      const suspended = { status: 'suspended', at: '2020-07-01T00:00:00+08:00' };
      await upsertCertificates(registry.database, [
        certificate('tea', 600, '2020-10-18'),
        certificate('potato', 400, '2020-10-17'),
        ...[90, 95].map((households) => certificate('pepper', households, '2020-05-08')),
        { ...certificate('walnut', 500, '2020-06-01'), statusChanges: [suspended] },
      ]);
      const shownAt = async (now: string) => {
        registry.now = new Date(now);
        const query = { sort: 'householdsHelped' };
        const call = await registry.call('listListings', { params, query });
        const { items } = await bodyOf<Listings>(call);
        const shown = items.map(
          ({ product }) => product.certificate?.linkage.householdsHelped ?? 0,
        );
        assert.deepEqual(
          shown,
          shown.toSorted((a, b) => b - a),
        );
        return items.map(({ sku }) => sku);
      };
      const before = ['walnut', 'potato', 'tea', 'pepper', 'honey'];
      assert.deepEqual(await shownAt('2020-10-17T15:59:59.999Z'), before);
      const after = ['tea', 'walnut', 'potato', 'pepper', 'honey'];
      assert.deepEqual(await shownAt('2020-10-17T16:00:00.000Z'), after);
    });

    test('a facet counts with all other filters applied, but not with its own', async (t) => {
      const registry = await startRegistry(t, kind);
      const facetsOf = async (query: Record<string, string | boolean>) => {
        const call = { params, query: { ...query, facets: true } };
        const { facets, total } = await bodyOf<Listings>(await registry.call('listListings', call));
        assert.ok(facets);
        return {
          total,
          provinces: facets.provinces.map(({ name, count }) => [name, count]),
          categories: facets.categories.map(({ name, count }) => [name, count]),
        };
      };
      const categories = [
        ['鲜品', 2],
        ['调味', 1],
        ['0202', 1],
        ['0301', 1],
      ];
      assert.deepEqual(await facetsOf({}), {
        total: 5,
        provinces: [
          ['四川省', 2],
          ['贵州省', 2],
          ['云南省', 1],
        ],
        categories,
      });
      assert.deepEqual(await facetsOf({ divisionCode: '510000' }), {
        total: 2,
        provinces: [
          ['四川省', 2],
          ['贵州省', 2],
          ['云南省', 1],
        ],
        categories: [
          ['鲜品', 1],
          ['调味', 1],
        ],
      });
      assert.deepEqual(await facetsOf({ categoryCode: '0101', inForce: false }), {
        total: 2,
        provinces: [
          ['四川省', 1],
          ['云南省', 1],
        ],
        categories: [
          ['鲜品', 2],
          ['0202', 1],
        ],
      });
    });

    test('an operator puts a product on sale at its own outlet alone', async (t) => {
      const registry = await startRegistry(t, kind);
      const body = { productId: sampleIds.product('tea'), priceFen: 8800, stock: 3 };
      const call = { params: { outletId, sku: '茶/1 号%' }, body };
      const key = await registry.key(sampleKeys.operator);
      const listing = await bodyOf<Listing>(await registry.call('setListing', { ...call, key }));
      assert.equal(listing.sku, '茶/1 号%');
      assert.equal(listing.imageUrl, '/illustrations/tea.svg');
      const changed = await bodyOf<Listing>(
        await registry.call('setListing', { ...call, body: { ...body, priceFen: 9000 }, key }),
      );
      assert.equal(changed.priceFen, 9000);
      assert.equal(changed.badgeId, listing.badgeId);
      const stranger = await registry.key(sampleKeys.otherOperator);
      const refused = await registry.call('setListing', { ...call, key: stranger });
      assert.equal((await problemOf(refused)).code, 'forbidden');
    });

    test('a listing of a product that is not there is refused with a pointer', async (t) => {
      const registry = await startRegistry(t, kind);
      const key = await registry.key(sampleKeys.operator);
      const body = { productId: 'prd_nothing00', priceFen: 1 };
      const call = { params: { outletId, sku: 'x' }, body, key };
      const problem = await problemOf(await registry.call('setListing', call));
      assert.equal(problem.issues?.[0]?.pointer, '/productId');
    });

    test('an operator registers an outlet, once for an Idempotency-Key, and finds it by pinyin', async (t) => {
      const registry = await startRegistry(t, kind);
      const key = await registry.key(sampleKeys.operator);
      const body = {
        kind: 'pavilion',
        name: '北京双创中心',
        online: false,
        divisionCode: '110105',
        position: { longitude: 116.48, latitude: 39.93 },
      };
      const call = { body, key, headers: { 'idempotency-key': 'new-outlet' } };
      const first = await bodyOf<Outlet>(await registry.call('createOutlet', call), 201);
      const again = await bodyOf<Outlet>(await registry.call('createOutlet', call), 201);
      assert.deepEqual(again, first);
      assert.equal(first.operatorName, '甲商城');
      assert.equal('operatorId' in first, false);
      for (const query of [
        { q: 'shuangchuang' },
        { kind: 'pavilion' },
        { divisionCode: '110000' },
      ]) {
        const { items } = await bodyOf<{ items: Outlet[] }>(
          await registry.call('listOutlets', { query }),
        );
        assert.deepEqual(items, [first], JSON.stringify(query));
      }
    });

    test('an outlet registered with a former county code lies in today’s county, found by either', async (t) => {
      const registry = await startRegistry(t, kind);
      const key = await registry.key(sampleKeys.operator);
      const body = { kind: 'counter', name: '黔西专柜', online: false, divisionCode: '520522' };
      const outlet = await bodyOf<Outlet>(await registry.call('createOutlet', { body, key }), 201);
      assert.equal(outlet.divisionCode, '520581');
      for (const divisionCode of ['520581', '520522', '520500']) {
        const query = { divisionCode };
        const { items } = await bodyOf<{ items: Outlet[] }>(
          await registry.call('listOutlets', { query }),
        );
        assert.deepEqual(items, [outlet], divisionCode);
      }
    });

    test('a reporting session works for its outlet, from its origins, until it ends', async (t) => {
      const registry = await startRegistry(t, kind);
      const key = await registry.key(sampleKeys.operator);
      const { session, expiresAt } = await bodyOf<ReportingSession>(
        await registry.call('createReportingSession', { params, body: { minutes: 30 }, key }),
        201,
      );
      assert.match(session, /^rs_/);
      const read = (query: Record<string, string>, headers = {}) =>
        registry.call('getLedgerSummary', { query, key: session, headers });
      await bodyOf(await read({}));
      const licensed = await read({ outletId }, { origin: sampleOrigin });
      await bodyOf(licensed);
      assert.equal(licensed.headers.get('access-control-allow-origin'), sampleOrigin);
      const elsewhere = await read({ outletId }, { origin: 'https://evil.example' });
      assert.equal((await problemOf(elsewhere)).code, 'forbidden');
      const other = await read({ outletId: sampleIds.otherOutlet });
      assert.equal((await problemOf(other)).code, 'forbidden');
      registry.now = new Date(expiresAt);
      assert.equal((await problemOf(await read({}))).code, 'unauthenticated');
    });

    test('a reporting session ends with the key that it was minted with', async (t) => {
      const registry = await startRegistry(t, kind);
      const leaked = await registry.key(sampleKeys.operator);
      const other = await registry.key(sampleKeys.operator);
      const params = { outletId: sampleIds.outlet };
      const mint = async (key: string) =>
        bodyOf<ReportingSession>(
          await registry.call('createReportingSession', { params, body: {}, key }),
          201,
        );
      const [ended, stays] = [await mint(leaked), await mint(other)];
      const { keyId = '' } = (await findKey(registry.database, leaked)) ?? {};
      assert.equal(await revokeKey(registry.database, keyId, registry.now), true);
      const statusWith = async (key: string) =>
        (await registry.call('getLedgerSummary', { key })).status;
      assert.equal(await statusWith(ended.session), 401);
      assert.equal(await statusWith(stays.session), 200);
    });

    test('a session for another’s outlet is refused', async (t) => {
      const registry = await startRegistry(t, kind);
      const key = await registry.key(sampleKeys.otherOperator);
      const refused = await registry.call('createReportingSession', { params, body: {}, key });
      assert.equal((await problemOf(refused)).code, 'forbidden');
    });

    test('a product without a certificate is listed without a badge', async (t) => {
      const registry = await startRegistry(t, kind);
      await registry.database.db.deleteFrom('certificateStatusChange').execute();
      const productId = sampleIds.product('potato');
      await registry.database.db.deleteFrom('statusPlace').execute();
      await registry.database.db
        .deleteFrom('certificate')
        .where('productId', '=', productId)
        .execute();
      const query = { q: samples.potato.name };
      const { items } = await bodyOf<Listings>(
        await registry.call('listListings', { params, query }),
      );
      assert.equal(items.length, 1);
      assert.equal(items[0]?.badgeId, null);
      assert.equal(items[0]?.product.certificate, null);
    });
  });
}
