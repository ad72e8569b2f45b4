import type { BlacklistEntry, Certificate, Page } from '@fupin/schema';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { upsertCertificates } from '../certificates/certificate-store.ts';
import { productIdOf, upsertProducts } from '../directory/product-store.ts';
import { supplierIdOf } from '../directory/supplier-store.ts';
import { everyCaller } from '../testing/callers.ts';
import { databaseKinds } from '../testing/databases.ts';
import {
  bodyOf,
  problemOf,
  sampleKeys,
  startRegistry,
  type RegistryUnderTest,
} from '../testing/registry-under-test.ts';
import { sampleIds, type SampleName } from '../testing/sample-directory.ts';
import { isBlacklisted } from './blacklist-store.ts';

// The one supplier of the sample directory, registered in 520328.
const supplierId = supplierIdOf('93520328MA6E7K2Q95');
const suspend = { supplierId, reason: '以普通产品冒充', certificateStatus: 'suspended' } as const;

async function add(registry: RegistryUnderTest, changes: object = {}): Promise<BlacklistEntry> {
  const key = await registry.key(sampleKeys.supervisor);
  const body = { ...suspend, ...changes };
  return bodyOf(await registry.call('createBlacklistEntry', { body, key }), 201);
}

async function remove(registry: RegistryUnderTest, blacklistEntryId: string): Promise<Response> {
  const key = await registry.key(sampleKeys.supervisor);
  const options = { params: { blacklistEntryId }, body: { reason: '整改合格' }, key };
  return registry.call('removeBlacklistEntry', options);
}

const statusOf = async (registry: RegistryUnderTest, name: SampleName) => {
  const params = { certificateId: sampleIds.certificate(name) };
  return (await bodyOf<Certificate>(await registry.call('getCertificate', { params }))).status;
};

for (const kind of databaseKinds) {
  describe(`the blacklist on ${kind.name}`, () => {
    for (const [certificateStatus, changed, tea, walnut] of [
      ['suspended', 3, 'suspended', 'suspended'],
      ['withdrawn', 4, 'withdrawn', 'withdrawn'],
    ] as const) {
      it(`makes all of a supplier’s certificates ${certificateStatus} that are not so or worse`, async (t) => {
        const registry = await startRegistry(t, kind);
        const entry = await add(registry, { certificateStatus });
        assert.equal(entry.certificatesChanged, changed);
        assert.equal(entry.county.code, '520328');
        assert.equal(await statusOf(registry, 'tea'), tea);
        assert.equal(await statusOf(registry, 'walnut'), walnut);
        assert.equal(await statusOf(registry, 'potato'), 'withdrawn');
        const params = { certificateId: sampleIds.certificate('tea') };
        const { statusChanges } = await bodyOf<Certificate>(
          await registry.call('getCertificate', { params }),
        );
        assert.deepEqual(statusChanges, [
          {
            status: certificateStatus,
            at: registry.now.toISOString(),
            reasonCode: 'supplierBlacklisted',
            reason: suspend.reason,
          },
        ]);
      });
    }

    it('takes thousands of certificates at once', async (t) => {
      const registry = await startRegistry(t, kind);
      const products = Array.from({ length: 3000 }, (_, number) => ({
        supplierId,
        name: `茶 ${number}`,
        spec: '1',
        categoryCode: '030101',
        countyCode: '520328',
        images: [],
        referencePriceFen: 1,
        annualSupply: { quantity: '1', unit: '袋' },
      }));
      await registry.database.transaction(async (connection) => {
        await upsertProducts(connection, products);
        const certificates = products.map((product, number) => ({
          directoryNo: `M-${number}`,
          batch: '1',
          productId: productIdOf(product),
          countyCode: '520328',
          reviewChain: [],
          linkage: { kinds: [], householdsHelped: 1, peopleHelped: 1 },
          commodityValueFen: 1,
          annualSupply: product.annualSupply,
          validFrom: '2020-05-08',
          validUntil: '2023-05-07',
        }));
        await upsertCertificates(connection, certificates);
      });
      assert.equal((await add(registry)).certificatesChanged, 3003);
      const query = { status: 'active', supplierId };
      const { items } = await bodyOf<Page<Certificate>>(
        await registry.call('listCertificates', { query }),
      );
      assert.deepEqual(items, []);
    });

    it('keeps certificates from being reinstated and renewed until the supplier is off it', async (t) => {
      const registry = await startRegistry(t, kind);
      registry.now = new Date('2023-05-01T04:00:00Z');
      const entry = await add(registry);
      const key = await registry.key(sampleKeys.administrator);
      const params = { certificateId: sampleIds.certificate('tea') };
      const reinstate = async () => {
        registry.now = new Date(registry.now.getTime() + 1000);
        const body = { status: 'active', reason: '整改合格' };
        return registry.call('changeCertificateStatus', { params, body, key });
      };
      assert.match((await problemOf(await reinstate())).detail, /on the blacklist/);
      await bodyOf(await remove(registry, entry.blacklistEntryId), 201);
      assert.equal(await statusOf(registry, 'tea'), 'suspended');
      await bodyOf(await reinstate(), 201);
      assert.equal(await statusOf(registry, 'tea'), 'active');
    });

    it('keeps a certificate from being renewed that was reinstated before', async (t) => {
      const registry = await startRegistry(t, kind);
      registry.now = new Date('2023-05-01T04:00:00Z');
      const entry = await add(registry, { until: '2023-05-01' });
      assert.equal(await isBlacklisted(registry.database, supplierId, registry.now), true);
      const params = { certificateId: sampleIds.certificate('tea') };
      const renewal = {
        linkage: { kinds: ['employment'], householdsHelped: 1, peopleHelped: 1 },
        checklist: { mechanism: true, quality: true, price: true },
      };
      registry.now = new Date('2023-05-02T04:00:00Z');
      const key = await registry.key(sampleKeys.administrator);
      const body = { status: 'active', reason: '期满' };
      await bodyOf(await registry.call('changeCertificateStatus', { params, body, key }), 201);
      assert.equal((await remove(registry, entry.blacklistEntryId)).status, 409);
      await registry.database.db.updateTable('blacklistEntry').set({ until: null }).execute();
      const renew = () => registry.call('renewCertificate', { params, body: renewal, key });
      assert.match((await problemOf(await renew())).detail, /on the blacklist/);
      await bodyOf(await remove(registry, entry.blacklistEntryId), 201);
      await bodyOf(await renew(), 201);
    });

    it('holds from the instant of the entry through the last day of its period', async (t) => {
      const registry = await startRegistry(t, kind);
      const { now } = registry;
      await add(registry, { until: '2020-10-18' });
      for (const [at, expected] of [
        [new Date(now.getTime() - 1), false],
        [now, true],
        [new Date('2020-10-18T15:59:59.999Z'), true],
        [new Date('2020-10-18T16:00:00Z'), false],
      ] as const) {
        const found = await isBlacklisted(registry.database, supplierId, at);
        assert.equal(found, expected, at.toISOString());
      }
    });

    it('is public, with past entries only for whoever asks for them', async (t) => {
      const registry = await startRegistry(t, kind);
      const { blacklistEntryId } = await add(registry);
      const list = async (query: Readonly<Record<string, string | boolean>> = {}) => {
        const response = await registry.call('listBlacklist', { query });
        return (await bodyOf<Page<BlacklistEntry>>(response)).items.map(
          ({ removalReason, uscc }) => [uscc, removalReason],
        );
      };
      const uscc = '93520328MA6E7K2Q95';
      assert.deepEqual(await list(), [[uscc, null]]);
      assert.deepEqual(await list({ divisionCode: '520000', supplierId }), [[uscc, null]]);
      assert.deepEqual(await list({ divisionCode: '510000' }), []);
      registry.now = new Date(registry.now.getTime() + 1000);
      await bodyOf(await remove(registry, blacklistEntryId), 201);
      assert.deepEqual(await list(), []);
      assert.deepEqual(await list({ past: true }), [[uscc, '整改合格']]);
      assert.equal((await problemOf(await remove(registry, blacklistEntryId))).code, 'conflict');
    });

    it('has a supplier once, and none that is unknown or whose period is over', async (t) => {
      const registry = await startRegistry(t, kind);
      const key = await registry.key(sampleKeys.supervisor);
      const refusal = async (changes: object) => {
        const body = { ...suspend, ...changes };
        const response = await registry.call('createBlacklistEntry', { body, key });
        const { code, issues } = await problemOf(response);
        return [code, issues?.[0]?.pointer];
      };
      assert.deepEqual(await refusal({ until: '2020-10-16' }), ['invalidInput', '/until']);
      assert.deepEqual(await refusal({ supplierId: 'sup_nothing00' }), [
        'invalidInput',
        '/supplierId',
      ]);
      await add(registry);
      assert.deepEqual(await refusal({}), ['conflict', undefined]);
    });

    it('is changed by supervisors of the division and administrators alone', async (t) => {
      const registry = await startRegistry(t, kind);
      for (const { name, access, key, headers, isOfTheCounty } of await everyCaller(registry)) {
        const caller = { headers, ...(key !== undefined && { key }) };
        const isRight = isOfTheCounty && ['supervisor', 'administrator'].includes(access);
        const refused = key === undefined ? 401 : 403;
        const added = await registry.call('createBlacklistEntry', { body: suspend, ...caller });
        assert.equal(added.status, isRight ? 201 : refused, name);
        const { blacklistEntryId } = isRight
          ? await bodyOf<BlacklistEntry>(added, 201)
          : await add(registry);
        const params = { blacklistEntryId };
        const body = { reason: '整改合格' };
        registry.now = new Date(registry.now.getTime() + 1000);
        const removed = await registry.call('removeBlacklistEntry', { params, body, ...caller });
        assert.equal(removed.status, isRight ? 201 : refused, name);
        if (!isRight) await bodyOf(await remove(registry, blacklistEntryId), 201);
        registry.now = new Date(registry.now.getTime() + 1000);
      }
    });
  });
}
