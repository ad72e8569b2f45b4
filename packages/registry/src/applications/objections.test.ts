import type { Objection, ObjectionReceipt, Page } from '@fupin/schema';
import assert from 'node:assert/strict';
import { describe, test, type TestContext } from 'node:test';
import { openDesk, type ReviewKeyName } from '../testing/applications.ts';
import { databaseKinds, type DatabaseKind } from '../testing/databases.ts';
import { bodyOf, problemOf, startRegistry } from '../testing/registry-under-test.ts';

const schemeId = 'national-directory';
const objection = { reason: '未按保底价收购', contact: { name: '李某', phone: '13912345678' } };

async function underNotice(t: TestContext, kind: DatabaseKind) {
  const registry = await startRegistry(t, kind);
  const desk = await openDesk(registry);
  const { applicationId, version } = await desk.draft([schemeId]);
  const params = { applicationId };
  await bodyOf(await desk.call('submitApplication', 'meitan', { params, body: { version } }), 201);
  for (const key of ['township', 'county', 'county'] as const) {
    await bodyOf(await desk.step(applicationId, schemeId, key), 201);
  }
  const file = (key: ReviewKeyName | null = null) =>
    desk.call('fileObjection', key, { params: { applicationId, schemeId }, body: objection });
  const answer = (objectionId: string, upheld: boolean, key: ReviewKeyName = 'county') =>
    desk.call('answerObjection', key, {
      params: { applicationId, objectionId },
      body: { text: '经核实', upheld },
    });
  const list = async (key: ReviewKeyName) =>
    (await bodyOf<Page<Objection>>(await desk.call('listObjections', key, { params }))).items;
  return { registry, desk, applicationId, params, file, answer, list };
}

for (const kind of databaseKinds) {
  describe(kind.name, () => {
    test('anybody objects; the contact is for the reviewers alone', async (t) => {
      const { file, list } = await underNotice(t, kind);
      const { objectionId } = await bodyOf<ObjectionReceipt>(await file(), 201);
      const [seen] = await list('county');
      assert.deepEqual([seen?.objectionId, seen?.contact], [objectionId, objection.contact]);
      for (const key of ['meitan', 'supervisor', 'administrator'] as const) {
        const [other] = await list(key);
        assert.equal(other?.reason, objection.reason);
        assert.equal('contact' in (other ?? {}), false, key);
      }
    });

    test('determination waits for the notice and for every answer', async (t) => {
      const { desk, applicationId, file, answer } = await underNotice(t, kind);
      const { objectionId } = await bodyOf<ObjectionReceipt>(await file(), 201);
      const determine = () => desk.step(applicationId, schemeId, 'county');
      assert.match((await problemOf(await determine())).detail, /lasts until 2020-10-24/);
      desk.forward(8);
      assert.match((await problemOf(await determine())).detail, /1 objections are not answered/);
      await bodyOf(await answer(objectionId, false), 201);
      await bodyOf(await determine(), 201);
      assert.equal((await desk.track(applicationId, schemeId)).state, 'determined');
    });

    test('a notice lasts to the last instant of its last day in Shanghai, for objections and determination', async (t) => {
      const { desk, registry, applicationId, file, answer } = await underNotice(t, kind);
      const determine = () => desk.step(applicationId, schemeId, 'county');
      registry.now = new Date('2020-10-24T23:59:59.999+08:00');
      assert.match((await problemOf(await determine())).detail, /lasts until 2020-10-24/);
      const { objectionId } = await bodyOf<ObjectionReceipt>(await file(), 201);
      registry.now = new Date('2020-10-25T00:00:00+08:00');
      assert.equal((await problemOf(await file())).code, 'conflict');
      await bodyOf(await answer(objectionId, false), 201);
      await bodyOf(await determine(), 201);
    });

    test('an objection that is upheld stands against determination until the application is mended', async (t) => {
      const { desk, applicationId, params, file, answer, list } = await underNotice(t, kind);
      const { objectionId } = await bodyOf<ObjectionReceipt>(await file(), 201);
      await bodyOf(await answer(objectionId, true), 201);
      desk.forward(8);
      const refused = await problemOf(await desk.step(applicationId, schemeId, 'county'));
      assert.match(refused.detail, /found to be justified/);
      const back = { decision: 'return', reason: '异议成立' };
      await bodyOf(await desk.step(applicationId, schemeId, 'county', back), 201);
      const { version } = await desk.read(applicationId, 'meitan');
      const body = { version };
      await bodyOf(await desk.call('submitApplication', 'meitan', { params, body }), 201);
      for (const key of ['township', 'county', 'county'] as const) {
        await bodyOf(await desk.step(applicationId, schemeId, key), 201);
      }
      desk.forward(8);
      await bodyOf(await desk.step(applicationId, schemeId, 'county'), 201);
      const track = await desk.track(applicationId, schemeId);
      assert.deepEqual([track.state, track.upheldObjections], ['determined', 0]);
      assert.equal((await list('county')).length, 1);
    });

    test('an objection is answered once, by whoever gives the notice', async (t) => {
      const { file, answer } = await underNotice(t, kind);
      const { objectionId } = await bodyOf<ObjectionReceipt>(await file(), 201);
      for (const key of ['township', 'prefecture', 'province', 'national', 'supervisor'] as const) {
        assert.equal(
          (await problemOf(await answer(objectionId, false, key))).code,
          'forbidden',
          key,
        );
      }
      for (const key of ['otherCounty', 'otherTownship', 'unbound'] as const) {
        assert.equal(
          (await problemOf(await answer(objectionId, false, key))).code,
          'notFound',
          key,
        );
      }
      await bodyOf(await answer(objectionId, false), 201);
      assert.equal((await problemOf(await answer(objectionId, true))).code, 'conflict');
    });

    test('no objection is taken with a key, before the notice or after it', async (t) => {
      const { desk, registry, file } = await underNotice(t, kind);
      assert.equal((await problemOf(await file('county'))).code, 'forbidden');
      desk.forward(8);
      assert.equal((await problemOf(await file())).code, 'conflict');
      const { applicationId } = await desk.draft(['consumption-assistance']);
      const params = { applicationId, schemeId: 'consumption-assistance' };
      const early = await registry.call('fileObjection', { params, body: objection });
      assert.equal((await problemOf(early)).code, 'notFound');
    });

    test('a client that objects too often has to wait', async (t) => {
      const { file } = await underNotice(t, kind);
      for (let count = 0; count < 5; count += 1) await bodyOf(await file(), 201);
      const refused = await file();
      assert.equal((await problemOf(refused.clone())).code, 'rateLimited');
      assert.match(refused.headers.get('retry-after') ?? '', /^\d+$/);
    });
  });
}
