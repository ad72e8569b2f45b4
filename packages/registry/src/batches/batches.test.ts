import type { Application, ApplicationSummary, Batch, Certificate, Page } from '@fupin/schema';
import assert from 'node:assert/strict';
import { describe, test, type TestContext } from 'node:test';
import { openDesk, sampleDossier, type ReviewKeyName } from '../testing/applications.ts';
import { databaseKinds, type DatabaseKind } from '../testing/databases.ts';
import { bodyOf, problemOf, startRegistry } from '../testing/registry-under-test.ts';
import { lockTracksToList } from './batch-store.ts';

const schemeId = 'national-directory';

async function openCollation(t: TestContext, kind: DatabaseKind) {
  const registry = await startRegistry(t, kind);
  const desk = await openDesk(registry);
  /** Applications that await listing, or the determination before it. */
  const applications = async (specs: readonly string[], until = 6) => {
    const ids: string[] = [];
    for (const spec of specs) {
      const product = { ...sampleDossier().product, spec };
      const draft = await desk.draft([schemeId], 'meitan', sampleDossier('meitan', { product }));
      const submission = {
        params: { applicationId: draft.applicationId },
        body: { version: draft.version },
      };
      await bodyOf(await desk.call('submitApplication', 'meitan', submission), 201);
      ids.push(draft.applicationId);
    }
    const keys = ['township', 'county', 'county', 'county', 'prefecture', 'province'] as const;
    for (const [place, key] of keys.slice(0, until).entries()) {
      if (place === 3) desk.forward(8);
      for (const id of ids) await bodyOf(await desk.step(id, schemeId, key), 201);
    }
    return ids;
  };
  const create = async (name: string, applicationIds?: readonly string[]) =>
    bodyOf<Batch>(
      await desk.call('createBatch', 'national', {
        body: { schemeId, name, ...(applicationIds && { applicationIds }) },
      }),
      201,
    );
  const list = async (key: ReviewKeyName | null, query = {}) =>
    (await bodyOf<Page<Batch>>(await desk.call('listBatches', key, { query }))).items;
  const publish = (batchId: string, body = {}) =>
    desk.call('publishBatch', 'national', { params: { batchId }, body });
  const blacklist = async () => {
    const { supplier } = await desk.read(await draftId(), 'meitan');
    const entry = {
      supplierId: supplier.supplierId,
      reason: '以次充好',
      certificateStatus: 'suspended',
    };
    await bodyOf(await desk.call('createBlacklistEntry', 'administrator', { body: entry }), 201);
  };
  const draftId = async () => {
    const created = await desk.call('createApplication', 'meitan', {
      body: { schemeIds: [schemeId] },
    });
    return (await bodyOf<Application>(created, 201)).applicationId;
  };
  return { registry, desk, applications, create, list, publish, blacklist };
}

for (const kind of databaseKinds) {
  describe(kind.name, () => {
    test('an open batch is listed for the division that collates it alone, with what it holds', async (t) => {
      const { desk, applications, create, list } = await openCollation(t, kind);
      const [first = '', second = ''] = await applications(['1', '2']);
      const { batchId } = await create('甲', [first]);
      const open = { batchState: 'open' };
      const [batch, ...more] = await list('national', open);
      assert.deepEqual(
        [batch?.batchId, batch?.state, batch?.count, more],
        [batchId, 'open', 1, []],
      );
      for (const key of [null, 'province', 'county', 'meitan', 'administrator'] as const) {
        assert.deepEqual(await list(key, open), [], key ?? 'anybody');
      }
      const isListed = (await list('national')).some((each) => each.batchId === batchId);
      assert.equal(isListed, false);
      const shown = await desk.call('getBatch', 'national', { params: { batchId } });
      assert.equal((await bodyOf<Batch>(shown)).state, 'open');
      const held = await desk.call('listApplications', 'national', { query: { batchId } });
      const { items } = await bodyOf<Page<ApplicationSummary>>(held);
      assert.deepEqual(
        items.map(({ applicationId }) => applicationId),
        [first],
      );
      assert.notEqual(first, second);
    });

    test('what was in a batch that is discarded awaits listing again, and its name is free', async (t) => {
      const { desk, applications, create, list, publish } = await openCollation(t, kind);
      const [applicationId = ''] = await applications(['1']);
      const { batchId } = await create('甲');
      const params = { batchId };
      const discarded = await desk.call('discardBatch', 'national', { params });
      const { state, count } = await bodyOf<Batch>(discarded);
      assert.deepEqual([state, count], ['discarded', 1]);
      assert.equal((await desk.track(applicationId, schemeId)).batchId, null);
      assert.deepEqual(await list('national', { batchState: 'open' }), []);
      assert.equal((await problemOf(await publish(batchId))).code, 'notFound');
      const again = await create('甲');
      assert.deepEqual([again.batchId, again.count], [batchId, 1]);
      await bodyOf(await publish(batchId), 201);
      const late = await desk.call('discardBatch', 'national', { params });
      assert.equal((await problemOf(late)).code, 'conflict');
    });

    test('of publishing and discarding at once, one is done', async (t) => {
      const { registry, desk, applications, create, publish } = await openCollation(t, kind);
      const [applicationId = ''] = await applications(['1']);
      const { batchId } = await create('甲');
      const responses = await Promise.all([
        publish(batchId),
        desk.call('discardBatch', 'national', { params: { batchId } }),
      ]);
      assert.equal(responses.filter(({ ok }) => ok).length, 1);
      const { state, certificateId } = await desk.track(applicationId, schemeId);
      assert.equal(state === 'listed', certificateId !== null);
      assert.deepEqual(registry.failures, []);
    });

    test('a batch holds an application that no other one holds', async (t) => {
      const { desk, applications, create } = await openCollation(t, kind);
      const applicationIds = await applications(['1']);
      await create('甲', applicationIds);
      const body = { schemeId, name: '乙', applicationIds };
      const second = await desk.call('createBatch', 'national', { body });
      assert.match((await problemOf(second)).detail, /is in a batch already/);
    });

    test('a publication that fails leaves neither numbers, certificates nor changes', async (t) => {
      const { registry, desk, applications, create, publish } = await openCollation(t, kind);
      const [applicationId = ''] = await applications(['1']);
      const { batchId } = await create('甲');
      const before = await desk.track(applicationId, schemeId);
      const { db } = registry.database;
      await db.updateTable('applicationDossier').set({ content: '{}' }).execute();
      assert.equal((await publish(batchId)).status, 500);
      assert.deepEqual(await desk.track(applicationId, schemeId), before);
      assert.deepEqual(await db.selectFrom('directoryCounter').selectAll().execute(), []);
      const content = JSON.stringify(sampleDossier());
      await db.updateTable('applicationDossier').set({ content }).execute();
      await bodyOf(await publish(batchId), 201);
      const response = await desk.call('listBatchCertificates', null, { params: { batchId } });
      const { items } = await bodyOf<Page<Certificate>>(response);
      assert.deepEqual(
        items.map(({ directoryNo }) => directoryNo),
        ['FP-2020-520328-000001'],
      );
    });

    test('validity begins today or within a year', async (t) => {
      const { applications, create, publish } = await openCollation(t, kind);
      await applications(['1']);
      const { batchId } = await create('甲');
      for (const validFrom of ['2020-10-24', '2021-10-25', '2099-01-01']) {
        const { issues } = await problemOf(await publish(batchId, { validFrom }));
        assert.equal(issues?.[0]?.pointer, '/validFrom', validFrom);
      }
      await bodyOf(await publish(batchId, { validFrom: '2021-10-24' }), 201);
    });

    test('a supplier that came on the blacklist meanwhile gets no certificate', async (t) => {
      const { desk, applications, create, publish, blacklist } = await openCollation(t, kind);
      await applications(['1']);
      const [atNotice = ''] = await applications(['2'], 3);
      const { batchId } = await create('甲');
      desk.forward(8);
      await blacklist();
      assert.match((await problemOf(await publish(batchId))).detail, /on the blacklist/);
      const determined = await desk.step(atNotice, schemeId, 'county');
      assert.match((await problemOf(determined)).detail, /on the blacklist/);
      const back = { decision: 'return', reason: '供应商被列入黑名单' };
      await bodyOf(await desk.step(atNotice, schemeId, 'county', back), 201);
    });

    test('applications from elsewhere take no room from those of the division that collates', async (t) => {
      const { registry, applications } = await openCollation(t, kind);
      await applications(['1', '2'], 0);
      const { db } = registry.database;
      const [first] = await db
        .selectFrom('applicationTrack')
        .select('applicationId')
        .orderBy('applicationId')
        .execute();
      await db
        .updateTable('applicationTrack')
        .set({ awaitedStep: 'listed', awaitedArea: '520328' })
        .execute();
      await db
        .updateTable('applicationTrack')
        .set({ awaitedArea: '520327' })
        .where('applicationId', '=', first?.applicationId ?? '')
        .execute();
      const found = await registry.database.transaction((connection) =>
        lockTracksToList(connection, {
          schemeId,
          divisionCode: '520328',
          applicationIds: undefined,
          atMost: 1,
        }),
      );
      assert.equal(found.length, 1);
      assert.notEqual(found[0]?.applicationId, first?.applicationId);
    });
  });
}
