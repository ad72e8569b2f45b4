import type { Application, ApplicationSummary, Batch, ObjectionReceipt, Page } from '@fupin/schema';
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { openDesk, sampleDossier, type ReviewKeyName } from '../testing/applications.ts';
import { databaseKinds } from '../testing/databases.ts';
import { bodyOf, problemOf, startRegistry } from '../testing/registry-under-test.ts';

for (const kind of databaseKinds) {
  describe(kind.name, () => {
    test('a desk shows what awaits it, the longest waiting first, page by page', async (t) => {
      const registry = await startRegistry(t, kind);
      const desk = await openDesk(registry);
      const ids: string[] = [];
      for (const spec of ['1', '2', '3']) {
        const product = { ...sampleDossier().product, spec };
        const dossier = sampleDossier('meitan', { product });
        const draft = await desk.draft(['national-directory'], 'meitan', dossier);
        const params = { applicationId: draft.applicationId };
        const body = { version: draft.version };
        await bodyOf(await desk.call('submitApplication', 'meitan', { params, body }), 201);
        ids.push(draft.applicationId);
        registry.now = new Date(registry.now.getTime() + 1000);
      }
      const list = async (key: ReviewKeyName, query: Record<string, string> = {}) =>
        bodyOf<Page<ApplicationSummary>>(await desk.call('listApplications', key, { query }));
      const idsOf = ({ items }: Page<ApplicationSummary>) =>
        items.map(({ applicationId }) => applicationId);

      const first = await list('township', { awaitsMe: 'true', limit: '2' });
      assert.deepEqual(idsOf(first), ids.slice(0, 2));
      assert.equal(first.items[0]?.awaited?.actor, '乡镇人民政府');
      const cursor = first.nextCursor ?? '';
      const second = await list('township', { awaitsMe: 'true', limit: '2', cursor });
      assert.deepEqual([idsOf(second), second.nextCursor], [ids.slice(2), null]);

      await bodyOf(await desk.step(ids[0] ?? '', 'national-directory', 'township'), 201);
      assert.deepEqual(idsOf(await list('township', { awaitsMe: 'true' })), ids.slice(1));
      assert.deepEqual(idsOf(await list('township', { awaitsMe: 'false' })), ids.slice(0, 1));
      assert.deepEqual(idsOf(await list('county', { awaitsMe: 'true' })), ids.slice(0, 1));
      assert.equal((await list('county')).items.length, 3);
      assert.equal((await list('province', { divisionCode: '520300' })).items.length, 3);
      assert.equal((await list('province', { divisionCode: '520400' })).items.length, 0);
      assert.equal((await list('administrator', { trackState: 'firstReview' })).items.length, 1);
      assert.equal((await list('supervisor', { schemeId: 'sichuan-mark' })).items.length, 0);
      assert.equal((await list('meitan')).items.length, 3);
      assert.equal((await list('meitan', { awaitsMe: 'true' })).items.length, 0);
      const foreign = await desk.call('listApplications', 'county', { query: { cursor } });
      assert.equal((await problemOf(foreign)).code, 'invalidInput');
    });

    test('a township is shown what it reviews alone, as elsewhere', async (t) => {
      const desk = await openDesk(await startRegistry(t, kind));
      const { applicationId, version } = await desk.draft(['consumption-assistance']);
      const params = { applicationId };
      const submission = { params, body: { version } };
      await bodyOf(await desk.call('submitApplication', 'meitan', submission), 201);
      assert.equal((await desk.call('getApplication', 'township', { params })).status, 404);
      const list = await desk.call('listApplications', 'township');
      assert.deepEqual((await bodyOf<Page<unknown>>(list)).items, []);
    });

    test('while a notice lasts a desk has nothing to do, unless somebody objects', async (t) => {
      const desk = await openDesk(await startRegistry(t, kind));
      const schemeId = 'national-directory';
      const { applicationId, version } = await desk.draft([schemeId]);
      const params = { applicationId };
      const submission = { params, body: { version } };
      await bodyOf(await desk.call('submitApplication', 'meitan', submission), 201);
      for (const key of ['township', 'county', 'county'] as const) {
        await bodyOf(await desk.step(applicationId, schemeId, key), 201);
      }
      const count = async (awaitsMe: 'true' | 'false') => {
        const response = await desk.call('listApplications', 'county', { query: { awaitsMe } });
        return (await bodyOf<Page<unknown>>(response)).items.length;
      };
      assert.deepEqual([await count('true'), await count('false')], [0, 1]);
      const body = { reason: '价格过高', contact: { name: '李某', phone: '139' } };
      const filing = { params: { applicationId, schemeId }, body };
      const { objectionId } = await bodyOf<ObjectionReceipt>(
        await desk.call('fileObjection', null, filing),
        201,
      );
      assert.deepEqual([await count('true'), await count('false')], [1, 0]);
      const answer = { text: '已核实', upheld: false };
      const answering = { params: { applicationId, objectionId }, body: answer };
      await bodyOf(await desk.call('answerObjection', 'county', answering), 201);
      assert.equal(await count('true'), 0);
      desk.forward(7);
      assert.equal(await count('true'), 0);
      desk.forward(1);
      assert.equal(await count('true'), 1);
    });

    test('submission is refused with the checklist, and a draft is the applicant’s alone', async (t) => {
      const desk = await openDesk(await startRegistry(t, kind));
      const schemeIds = ['national-directory', 'sichuan-mark'];
      const created = await desk.call('createApplication', 'meitan', { body: { schemeIds } });
      const { applicationId, version } = await bodyOf<Application>(created, 201);
      const params = { applicationId };
      const checklist = await bodyOf<{ items: { pointer: string }[] }>(
        await desk.call('getApplicationChecklist', 'meitan', { params }),
      );
      const submission = { params, body: { version } };
      const refused = await problemOf(await desk.call('submitApplication', 'meitan', submission));
      assert.equal(refused.code, 'conflict');
      assert.ok(checklist.items.length > 20);
      assert.deepEqual(
        refused.issues?.map(({ pointer }) => pointer),
        checklist.items.map(({ pointer }) => pointer),
      );
      for (const key of ['county', 'administrator', 'zhaojue'] as const) {
        const read = await desk.call('getApplication', key, { params });
        assert.equal((await problemOf(read)).code, 'notFound', key);
      }
    });

    test('a supplier on the blacklist can’t submit', async (t) => {
      const desk = await openDesk(await startRegistry(t, kind));
      const { applicationId, version, supplier } = await desk.draft(['national-directory']);
      const entry = {
        supplierId: supplier.supplierId,
        reason: '以次充好',
        certificateStatus: 'suspended',
      };
      await bodyOf(await desk.call('createBlacklistEntry', 'administrator', { body: entry }), 201);
      const submission = { params: { applicationId }, body: { version } };
      const refused = await problemOf(await desk.call('submitApplication', 'meitan', submission));
      assert.deepEqual(
        refused.issues?.map(({ code }) => code),
        ['supplierBlacklisted'],
      );
    });

    test('the dossier that was submitted stays, while it is mended for another scheme', async (t) => {
      const desk = await openDesk(await startRegistry(t, kind));
      const schemeIds = ['national-directory', 'consumption-assistance'];
      const { applicationId, version } = await desk.draft(schemeIds);
      const params = { applicationId };
      const submission = { params, body: { version } };
      await bodyOf(await desk.call('submitApplication', 'meitan', submission), 201);
      const back = { decision: 'return', reason: '改规格' };
      await bodyOf(await desk.step(applicationId, 'consumption-assistance', 'county', back), 201);
      const { version: read } = await desk.read(applicationId, 'meitan');
      const product = { ...sampleDossier().product, description: '新说明' };
      const body = { version: read, dossier: sampleDossier('meitan', { product }) };
      await bodyOf(await desk.call('updateApplication', 'meitan', { params, body }));
      assert.equal(
        (await desk.read(applicationId, 'meitan')).dossier.product?.description,
        '新说明',
      );
      const seen = await desk.read(applicationId, 'township');
      assert.equal(seen.dossier.product?.description, undefined);
      const query = { submittedUnder: 'consumption-assistance' };
      const mine = await bodyOf<Application>(
        await desk.call('getApplication', 'meitan', { params, query }),
      );
      assert.deepEqual([mine.revision, mine.dossier.product?.description], [1, undefined]);
    });

    test('batches that came with certificates from a file are listed with them', async (t) => {
      const desk = await openDesk(await startRegistry(t, kind));
      const { items } = await bodyOf<Page<Batch>>(await desk.call('listBatches', null));
      assert.equal(items.length, 1);
      assert.partialDeepStrictEqual(items, [{ name: '1', state: 'published', count: 5 }]);
    });
  });
}
