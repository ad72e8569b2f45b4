import { verifyBadge, verifyCertificate } from '@fupin/credential';
import type {
  BadgeBundle,
  Certificate,
  CertificateBundle,
  ComplaintReceipt,
  Listing,
  Page,
  Product,
} from '@fupin/schema';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { supplierIdOf } from '../directory/supplier-store.ts';
import { badgeIdOf } from '../outlets/listing-store.ts';
import { databaseKinds } from '../testing/databases.ts';
import {
  bodyOf,
  registryOver,
  sampleKeys,
  startRegistry,
  type RegistryUnderTest,
} from '../testing/registry-under-test.ts';
import { sampleIds, sampleOrigin } from '../testing/sample-directory.ts';

const certificateId = sampleIds.certificate('tea');
const params = { certificateId };
const badgeId = badgeIdOf(sampleIds.outlet, sampleIds.product('tea'));

type Step = (registry: RegistryUnderTest, key: string) => Promise<unknown>;

const change =
  (status: string): Step =>
  async (registry, key) => {
    const body = { status, reason: '核查' };
    await bodyOf(await registry.call('changeCertificateStatus', { params, body, key }), 201);
  };

const uphold: Step = async (registry, key) => {
  const complaint = { kind: 'fake', text: '冒充' };
  const { complaintId } = await bodyOf<ComplaintReceipt>(
    await registry.call('createComplaint', { params, body: complaint }),
    201,
  );
  for (const state of ['acknowledged', 'investigating', 'upheld']) {
    const more = state === 'upheld' && { reason: '查实', certificateStatus: 'withdrawn' };
    const options = { params: { complaintId }, body: { state, ...more }, key };
    await bodyOf(await registry.call('changeComplaintState', options), 201);
  }
};

const failCheck: Step = async (registry, key) => {
  const body = { aspects: ['quality'], result: { outcome: 'failed', finding: '农残超标' } };
  await bodyOf(await registry.call('createSpotCheck', { params, body, key }), 201);
};

const blacklist: Step = async (registry, key) => {
  const supplierId = supplierIdOf('93520328MA6E7K2Q95');
  const body = { supplierId, reason: '冒充', certificateStatus: 'suspended' };
  await bodyOf(await registry.call('createBlacklistEntry', { body, key }), 201);
};

/** What each reader is shown of the tea. */
async function shown(registry: RegistryUnderTest) {
  const bundle = await bodyOf<BadgeBundle>(
    await registry.call('getBadgeBundle', { query: { badgeIds: [badgeId] } }),
  );
  const badge = bundle.badges[badgeId];
  assert.ok(badge);
  const { issuer, statusLists } = bundle;
  const keySet = bundle.keySet as never;
  const certificate = bundle.certificates[badge.certificateId] ?? '';
  const check = { issuer, now: registry.now };
  const ofBadge = await verifyBadge(
    { badge: badge.badge, certificate, statusLists, keySet },
    { ...check, origin: sampleOrigin },
  );
  const single = await bodyOf<CertificateBundle>(
    await registry.call('getCertificateBundle', { params }),
  );
  const ofCertificate = await verifyCertificate(single as never, check);
  const record = await bodyOf<Certificate>(await registry.call('getCertificate', { params }));
  const product = await bodyOf<Product>(
    await registry.call('getProduct', { params: { productId: sampleIds.product('tea') } }),
  );
  const listings = await bodyOf<Page<Listing>>(
    await registry.call('listListings', {
      params: { outletId: sampleIds.outlet },
      query: { inForce: true },
    }),
  );
  const page = await registry.call('getCertificateCredential', {
    params,
    headers: { accept: 'text/html', 'accept-language': 'en' },
  });
  const [, verdict = ''] = /class="verdict"[^>]*>([^<]*)</.exec(await page.text()) ?? [];
  const states = [ofBadge.state, ofCertificate.state, record.status, product.certificate?.status];
  return { states, isOnSale: listings.items.some(({ sku }) => sku === 'tea'), verdict };
}

for (const kind of databaseKinds) {
  describe(`a change of status on ${kind.name}`, () => {
    for (const [name, step, states] of [
      ['a suspension', change('suspended'), ['suspended', 'suspended', 'suspended', 'suspended']],
      ['a withdrawal', change('withdrawn'), ['revoked', 'revoked', 'withdrawn', 'withdrawn']],
      ['a failed spot check', failCheck, ['suspended', 'suspended', 'suspended', 'suspended']],
      ['a complaint upheld', uphold, ['revoked', 'revoked', 'withdrawn', 'withdrawn']],
      [
        'an entry of the blacklist',
        blacklist,
        ['suspended', 'suspended', 'suspended', 'suspended'],
      ],
    ] as const) {
      it(`by ${name} is in every next answer, in the same millisecond`, async (t) => {
        const registry = await startRegistry(t, kind);
        const key = await registry.key(sampleKeys.administrator);
        const before = await shown(registry);
        assert.deepEqual(before.states, ['valid', 'valid', 'active', 'active']);
        assert.equal(before.isOnSale, true);
        await step(registry, key);
        const after = await shown(registry);
        assert.deepEqual(after.states, states);
        assert.equal(after.isOnSale, false);
        assert.notEqual(after.verdict, before.verdict);
      });
    }

    it('makes every cache ask again: nothing public is kept without asking', async (t) => {
      const registry = await startRegistry(t, kind);
      const key = await registry.key(sampleKeys.administrator);
      const calls = [
        ['getBadgeBundle', { query: { badgeIds: [badgeId] } }],
        ['getCertificateBundle', { params }],
        ['getStatusList', { params: { statusListId: 'stl_suspension1' } }],
        ['getCertificate', { params }],
        ['listCertificates', {}],
      ] as const;
      const read = (headers: readonly Readonly<Record<string, string>>[] = []) =>
        Promise.all(
          calls.map(([operationId, options], place) =>
            registry.call(operationId, { ...options, headers: headers[place] ?? {} }),
          ),
        );
      const first = await read();
      for (const response of first) {
        assert.equal(response.headers.get('cache-control'), 'public, no-cache');
      }
      const tags = first.map(({ headers }) => ({ 'if-none-match': headers.get('etag') ?? '' }));
      const statuses = (responses: readonly Response[]) => responses.map(({ status }) => status);
      assert.deepEqual(statuses(await read(tags)), [304, 304, 304, 304, 304]);
      await change('suspended')(registry, key);
      assert.deepEqual(statuses(await read(tags)), [200, 200, 200, 200, 200]);
    });

    it('is in the answers of another process over the same database at once', async (t) => {
      const registry = await startRegistry(t, kind);
      const other = registryOver(registry.database);
      const key = await registry.key(sampleKeys.administrator);
      assert.deepEqual((await shown(other)).states, ['valid', 'valid', 'active', 'active']);
      await change('suspended')(registry, key);
      assert.deepEqual((await shown(other)).states, Array(4).fill('suspended'));
    });
  });
}
