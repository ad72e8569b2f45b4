import type { Application, Checklist, Objection, ObjectionReceipt, Page } from '@fupin/schema';
import assert from 'node:assert/strict';
import { describe, test, type TestContext } from 'node:test';
import { openDesk, sampleDossier, type Desk, type ReviewKeyName } from '../testing/applications.ts';
import { databaseKinds, type DatabaseKind } from '../testing/databases.ts';
import { bodyOf, problemOf, startRegistry } from '../testing/registry-under-test.ts';

const directory = 'national-directory';
const assistance = 'consumption-assistance';
const returned = { decision: 'return', reason: '补充' };
const objection = { reason: '未按保底价收购', contact: { name: '李某', phone: '13912345678' } };

/** An application submitted under two schemes. */
async function openReview(t: TestContext, kind: DatabaseKind) {
  const desk = await openDesk(await startRegistry(t, kind));
  const { applicationId } = await desk.draft([directory, assistance]);
  await submit(desk, applicationId);
  return { desk, applicationId, params: { applicationId } };
}

async function submit(desk: Desk, applicationId: string, schemeIds?: readonly string[]) {
  const { version } = await desk.read(applicationId, 'meitan');
  const body = { version, ...(schemeIds && { schemeIds }) };
  await bodyOf(
    await desk.call('submitApplication', 'meitan', { params: { applicationId }, body }),
    201,
  );
}

async function mend(desk: Desk, applicationId: string, description: string): Promise<void> {
  const { version } = await desk.read(applicationId, 'meitan');
  const product = { ...sampleDossier().product, description };
  const body = { version, dossier: sampleDossier('meitan', { product }) };
  await bodyOf(await desk.call('updateApplication', 'meitan', { params: { applicationId }, body }));
}

async function toNotice(desk: Desk, applicationId: string): Promise<void> {
  for (const key of ['township', 'county', 'county'] as const) {
    await bodyOf(await desk.step(applicationId, directory, key), 201);
  }
}

for (const kind of databaseKinds) {
  describe(kind.name, () => {
    test('a reviewer is shown the dossier it decides on, not a later one under another scheme', async (t) => {
      const { desk, applicationId, params } = await openReview(t, kind);
      await bodyOf(await desk.step(applicationId, assistance, 'county', returned), 201);
      await mend(desk, applicationId, '更好');
      await submit(desk, applicationId, [assistance]);
      const shown = async (key: ReviewKeyName, query = {}) => {
        const response = await desk.call('getApplication', key, { params, query });
        const { revision, dossier } = await bodyOf<Application>(response);
        return [revision, dossier.product?.description];
      };
      assert.deepEqual(await shown('township'), [1, undefined]);
      assert.deepEqual(await shown('county'), [2, '更好']);
      assert.deepEqual(await shown('county', { submittedUnder: directory }), [1, undefined]);
      assert.deepEqual(await shown('administrator'), [2, '更好']);
      const passed = await desk.step(applicationId, directory, 'township');
      assert.equal((await bodyOf<Application>(passed, 201)).revision, 1);
      // Both schemes await the county now.
      assert.deepEqual(await shown('county'), [1, undefined]);
    });

    test('evidence that comes for another scheme is not added to what is under review', async (t) => {
      const { desk, applicationId, params } = await openReview(t, kind);
      await bodyOf(await desk.step(applicationId, assistance, 'county', returned), 201);
      await bodyOf(await desk.upload(applicationId, 'meitan', 'priceProof'));
      await submit(desk, applicationId, [assistance]);
      const kinds = async (key: ReviewKeyName, submittedUnder: string) => {
        const query = { submittedUnder };
        const response = await desk.call('getApplication', key, { params, query });
        const { evidence } = await bodyOf<Application>(response);
        return evidence.map((file) => file.kind);
      };
      for (const key of ['county', 'meitan'] as const) {
        assert.equal((await kinds(key, directory)).includes('priceProof'), false, key);
        assert.equal((await kinds(key, assistance)).includes('priceProof'), true, key);
      }
    });

    test('evidence that comes before a second scheme is submitted belongs to that alone', async (t) => {
      const desk = await openDesk(await startRegistry(t, kind));
      const { applicationId } = await desk.draft([directory, assistance]);
      await submit(desk, applicationId, [directory]);
      await bodyOf(await desk.upload(applicationId, 'meitan', 'priceProof'));
      await submit(desk, applicationId, [assistance]);
      const { revision, evidence } = await desk.read(applicationId, 'township');
      assert.equal(revision, 1);
      assert.equal(
        evidence.some((file) => file.kind === 'priceProof'),
        false,
      );
      assert.equal((await desk.track(applicationId, assistance)).revision, 2);
    });

    test('nothing is mended while all of it is under review, whichever schemes are named', async (t) => {
      const { desk, applicationId, params } = await openReview(t, kind);
      const { version } = await desk.read(applicationId, 'meitan');
      const body = { version, schemeIds: [directory, assistance], dossier: {} };
      const refused = await desk.call('updateApplication', 'meitan', { params, body });
      assert.equal((await problemOf(refused)).code, 'conflict');
    });

    test('what was withdrawn under one scheme keeps nobody from seeking another', async (t) => {
      const { desk, applicationId, params } = await openReview(t, kind);
      const withdrawal = { params, body: { reason: '停产' } };
      await bodyOf(await desk.call('withdrawApplication', 'meitan', withdrawal), 201);
      const { version } = await desk.read(applicationId, 'meitan');
      const body = { version, schemeIds: ['sichuan-mark'], dossier: sampleDossier() };
      const { tracks } = await bodyOf<Application>(
        await desk.call('updateApplication', 'meitan', { params, body }),
      );
      assert.deepEqual(
        tracks.map(({ schemeId, state }) => `${schemeId} ${state}`),
        [`${assistance} withdrawn`, `${directory} withdrawn`, 'sichuan-mark draft'],
      );
    });

    test('a checklist tells reviewers nothing of what the applicant is working on', async (t) => {
      const { desk, applicationId, params } = await openReview(t, kind);
      await bodyOf(await desk.step(applicationId, assistance, 'county', returned), 201);
      const { version } = await desk.read(applicationId, 'meitan');
      const body = { version, dossier: {} };
      await bodyOf(await desk.call('updateApplication', 'meitan', { params, body }));
      const items = async (key: ReviewKeyName) => {
        const response = await desk.call('getApplicationChecklist', key, { params });
        return (await bodyOf<Checklist>(response)).items.length;
      };
      assert.ok((await items('meitan')) > 0);
      assert.equal(await items('county'), 0);
    });

    test('an objection without an answer stands against what is submitted anew', async (t) => {
      const { desk, applicationId, params } = await openReview(t, kind);
      await toNotice(desk, applicationId);
      const filing = { params: { applicationId, schemeId: directory }, body: objection };
      const { objectionId } = await bodyOf<ObjectionReceipt>(
        await desk.call('fileObjection', null, filing),
        201,
      );
      await bodyOf(await desk.step(applicationId, directory, 'county', returned), 201);
      await submit(desk, applicationId, [directory]);
      await toNotice(desk, applicationId);
      desk.forward(8);
      const determine = () => desk.step(applicationId, directory, 'county');
      assert.match((await problemOf(await determine())).detail, /1 objections are not answered/);
      const answer = { text: '已核实', upheld: false };
      const answering = { params: { applicationId, objectionId }, body: answer };
      await bodyOf(await desk.call('answerObjection', 'county', answering), 201);
      await bodyOf(await determine(), 201);
      const { items } = await bodyOf<Page<Objection>>(
        await desk.call('listObjections', 'county', { params }),
      );
      assert.equal(items.length, 1);
    });

    test('whoever reviews under another scheme alone is not told who objects', async (t) => {
      const { desk, applicationId, params } = await openReview(t, kind);
      await toNotice(desk, applicationId);
      const filing = { params: { applicationId, schemeId: directory }, body: objection };
      await bodyOf(await desk.call('fileObjection', null, filing), 201);
      await bodyOf(await desk.step(applicationId, assistance, 'county'), 201);
      for (const _ of [1, 2, 3]) {
        await bodyOf(await desk.step(applicationId, assistance, 'national'), 201);
      }
      const other = { params: { applicationId, schemeId: assistance }, body: objection };
      await bodyOf(await desk.call('fileObjection', null, other), 201);
      const contacts = async (key: ReviewKeyName) => {
        const response = await desk.call('listObjections', key, { params });
        const { items } = await bodyOf<Page<Objection>>(response);
        const named = items.filter((item) => item.contact);
        return named.map(({ schemeId }) => schemeId).toSorted();
      };
      assert.deepEqual(await contacts('township'), [directory]);
      assert.deepEqual(await contacts('county'), [assistance, directory]);
    });

    test('objections that are answered make room for others', async (t) => {
      const registry = await startRegistry(t, kind);
      const desk = await openDesk(registry);
      const { applicationId } = await desk.draft([directory]);
      await submit(desk, applicationId);
      await toNotice(desk, applicationId);
      const file = (from: string) =>
        registry.call('fileObjection', {
          params: { applicationId, schemeId: directory },
          body: objection,
          from,
        });
      let last = '';
      for (let place = 0; place < 200; place += 1) {
        const response = await file(`192.0.2.${place}`);
        last = (await bodyOf<ObjectionReceipt>(response, 201)).objectionId;
      }
      assert.equal((await problemOf(await file('192.0.2.200'))).code, 'conflict');
      const body = { text: '重复', upheld: false };
      const answering = { params: { applicationId, objectionId: last }, body };
      await bodyOf(await desk.call('answerObjection', 'county', answering), 201);
      await bodyOf(await file('192.0.2.200'), 201);
    });
  });
}
