import { verifyBadge, type BadgeClaims } from '@fupin/credential';
import type { BadgeBundle, MarkLicence, Page } from '@fupin/schema';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { badgeIdOf } from '../outlets/listing-store.ts';
import { databaseKinds } from '../testing/databases.ts';
import { changeLicence, licencesOf } from '../testing/mark-licences.ts';
import {
  bodyOf,
  sampleKeys,
  startRegistry,
  type RegistryUnderTest,
} from '../testing/registry-under-test.ts';
import { sampleIds, sampleOrigin } from '../testing/sample-directory.ts';

const origin = 'https://new.example';
const badgeId = badgeIdOf(sampleIds.outlet, sampleIds.product('tea'));

async function badgeFor(registry: RegistryUnderTest, at: string): Promise<BadgeClaims | null> {
  const { badges, certificates, statusLists, keySet } = await bodyOf<BadgeBundle>(
    await registry.call('getBadgeBundle', { query: { badgeIds: [badgeId] } }),
  );
  const badge = badges[badgeId];
  if (!badge) return null;
  const certificate = certificates[badge.certificateId]!;
  const bundle = { badge: badge.badge, certificate, statusLists, keySet: keySet as never };
  const options = { issuer: 'did:web:registry.example', origin: at, now: registry.now };
  const verified = await verifyBadge(bundle, options);
  assert.equal(verified.state, 'valid');
  return 'badge' in verified ? verified.badge : null;
}

/** Ends the licence of the sample directory, so that only what a test grants is in force. */
async function surrenderSample(registry: RegistryUnderTest, key: string): Promise<void> {
  const { items } = await bodyOf<Page<MarkLicence>>(
    await registry.call('listMarkLicences', { query: { origin: sampleOrigin } }),
  );
  for (const licence of items) {
    await bodyOf(await changeLicence(registry, licence, 'surrendered', key), 201);
  }
}

for (const kind of databaseKinds) {
  describe(`a badge on ${kind.name}`, () => {
    it('names the licences of all its origins by their numbers', async (t) => {
      const registry = await startRegistry(t, kind);
      const { granted } = await licencesOf(registry);
      const { licenceNo } = await granted([origin]);
      const badge = await badgeFor(registry, origin);
      assert.deepEqual(badge?.credentialSubject.origins, [sampleOrigin, origin]);
      assert.equal(badge.credentialSubject.licences?.length, 2);
      assert.ok(badge.credentialSubject.licences.includes(licenceNo!));
    });

    it('lasts no longer than the licence, and is gone at its very end', async (t) => {
      const registry = await startRegistry(t, kind);
      const { granted, key } = await licencesOf(registry);
      await surrenderSample(registry, key);
      assert.equal(await badgeFor(registry, origin), null);
      const { validUntil } = await granted([origin]);
      registry.now = new Date(Date.parse(validUntil!) - 1000);
      assert.equal((await badgeFor(registry, origin))?.validUntil, validUntil);
      registry.now = new Date(validUntil!);
      assert.equal(await badgeFor(registry, origin), null);
    });

    it('is not issued while the licence is suspended, nor ever for one revoked', async (t) => {
      const registry = await startRegistry(t, kind);
      const { granted, key } = await licencesOf(registry);
      await surrenderSample(registry, key);
      const supervisor = await registry.key(sampleKeys.supervisor);
      const licence = await granted([origin]);
      for (const [status, isIssued] of [
        ['suspended', false],
        ['granted', true],
        ['revoked', false],
      ] as const) {
        await bodyOf(await changeLicence(registry, licence, status, supervisor), 201);
        assert.equal((await badgeFor(registry, origin)) !== null, isIssued, status);
      }
    });

    it('leaves out the origins of one licence that is suspended', async (t) => {
      const registry = await startRegistry(t, kind);
      const { granted } = await licencesOf(registry);
      const supervisor = await registry.key(sampleKeys.supervisor);
      const licence = await granted([origin]);
      await bodyOf(await changeLicence(registry, licence, 'suspended', supervisor), 201);
      const badge = await badgeFor(registry, sampleOrigin);
      assert.deepEqual(badge?.credentialSubject.origins, [sampleOrigin]);
    });
  });
}
