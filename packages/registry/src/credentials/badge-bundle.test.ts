import { verifyBadge, verifyCertificate, type BadgeClaims } from '@fupin/credential';
import type { BadgeBundle, CertificateBundle, MarkLicence } from '@fupin/schema';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { badgeIdOf } from '../outlets/listing-store.ts';
import { databaseKinds } from '../testing/databases.ts';
import {
  bodyOf,
  sampleKeys,
  startRegistry,
  type RegistryUnderTest,
} from '../testing/registry-under-test.ts';
import { sampleIds, sampleOrigin, type SampleName } from '../testing/sample-directory.ts';

const issuer = 'did:web:registry.example';
const badgeOf = (name: SampleName, outletId = sampleIds.outlet) =>
  badgeIdOf(outletId, sampleIds.product(name));
const bundleOf = async (registry: RegistryUnderTest, badgeIds: readonly string[]) =>
  bodyOf<BadgeBundle>(await registry.call('getBadgeBundle', { query: { badgeIds } }));

function verify(
  { badges, certificates, statusLists, keySet }: BadgeBundle,
  badgeId: string,
  { now, origin = sampleOrigin }: { now: Date; origin?: string },
) {
  const badge = badges[badgeId];
  assert.ok(badge, `no badge ${badgeId}`);
  const certificate = certificates[badge.certificateId]!;
  const bundle = { badge: badge.badge, certificate, statusLists, keySet: keySet as never };
  return verifyBadge(bundle, { issuer, origin, now });
}

for (const kind of databaseKinds) {
  describe(`badges on ${kind.name}`, () => {
    it('verify by the state of their certificate', async (t) => {
      const registry = await startRegistry(t, kind);
      const states: Partial<Record<SampleName, string>> = {
        tea: 'valid',
        pepper: 'valid',
        honey: 'expired',
        walnut: 'suspended',
        potato: 'revoked',
      };
      const names = Object.keys(states) as SampleName[];
      const bundle = await bundleOf(
        registry,
        names.map((name) => badgeOf(name)),
      );
      for (const name of names) {
        const { state } = await verify(bundle, badgeOf(name), registry);
        assert.equal(state, states[name], name);
      }
    });

    it('are wrongOrigin on a page that is not licensed, down to the port', async (t) => {
      const registry = await startRegistry(t, kind);
      const bundle = await bundleOf(registry, [badgeOf('tea')]);
      for (const origin of [
        'https://other.example',
        `${sampleOrigin}:8443`,
        'http://shop.example',
      ]) {
        const { now } = registry;
        assert.equal((await verify(bundle, badgeOf('tea'), { now, origin })).state, 'wrongOrigin');
      }
    });

    it('show a suspension, reinstatement and withdrawal in the next bundle', async (t) => {
      const registry = await startRegistry(t, kind);
      const key = await registry.key(sampleKeys.supervisor);
      const stateAfter = async (status: string) => {
        registry.now = new Date(registry.now.getTime() + 1000);
        const response = await registry.call('changeCertificateStatus', {
          params: { certificateId: sampleIds.certificate('tea') },
          body: { status, reason: '抽检不合格' },
          key,
        });
        await bodyOf(response, 201);
        const bundle = await bundleOf(registry, [badgeOf('tea')]);
        return (await verify(bundle, badgeOf('tea'), registry)).state;
      };
      assert.equal(
        (await verify(await bundleOf(registry, [badgeOf('tea')]), badgeOf('tea'), registry)).state,
        'valid',
      );
      assert.equal(await stateAfter('suspended'), 'suspended');
      assert.equal(await stateAfter('active'), 'valid');
      assert.equal(await stateAfter('withdrawn'), 'revoked');
    });

    it('are null where no listing has them, and where the outlet is licensed for no origin', async (t) => {
      const registry = await startRegistry(t, kind);
      const unknown = 'bdg_aaaaaaaaaaaa';
      const operator = await registry.key(sampleKeys.operator);
      const { items } = await bodyOf<{ items: MarkLicence[] }>(
        await registry.call('listMarkLicences', { query: { outletId: sampleIds.outlet } }),
      );
      for (const { licenceId } of items) {
        const body = { status: 'surrendered', reason: '网点停业' };
        const call = { params: { licenceId }, body, key: operator };
        await bodyOf(await registry.call('changeMarkLicenceStatus', call), 201);
      }
      const { badges } = await bundleOf(registry, [unknown, badgeOf('tea')]);
      assert.deepEqual(badges, { [unknown]: null, [badgeOf('tea')]: null });
      const single = await registry.call('getBadge', { params: { badgeId: badgeOf('tea') } });
      assert.equal(single.status, 404);
    });

    it('last at most 7 days and never longer than the certificate', async (t) => {
      const registry = await startRegistry(t, kind);
      const lifetimeAt = async (now: string) => {
        registry.now = new Date(now);
        const bundle = await bundleOf(registry, [badgeOf('tea')]);
        const verified = await verify(bundle, badgeOf('tea'), registry);
        assert.equal(verified.state, 'valid');
        return 'badge' in verified ? lifetime(verified.badge) : [];
      };
      assert.deepEqual(await lifetimeAt('2021-01-10T12:00:00Z'), [
        '2021-01-10T00:00:00.000Z',
        '2021-01-17T00:00:00.000Z',
      ]);
      assert.deepEqual(await lifetimeAt('2023-05-07T12:00:00Z'), [
        '2023-05-07T00:00:00.000Z',
        '2023-05-07T16:00:00.000Z',
      ]);
    });

    it('keep their tokens while nothing changes, so that a bundle has one entity tag', async (t) => {
      const registry = await startRegistry(t, kind);
      const query = { badgeIds: [badgeOf('tea'), badgeOf('pepper')] };
      const first = await registry.call('getBadgeBundle', { query });
      const etag = first.headers.get('etag')!;
      registry.now = new Date(registry.now.getTime() + 3_600_000);
      const again = await registry.call('getBadgeBundle', {
        query,
        headers: { 'if-none-match': etag },
      });
      assert.equal(again.status, 304);
      assert.equal(again.headers.get('cache-control'), 'public, no-cache');
    });

    it('go with a certificate that verifies by itself', async (t) => {
      const registry = await startRegistry(t, kind);
      const response = await registry.call('getCertificateBundle', {
        params: { certificateId: sampleIds.certificate('tea') },
      });
      const bundle = await bodyOf<CertificateBundle>(response);
      const verified = await verifyCertificate(bundle as never, { issuer, now: registry.now });
      assert.equal(verified.state, 'valid');
      assert.ok('certificate' in verified);
      const { credentialSubject } = verified.certificate;
      assert.equal(credentialSubject.directoryEntry.householdsHelped, 120);
      assert.equal(
        credentialSubject.assessment[0].assessedProduct[0].product.id,
        'https://id.gs1.org/01/06901234567892',
      );
    });
  });
}

function lifetime({ validFrom, validUntil }: BadgeClaims): string[] {
  return [validFrom, validUntil];
}
