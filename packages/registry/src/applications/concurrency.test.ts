import type { Application, Batch, Certificate, Page } from '@fupin/schema';
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { openDesk, sampleDossier, type Desk } from '../testing/applications.ts';
import { databaseKinds } from '../testing/databases.ts';
import { bodyOf, problemOf, startRegistry } from '../testing/registry-under-test.ts';

const schemeId = 'national-directory';

async function submitted(desk: Desk, spec = '100g'): Promise<string> {
  const dossier = sampleDossier();
  const product = { ...dossier.product, spec };
  const draft = await desk.draft([schemeId], 'meitan', { ...dossier, product });
  const { applicationId, version } = draft;
  const params = { applicationId };
  await bodyOf(await desk.call('submitApplication', 'meitan', { params, body: { version } }), 201);
  return applicationId;
}

async function toBeListed(desk: Desk, spec: string): Promise<string> {
  const applicationId = await submitted(desk, spec);
  for (const key of ['township', 'county', 'county'] as const) {
    await bodyOf(await desk.step(applicationId, schemeId, key), 201);
  }
  desk.forward(8);
  for (const key of ['county', 'prefecture', 'province'] as const) {
    await bodyOf(await desk.step(applicationId, schemeId, key), 201);
  }
  return applicationId;
}

const statuses = (responses: readonly Response[]) =>
  responses.map(({ status }) => status).toSorted((a, b) => a - b);

for (const kind of databaseKinds) {
  describe(kind.name, () => {
    test('of two who decide at once, one does and the other is told to read again', async (t) => {
      const registry = await startRegistry(t, kind);
      const desk = await openDesk(registry);
      const applicationId = await submitted(desk);
      const { version } = await desk.track(applicationId, schemeId);
      const params = { applicationId, schemeId };
      const reason = '材料不全';
      const responses = await Promise.all(
        ['pass', 'return', 'reject'].map((decision) =>
          desk.call('takeReviewStep', 'township', { params, body: { version, decision, reason } }),
        ),
      );
      assert.deepEqual(statuses(responses), [201, 409, 409]);
      const { history } = await desk.track(applicationId, schemeId);
      assert.equal(history.length, 2);
    });

    test('a decision on what was read before the last change is refused', async (t) => {
      const desk = await openDesk(await startRegistry(t, kind));
      const applicationId = await submitted(desk);
      const { version } = await desk.track(applicationId, schemeId);
      const back = { decision: 'return', reason: '补充' };
      await bodyOf(await desk.step(applicationId, schemeId, 'township', back), 201);
      const read = await desk.read(applicationId, 'meitan');
      const params = { applicationId };
      const body = { version: read.version };
      await bodyOf(await desk.call('submitApplication', 'meitan', { params, body }), 201);
      const stale = await desk.step(applicationId, schemeId, 'township', {
        decision: 'pass',
        version,
      });
      assert.match((await problemOf(stale)).detail, /^The version is 4 now and was 2/);
      const old = { version: read.version, dossier: {} };
      const update = await desk.call('updateApplication', 'meitan', { params, body: old });
      assert.equal((await problemOf(update)).code, 'conflict');
    });

    test('one product is submitted once under a scheme, also by two applications at once', async (t) => {
      const desk = await openDesk(await startRegistry(t, kind));
      const drafts = [await desk.draft([schemeId]), await desk.draft([schemeId])];
      const responses = await Promise.all(
        drafts.map(({ applicationId, version }) =>
          desk.call('submitApplication', 'meitan', {
            params: { applicationId },
            body: { version },
          }),
        ),
      );
      assert.deepEqual(statuses(responses), [201, 409]);
      const refused = responses.find(({ status }) => status === 409);
      assert.ok(refused);
      const { issues } = await problemOf(refused);
      assert.deepEqual(
        issues?.map(({ code }) => code),
        ['alreadyUnderReview'],
      );
    });

    test('a batch is published once, with numbers that no two certificates share', async (t) => {
      const registry = await startRegistry(t, kind);
      const desk = await openDesk(registry);
      const ids = [
        await toBeListed(desk, '1'),
        await toBeListed(desk, '2'),
        await toBeListed(desk, '3'),
      ];
      const [first = '', ...others] = ids;
      const batches: Batch[] = [];
      for (const [name, applicationIds] of [
        ['甲', [first]],
        ['乙', others],
      ] as const) {
        const body = { schemeId, name, applicationIds };
        batches.push(
          await bodyOf<Batch>(await desk.call('createBatch', 'national', { body }), 201),
        );
      }
      const responses = await Promise.all(
        [...batches, ...batches].map(({ batchId }) =>
          desk.call('publishBatch', 'national', { params: { batchId }, body: {} }),
        ),
      );
      assert.deepEqual(statuses(responses), [201, 201, 409, 409]);
      const numbers: string[] = [];
      for (const { batchId } of batches) {
        const list = await desk.call('listBatchCertificates', null, { params: { batchId } });
        const { items } = await bodyOf<Page<Certificate>>(list);
        numbers.push(...items.map(({ directoryNo }) => directoryNo));
      }
      assert.deepEqual(
        numbers.toSorted(),
        [1, 2, 3].map((place) => `FP-2020-520328-00000${place}`),
      );
      assert.deepEqual(registry.failures, []);
    });

    test('what is withdrawn or returned leaves its batch, and an empty batch is not published', async (t) => {
      const desk = await openDesk(await startRegistry(t, kind));
      const [kept, gone] = [await toBeListed(desk, '1'), await toBeListed(desk, '2')];
      const body = { schemeId, name: '甲' };
      const created = await desk.call('createBatch', 'national', { body });
      const { batchId, count } = await bodyOf<Batch>(created, 201);
      assert.equal(count, 2);
      const withdrawal = { params: { applicationId: gone }, body: { reason: '停产' } };
      await bodyOf<Application>(await desk.call('withdrawApplication', 'meitan', withdrawal), 201);
      const back = { decision: 'return', reason: '重复' };
      await bodyOf(await desk.step(kept, schemeId, 'national', back), 201);
      const publication = { params: { batchId }, body: {} };
      const refused = await problemOf(await desk.call('publishBatch', 'national', publication));
      assert.match(refused.detail, /^The batch is empty/);
    });
  });
}
