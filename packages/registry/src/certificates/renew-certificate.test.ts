import { verifyBadge } from '@fupin/credential';
import {
  isInForce,
  type BadgeBundle,
  type Certificate,
  type Listing,
  type Page,
  type Product,
} from '@fupin/schema';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { badgeIdOf } from '../outlets/listing-store.ts';
import { everyCaller } from '../testing/callers.ts';
import { databaseKinds } from '../testing/databases.ts';
import {
  bodyOf,
  problemOf,
  sampleKeys,
  startRegistry,
  type RegistryUnderTest,
} from '../testing/registry-under-test.ts';
import { sampleIds, sampleOrigin } from '../testing/sample-directory.ts';

// The sample tea is valid until 7 May 2023.
const lastMonth = new Date('2023-04-10T04:00:00Z');
const afterItsEnd = new Date('2023-06-01T04:00:00Z');
const certificateId = sampleIds.certificate('tea');
const params = { certificateId };
const renewal = {
  linkage: { kinds: ['employment', 'processing'], householdsHelped: 150, peopleHelped: 480 },
  checklist: { mechanism: true, quality: true, price: true },
};

const renew = async (registry: RegistryUnderTest, changes: object = {}, of = certificateId) =>
  registry.call('renewCertificate', {
    params: { certificateId: of },
    body: { ...renewal, ...changes },
    key: await registry.key(sampleKeys.administrator),
  });

async function refusalOf(response: Promise<Response>): Promise<string> {
  const { code, detail, issues } = await problemOf(await response);
  return `${code}: ${issues?.[0]?.pointer ?? detail}`;
}

for (const kind of databaseKinds) {
  describe(`a renewal on ${kind.name}`, () => {
    it('begins on the day after the old certificate’s last, for as long as the scheme gives', async (t) => {
      const registry = await startRegistry(t, kind);
      registry.now = lastMonth;
      const successor = await bodyOf<Certificate>(await renew(registry), 201);
      assert.equal(successor.validFrom, '2023-05-08');
      assert.equal(successor.validUntil, '2026-05-07');
      assert.equal(successor.renews, certificateId);
      assert.equal(successor.directoryNo, 'T-tea-R1');
      assert.deepEqual(successor.linkage, renewal.linkage);
      assert.equal(successor.status, 'active');
      const old = await bodyOf<Certificate>(await registry.call('getCertificate', { params }));
      assert.equal(old.renewedBy, successor.certificateId);
      const instants = ['2023-05-07T15:59:59.999Z', '2023-05-07T16:00:00Z'];
      const inForce = instants.map((at) =>
        [old, successor].map((certificate) => isInForce(certificate, new Date(at))),
      );
      assert.deepEqual(inForce, [
        [true, false],
        [false, true],
      ]);
    });

    it('begins today where the old certificate has ended', async (t) => {
      const registry = await startRegistry(t, kind);
      registry.now = afterItsEnd;
      const successor = await bodyOf<Certificate>(
        await renew(registry, { validUntil: '2024-05-31', batch: '2023-03' }),
        201,
      );
      assert.equal(successor.validFrom, '2023-06-01');
      assert.equal(successor.validUntil, '2024-05-31');
      assert.equal(successor.batch, '2023-03');
    });

    it('is followed by product, listing and badge by themselves, on the very day', async (t) => {
      const registry = await startRegistry(t, kind);
      registry.now = lastMonth;
      const successor = await bodyOf<Certificate>(await renew(registry), 201);
      const badgeId = badgeIdOf(sampleIds.outlet, sampleIds.product('tea'));
      const shownAt = async (at: string) => {
        registry.now = new Date(at);
        const bundle = await bodyOf<BadgeBundle>(
          await registry.call('getBadgeBundle', { query: { badgeIds: [badgeId] } }),
        );
        const badge = bundle.badges[badgeId];
        assert.ok(badge);
        const parts = {
          badge: badge.badge,
          certificate: bundle.certificates[badge.certificateId] ?? '',
          statusLists: bundle.statusLists,
          keySet: bundle.keySet as never,
        };
        const check = { issuer: bundle.issuer, origin: sampleOrigin, now: registry.now };
        const { state } = await verifyBadge(parts, check);
        const product = await bodyOf<Product>(
          await registry.call('getProduct', { params: { productId: sampleIds.product('tea') } }),
        );
        const { items } = await bodyOf<Page<Listing>>(
          await registry.call('listListings', { params: { outletId: sampleIds.outlet } }),
        );
        const listing = items.find(({ sku }) => sku === 'tea');
        assert.equal(product.certificate?.certificateId, badge.certificateId);
        assert.equal(listing?.product.certificate?.certificateId, badge.certificateId);
        return [state, badge.certificateId];
      };
      assert.deepEqual(await shownAt('2023-05-07T15:59:59Z'), ['valid', certificateId]);
      assert.deepEqual(await shownAt('2023-05-07T16:00:00Z'), ['valid', successor.certificateId]);
    });

    it('is made once, and each successor is renewed in its turn', async (t) => {
      const registry = await startRegistry(t, kind);
      registry.now = lastMonth;
      const [first, second] = await Promise.all([renew(registry), renew(registry)]);
      const statuses = [first, second].map(({ status }) => status).toSorted();
      assert.deepEqual(statuses, [201, 409]);
      const refused = [first, second].find(({ status }) => status === 409);
      assert.match((await problemOf(refused!)).detail, /renewed before/);
      const successor = await bodyOf<Certificate>(
        [first, second].find(({ status }) => status === 201)!,
        201,
      );
      registry.now = new Date('2026-05-01T04:00:00Z');
      const third = await bodyOf<Certificate>(
        await renew(registry, {}, successor.certificateId),
        201,
      );
      assert.equal(third.directoryNo, 'T-tea-R2');
      assert.equal(third.validFrom, '2026-05-08');
      registry.now = new Date('2026-06-01T04:00:00Z');
      assert.match(await refusalOf(renew(registry)), /conflict: The certificate was renewed/);
    });

    it('is for the certifying county and the administrator, and for nobody else', async (t) => {
      const registry = await startRegistry(t, kind);
      registry.now = lastMonth;
      for (const { name, key, headers } of await everyCaller(registry)) {
        const options = { params, body: renewal, headers, ...(key !== undefined && { key }) };
        const response = await registry.call('renewCertificate', options);
        if (key === undefined) {
          assert.equal((await problemOf(response)).code, 'unauthenticated', name);
        } else if (name === 'an administrator') {
          assert.match((await problemOf(response)).detail, /renewed before/);
        } else if (name === 'the county’s certifier') {
          await bodyOf(response, 201);
        } else {
          assert.equal((await problemOf(response)).code, 'forbidden', name);
        }
      }
    });

    it('is refused too early, while suspended, once withdrawn, and without every point confirmed', async (t) => {
      const registry = await startRegistry(t, kind);
      assert.match(await refusalOf(renew(registry)), /conflict: .*in its last 180 days/);
      registry.now = lastMonth;
      assert.match(
        await refusalOf(renew(registry, {}, sampleIds.certificate('walnut'))),
        /conflict: The certificate is suspended/,
      );
      assert.match(
        await refusalOf(renew(registry, {}, sampleIds.certificate('potato'))),
        /conflict: The certificate is withdrawn/,
      );
      const checklist = { mechanism: true, quality: false, price: true };
      assert.equal(
        await refusalOf(renew(registry, { checklist })),
        'invalidInput: /checklist/quality',
      );
      const { checklist: _, ...without } = renewal;
      const key = await registry.key(sampleKeys.administrator);
      assert.equal(
        await refusalOf(registry.call('renewCertificate', { params, body: without, key })),
        'invalidInput: /checklist',
      );
      const unknown = renew(registry, {}, 'crt_nothing00000');
      assert.match(await refusalOf(unknown), /^notFound/);
    });

    for (const validUntil of ['2023-05-07', '2026-05-08']) {
      it(`does not last until ${validUntil}, where it begins on 2023-05-08 for three years`, async (t) => {
        const registry = await startRegistry(t, kind);
        registry.now = lastMonth;
        assert.equal(await refusalOf(renew(registry, { validUntil })), 'invalidInput: /validUntil');
      });
    }

    it('takes no number that is taken', async (t) => {
      const registry = await startRegistry(t, kind);
      registry.now = lastMonth;
      assert.match(
        await refusalOf(renew(registry, { directoryNo: 'T-pepper' })),
        /conflict: The directory number T-pepper is taken/,
      );
    });

    it('does not speak for the product before it begins, also where the old one is suspended', async (t) => {
      const registry = await startRegistry(t, kind);
      registry.now = lastMonth;
      await bodyOf(await renew(registry), 201);
      const key = await registry.key(sampleKeys.administrator);
      const body = { status: 'suspended', reason: '抽检' };
      await bodyOf(await registry.call('changeCertificateStatus', { params, body, key }), 201);
      const { certificate } = await bodyOf<Product>(
        await registry.call('getProduct', { params: { productId: sampleIds.product('tea') } }),
      );
      assert.equal(certificate?.certificateId, certificateId);
      assert.equal(certificate?.linkage.householdsHelped, 120);
    });

    it('is suspended and withdrawn with the certificate that it follows', async (t) => {
      const registry = await startRegistry(t, kind);
      registry.now = lastMonth;
      const successor = await bodyOf<Certificate>(await renew(registry), 201);
      const key = await registry.key(sampleKeys.administrator);
      const statusAfter = async (of: string, status: string) => {
        registry.now = new Date(registry.now.getTime() + 1000);
        const options = { params: { certificateId: of }, body: { status, reason: '抽检' }, key };
        await bodyOf(await registry.call('changeCertificateStatus', options), 201);
        const both = [certificateId, successor.certificateId].map(async (each) => {
          const read = { params: { certificateId: each } };
          return (await bodyOf<Certificate>(await registry.call('getCertificate', read))).status;
        });
        return Promise.all(both);
      };
      const { certificateId: next } = successor;
      assert.deepEqual(await statusAfter(certificateId, 'suspended'), ['suspended', 'suspended']);
      assert.deepEqual(await statusAfter(certificateId, 'active'), ['active', 'active']);
      assert.deepEqual(await statusAfter(next, 'suspended'), ['active', 'suspended']);
      assert.deepEqual(await statusAfter(certificateId, 'suspended'), ['suspended', 'suspended']);
      assert.deepEqual(await statusAfter(certificateId, 'active'), ['active', 'suspended']);
      assert.deepEqual(await statusAfter(certificateId, 'withdrawn'), ['withdrawn', 'withdrawn']);
    });
  });
}
