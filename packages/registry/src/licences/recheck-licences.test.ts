import type { MarkLicence, Outlet } from '@fupin/schema';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { databaseKinds } from '../testing/databases.ts';
import { acceptance, licencesOf } from '../testing/mark-licences.ts';
import { bodyOf, startRegistry, type RegistryUnderTest } from '../testing/registry-under-test.ts';
import { sampleIds, sampleOrigin } from '../testing/sample-directory.ts';
import { recheckLicences } from './recheck-licences.ts';

const origin = 'https://new.example';
const dayMs = 86_400_000;

const originsOf = async (registry: RegistryUnderTest) =>
  (
    await bodyOf<Outlet>(
      await registry.call('getOutlet', { params: { outletId: sampleIds.outlet } }),
    )
  ).origins;

/** Looks again so many days after the registry's last instant. */
function recheckAfter(registry: RegistryUnderTest, days: number) {
  registry.now = new Date(registry.now.getTime() + days * dayMs);
  return recheckLicences(registry.database, { ...registry.sites, clock: () => registry.now });
}

for (const kind of databaseKinds) {
  describe(`looking again on ${kind.name}`, () => {
    it('happens a day after the last look, and notes that the proof stands', async (t) => {
      const registry = await startRegistry(t, kind);
      const { granted, read } = await licencesOf(registry);
      const licence = await granted([origin]);
      const { provedAt } = licence.origins[0]!.proof!;
      assert.deepEqual(await recheckAfter(registry, 0.99), { expired: 0, looked: 0, suspended: 0 });
      assert.equal((await recheckAfter(registry, 0.01)).looked, 1);
      const { proof } = (await read(licence)).origins[0]!;
      assert.deepEqual([proof?.provedAt, proof?.checkedAt], [provedAt, registry.now.toISOString()]);
      assert.equal((await recheckAfter(registry, 0)).looked, 0);
    });

    it('suspends where the proof is gone at four looks over three days, and never earlier', async (t) => {
      const registry = await startRegistry(t, kind);
      const { granted, read } = await licencesOf(registry);
      const licence = await granted([origin]);
      registry.sites.files.clear();
      for (const day of [1, 2, 3]) {
        assert.equal((await recheckAfter(registry, 1)).suspended, 0, `day ${day}`);
        const { status, origins } = await read(licence);
        assert.equal(status, 'granted');
        assert.match(origins[0]?.finding?.found ?? '', /refused the connection/);
        assert.deepEqual(await originsOf(registry), [sampleOrigin, origin]);
      }
      assert.equal((await recheckAfter(registry, 1)).suspended, 1);
      const { status, statusChanges } = await read(licence);
      const { by, reason } = statusChanges.at(-1)!;
      assert.deepEqual([status, by], ['suspended', 'registry']);
      assert.ok(reason?.includes(origin));
      assert.deepEqual(await originsOf(registry), [sampleOrigin]);
      assert.equal((await recheckAfter(registry, 1)).looked, 0);
    });

    it('forgets failures once the proof is seen again', async (t) => {
      const registry = await startRegistry(t, kind);
      const { granted, prove, read } = await licencesOf(registry);
      const licence = await granted([origin]);
      for (const isThere of [false, false, false, true, false, false, false]) {
        registry.sites.files.clear();
        if (isThere) prove(licence);
        await recheckAfter(registry, 1);
      }
      assert.equal((await read(licence)).status, 'granted');
      await recheckAfter(registry, 1);
      assert.equal((await read(licence)).status, 'suspended');
    });

    it('does not suspend for many failures within hours', async (t) => {
      const registry = await startRegistry(t, kind);
      const { granted, read } = await licencesOf(registry);
      const licence = await granted([origin]);
      registry.sites.files.clear();
      for (let look = 0; look < 6; look += 1) {
        await registry.database.db
          .updateTable('markLicence')
          .set({ nextCheckAt: registry.now.toISOString() })
          .where('licenceId', '=', licence.licenceId)
          .execute();
        assert.equal((await recheckAfter(registry, 0.1)).looked, 1);
      }
      assert.equal((await read(licence)).status, 'granted');
    });

    it('what it suspended is reinstated when the proof is back and verified', async (t) => {
      const registry = await startRegistry(t, kind);
      const { granted, prove, verify, read } = await licencesOf(registry);
      const licence = await granted([origin]);
      registry.sites.files.clear();
      for (let day = 0; day < 4; day += 1) await recheckAfter(registry, 1);
      assert.equal((await verify(licence)).status, 'suspended');
      prove(licence);
      assert.equal((await verify(licence)).status, 'granted');
      assert.deepEqual(await originsOf(registry), [sampleOrigin, origin]);
      assert.equal((await recheckAfter(registry, 1)).looked, 1);
      assert.equal((await read(licence)).status, 'granted');
    });

    it('is shared by processes: each licence is looked at by one of them', async (t) => {
      const registry = await startRegistry(t, kind);
      const { granted } = await licencesOf(registry);
      const names = Array.from({ length: 20 }, (_, number) => `https://s${number}.example`);
      for (const name of names) await granted([name]);
      registry.sites.asked.length = 0;
      const rounds = await Promise.all([1, 0, 0].map((days) => recheckAfter(registry, days)));
      assert.equal(
        rounds.reduce((sum, { looked }) => sum + looked, 0),
        names.length,
      );
      const files = registry.sites.asked.filter((asked) => asked.startsWith('https:'));
      assert.deepEqual(
        files.toSorted(),
        names.map((name) => `${name}/.well-known/fupin-licence.txt`).toSorted(),
      );
    });

    it('leaves alone what an administrator vouched for', async (t) => {
      const registry = await startRegistry(t, kind);
      assert.equal((await recheckAfter(registry, 30)).looked, 0);
      assert.deepEqual(await originsOf(registry), [sampleOrigin]);
    });

    it('takes the origins of an expired licence away', async (t) => {
      const registry = await startRegistry(t, kind);
      const { granted, read } = await licencesOf(registry);
      const licence = await granted([origin]);
      registry.now = new Date(licence.validUntil!);
      assert.equal((await read(licence)).status, 'expired');
      assert.deepEqual(await recheckAfter(registry, 0), { expired: 1, looked: 0, suspended: 0 });
      assert.deepEqual(await originsOf(registry), [sampleOrigin]);
      assert.equal((await read(licence)).status, 'expired');
    });
  });

  describe(`renewing on ${kind.name}`, () => {
    const renew = async (registry: RegistryUnderTest, { licenceId }: MarkLicence, key: string) =>
      registry.call('renewMarkLicence', { params: { licenceId }, body: acceptance, key });

    it('is open in the last 60 days, keeps the number and adds a year to the end', async (t) => {
      const registry = await startRegistry(t, kind);
      const { granted, prove, verify, read, key } = await licencesOf(registry);
      const licence = await granted([origin]);
      const end = new Date(licence.validUntil!);
      registry.now = new Date(end.getTime() - 60 * dayMs - 1);
      assert.equal((await renew(registry, licence, key)).status, 409);
      registry.now = new Date(end.getTime() - 60 * dayMs);
      const renewing = await bodyOf<MarkLicence>(await renew(registry, licence, key), 201);
      assert.equal(renewing.status, 'granted');
      assert.notEqual(renewing.origins[0]?.challenge?.text, licence.origins[0]?.challenge?.text);
      const early = await verify(licence);
      assert.deepEqual([early.status, early.validUntil], ['granted', licence.validUntil]);
      assert.ok(early.origins[0]?.finding);
      await recheckAfter(registry, 1);
      assert.equal((await read(licence)).origins[0]?.finding, undefined);
      prove(renewing);
      await recheckAfter(registry, 1);
      assert.equal((await read(licence)).validUntil, licence.validUntil);
      const renewed = await verify(licence);
      assert.deepEqual(
        [renewed.licenceNo, renewed.validFrom, renewed.validUntil],
        [licence.licenceNo, licence.validFrom, new Date(end.getTime() + 365 * dayMs).toISOString()],
      );
      assert.equal(renewed.renewalRequestedAt, undefined);
    });

    it('brings an expired licence back from the day of its proof', async (t) => {
      const registry = await startRegistry(t, kind);
      const { granted, prove, verify, key } = await licencesOf(registry);
      const licence = await granted([origin]);
      registry.now = new Date(licence.validUntil!);
      await recheckAfter(registry, 30);
      prove(await bodyOf<MarkLicence>(await renew(registry, licence, key), 201));
      const renewed = await verify(licence);
      assert.deepEqual(
        [renewed.status, renewed.licenceNo, renewed.validUntil],
        ['granted', licence.licenceNo, '2022-11-17T16:00:00.000Z'],
      );
      assert.deepEqual(await originsOf(registry), [sampleOrigin, origin]);
    });
  });
}
