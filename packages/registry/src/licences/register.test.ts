import type { MarkLicence, OperationQuery, Page } from '@fupin/schema';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { databaseKinds } from '../testing/databases.ts';
import { changeLicence, licencesOf } from '../testing/mark-licences.ts';
import {
  bodyOf,
  sampleKeys,
  startRegistry,
  type RegistryUnderTest,
} from '../testing/registry-under-test.ts';
import { sampleIds, sampleOrigin } from '../testing/sample-directory.ts';

const list = async (
  registry: RegistryUnderTest,
  query: OperationQuery<'listMarkLicences'> = {},
  key?: string,
) =>
  bodyOf<Page<MarkLicence>>(
    await registry.call('listMarkLicences', { query, ...(key !== undefined && { key }) }),
  );

for (const kind of databaseKinds) {
  describe(`the register of mark licences on ${kind.name}`, () => {
    it('is found through by outlet, origin, operator and status', async (t) => {
      const registry = await startRegistry(t, kind);
      registry.now = new Date(registry.now.getTime() + 1000);
      const mine = await licencesOf(registry);
      const theirs = await licencesOf(registry, 'otherOperator');
      const supervisor = await registry.key(sampleKeys.supervisor);
      const a = await mine.granted(['https://a.example', 'https://m.a.example']);
      const b = await theirs.granted(['https://b.example']);
      const c = await mine.granted(['https://c.example']);
      await bodyOf(await changeLicence(registry, c, 'suspended', supervisor), 201);
      const idsOf = async (query: OperationQuery<'listMarkLicences'>) =>
        (await list(registry, query)).items.map(({ licenceId }) => licenceId);
      const [sample] = await idsOf({ origin: sampleOrigin });
      assert.ok(sample);
      assert.deepEqual(await idsOf({}), [c, b, a].map(({ licenceId }) => licenceId).concat(sample));
      assert.deepEqual(await idsOf({ origin: 'https://m.a.example' }), [a.licenceId]);
      assert.deepEqual(await idsOf({ origin: 'https://x.example' }), []);
      assert.deepEqual(await idsOf({ outletId: sampleIds.otherOutlet }), [b.licenceId]);
      assert.deepEqual(await idsOf({ operatorName: '乙商城' }), [b.licenceId]);
      assert.deepEqual(await idsOf({ operatorName: '甲商城', status: 'suspended' }), [c.licenceId]);
      assert.deepEqual(await idsOf({ status: 'granted' }), [b.licenceId, a.licenceId, sample]);
      assert.deepEqual(await idsOf({ status: 'expired' }), []);
      registry.now = new Date(b.validUntil!);
      assert.deepEqual(await idsOf({ status: 'granted' }), [sample]);
      assert.deepEqual(await idsOf({ status: 'expired' }), [b.licenceId, a.licenceId]);
    });

    it('is changed by supervisors of where the outlet is, and for one online alone by the nation’s', async (t) => {
      const registry = await startRegistry(t, kind);
      const { granted } = await licencesOf(registry);
      const licence = await granted(['https://a.example']);
      const place = (divisionCode: string | null) =>
        registry.database.db
          .updateTable('outlet')
          .set({ divisionCode })
          .where('outletId', '=', sampleIds.outlet)
          .execute();
      const statusBy = async (divisionCode: string, status: 'suspended' | 'granted') => {
        const key = await registry.key({ role: 'supervisor', divisionCode });
        return (await changeLicence(registry, licence, status, key)).status;
      };
      await place('520328');
      assert.equal(await statusBy('513431', 'suspended'), 403);
      assert.equal(await statusBy('520000', 'suspended'), 201);
      assert.equal(await statusBy('520328', 'granted'), 201);
      await place(null);
      assert.equal(await statusBy('520000', 'suspended'), 403);
      const nation = await registry.key(sampleKeys.supervisor);
      assert.equal((await changeLicence(registry, licence, 'suspended', nation)).status, 201);
    });

    it('is paged, each licence on one page', async (t) => {
      const registry = await startRegistry(t, kind);
      const { granted } = await licencesOf(registry);
      for (const name of ['a', 'b', 'c', 'd']) await granted([`https://${name}.example`]);
      const all = (await list(registry)).items;
      assert.equal(all.length, 5);
      const paged: MarkLicence[] = [];
      let cursor: string | undefined;
      do {
        const query = { limit: 2, ...(cursor !== undefined && { cursor }) };
        const page: Page<MarkLicence> = await list(registry, query);
        paged.push(...page.items);
        cursor = page.nextCursor ?? undefined;
      } while (cursor !== undefined);
      assert.deepEqual(paged, all);
    });

    it('shows challenges, findings, signatory and what is pending to the licensee alone', async (t) => {
      const registry = await startRegistry(t, kind);
      const { ask, granted, key } = await licencesOf(registry);
      const open = await granted(['https://a.example']);
      const pending = await ask(['https://b.example']);
      const viewers = {
        licensee: key,
        another: (await licencesOf(registry, 'otherOperator')).key,
        supervisor: await registry.key(sampleKeys.supervisor),
        anybody: undefined,
      };
      for (const [viewer, viewerKey] of Object.entries(viewers)) {
        const { items } = await list(registry, { outletId: sampleIds.outlet }, viewerKey);
        const seesPending = viewer === 'licensee' || viewer === 'supervisor';
        const ids = items.map(({ licenceId }) => licenceId);
        assert.equal(ids.includes(pending.licenceId), seesPending, viewer);
        const params = { licenceId: pending.licenceId };
        const got = await registry.call('getMarkLicence', {
          params,
          ...(viewerKey !== undefined && { key: viewerKey }),
        });
        assert.equal(got.status, seesPending ? 200 : 404, viewer);
        const shown = JSON.stringify(items.find(({ licenceId }) => licenceId === open.licenceId));
        for (const word of ['"challenge"', '"signatory"', '王建国', '021-5555']) {
          assert.equal(shown.includes(word), viewer === 'licensee', `${viewer} ${word}`);
        }
      }
      const { items } = await list(registry, { status: 'pending' });
      assert.deepEqual(items, []);
    });
  });
}
