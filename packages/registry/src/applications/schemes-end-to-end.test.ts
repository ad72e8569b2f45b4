import type { Application, Batch, Certificate, Page, PublicNotice } from '@fupin/schema';
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  openDesk,
  type ApplicantName,
  type Desk,
  type ReviewKeyName,
} from '../testing/applications.ts';
import { databaseKinds } from '../testing/databases.ts';
import { bodyOf, startRegistry } from '../testing/registry-under-test.ts';

interface Way {
  readonly schemeId: string;
  readonly applicant: ApplicantName;
  /** Who takes each step up to the one before the listing, and the state after it. */
  readonly steps: readonly (readonly [ReviewKeyName, string])[];
  readonly lister: ReviewKeyName;
  readonly noticeUntil: string;
  readonly validUntil: string;
  readonly number: RegExp;
}

// The tests begin on Saturday 17 October 2020.
const ways: readonly Way[] = [
  {
    schemeId: 'national-directory',
    applicant: 'meitan',
    steps: [
      ['township', 'firstReview'],
      ['county', 'recheck'],
      ['county', 'publicNotice'],
      ['county', 'determined'],
      ['prefecture', 'determined'],
      ['province', 'determined'],
    ],
    lister: 'national',
    noticeUntil: '2020-10-24',
    validUntil: '2023-10-24',
    number: /^FP-2020-520328-000001$/,
  },
  {
    schemeId: 'sichuan-mark',
    applicant: 'zhaojue',
    steps: [
      ['zhaojueCounty', 'firstReview'],
      ['sichuan', 'recheck'],
      ['sichuan', 'publicNotice'],
      ['sichuan', 'determined'],
    ],
    lister: 'sichuan',
    noticeUntil: '2020-10-23',
    validUntil: '2022-10-23',
    number: /^SCFP-2020-513431-000001$/,
  },
  {
    schemeId: 'consumption-assistance',
    applicant: 'meitan',
    steps: [
      ['county', 'firstReview'],
      ['national', 'recheck'],
      ['national', 'recheck'],
      ['national', 'publicNotice'],
      ['national', 'determined'],
    ],
    lister: 'national',
    noticeUntil: '2020-10-23',
    validUntil: '2022-10-23',
    number: /^XFBF-2020-520328-000001$/,
  },
];

/** Takes the steps of a way; the clock goes past the notice as soon as it is given. */
async function review(desk: Desk, applicationId: string, way: Way): Promise<void> {
  for (const [key, state] of way.steps) {
    await bodyOf(await desk.step(applicationId, way.schemeId, key), 201);
    const track = await desk.track(applicationId, way.schemeId);
    assert.equal(track.state, state);
    if (state === 'publicNotice') {
      assert.equal(track.noticeFrom, '2020-10-17');
      assert.equal(track.noticeUntil, way.noticeUntil);
      desk.forward(way.noticeUntil === '2020-10-24' ? 8 : 7);
    }
  }
}

for (const kind of databaseKinds) {
  describe(kind.name, () => {
    for (const way of ways) {
      test(`${way.schemeId}: a product goes from draft to a certificate`, async (t) => {
        const registry = await startRegistry(t, kind);
        const desk = await openDesk(registry);
        const { schemeId, applicant } = way;
        const { applicationId, version } = await desk.draft([schemeId], applicant);
        const params = { applicationId };
        const submitted = await bodyOf<Application>(
          await desk.call('submitApplication', applicant, { params, body: { version } }),
          201,
        );
        assert.equal(submitted.tracks[0]?.state, 'submitted');
        await review(desk, applicationId, way);
        const before = await desk.track(applicationId, schemeId);
        assert.equal(before.awaited?.step, 'listed');

        const batch = await bodyOf<Batch>(
          await desk.call('createBatch', way.lister, { body: { schemeId, name: '第一批' } }),
          201,
        );
        assert.deepEqual([batch.state, batch.count], ['open', 1]);
        const hidden = await desk.call('getBatch', null, { params: { batchId: batch.batchId } });
        assert.equal(hidden.status, 404);
        const published = await bodyOf<Batch>(
          await desk.call('publishBatch', way.lister, {
            params: { batchId: batch.batchId },
            body: {},
          }),
          201,
        );
        assert.deepEqual([published.state, published.count], ['published', 1]);

        const { state, certificateId, history } = await desk.track(applicationId, schemeId);
        assert.equal(state, 'listed');
        assert.deepEqual(
          history.map(({ action }) => action),
          ['submit', ...way.steps.map(() => 'pass'), 'list'],
        );
        assert.deepEqual(
          history.slice(1).map(({ actor }) => actor.label),
          [...way.steps.map(([key]) => key), way.lister],
        );
        const { items } = await bodyOf<Page<Certificate>>(
          await desk.call('listBatchCertificates', null, { params: { batchId: batch.batchId } }),
        );
        const [certificate] = items;
        assert.ok(certificate);
        assert.equal(certificate.certificateId, certificateId);
        assert.match(certificate.directoryNo, way.number);
        assert.partialDeepStrictEqual(certificate, {
          schemeId,
          batch: '第一批',
          productName: '云雾茶',
          status: 'active',
          validFrom: registry.now.toISOString().slice(0, 10),
          validUntil: way.validUntil,
          commodityValueFen: 60_000_000,
        });
        assert.deepEqual(certificate.reviewChain.map(({ step }) => step).slice(-2), [
          before.history.at(-1)?.step,
          'listed',
        ]);
        assert.equal(certificate.reviewChain.length, way.steps.length + 1);
        const single = await bodyOf<Certificate>(
          await desk.call('getCertificate', null, {
            params: { certificateId: certificate.certificateId },
          }),
        );
        assert.equal(single.directoryNo, certificate.directoryNo);
        assert.deepEqual(registry.failures, []);
      });
    }

    test('one dossier goes its way under each scheme by itself', async (t) => {
      const desk = await openDesk(await startRegistry(t, kind));
      const schemeIds = ['national-directory', 'consumption-assistance'];
      const { applicationId, version } = await desk.draft(schemeIds);
      const params = { applicationId };
      await bodyOf(
        await desk.call('submitApplication', 'meitan', { params, body: { version } }),
        201,
      );
      await bodyOf(
        await desk.step(applicationId, 'consumption-assistance', 'county', {
          decision: 'reject',
          reason: '未盖章',
        }),
        201,
      );
      await bodyOf(await desk.step(applicationId, 'national-directory', 'township'), 201);
      assert.equal((await desk.track(applicationId, 'consumption-assistance')).state, 'rejected');
      assert.equal((await desk.track(applicationId, 'national-directory')).state, 'firstReview');
    });

    test('a public notice shows what it is about, and neither members nor contact', async (t) => {
      const desk = await openDesk(await startRegistry(t, kind));
      const { applicationId, version } = await desk.draft(['national-directory']);
      const params = { applicationId };
      await bodyOf(
        await desk.call('submitApplication', 'meitan', { params, body: { version } }),
        201,
      );
      for (const key of ['township', 'county', 'county'] as const) {
        await bodyOf(await desk.step(applicationId, 'national-directory', key), 201);
      }
      const list = async () =>
        (await bodyOf<Page<PublicNotice>>(await desk.call('listPublicNotices', null))).items;
      const [notice] = await list();
      assert.partialDeepStrictEqual(notice, {
        applicationId,
        productName: '云雾茶',
        householdsHelped: 60,
      });
      assert.doesNotMatch(JSON.stringify(notice), /13900000000|陈茶/);
      desk.forward(7);
      assert.equal((await list()).length, 1);
      desk.forward(1);
      assert.equal((await list()).length, 0);
    });
  });
}
