import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  openDesk,
  reviewKeys,
  type ApplicantName,
  type Desk,
  type ReviewKeyName,
} from '../testing/applications.ts';
import { databaseKinds } from '../testing/databases.ts';
import { bodyOf, problemOf, startRegistry } from '../testing/registry-under-test.ts';

/** The way of an application under each scheme: whose key each step is for, and whose the listing. */
const ways: readonly {
  readonly schemeId: string;
  readonly applicant: ApplicantName;
  readonly steps: readonly (readonly [step: string, key: ReviewKeyName])[];
}[] = [
  {
    schemeId: 'national-directory',
    applicant: 'meitan',
    steps: [
      ['firstReview', 'township'],
      ['recheck', 'county'],
      ['publicNotice', 'county'],
      ['determined', 'county'],
      ['recheck', 'prefecture'],
      ['recheck', 'province'],
      ['listed', 'national'],
    ],
  },
  {
    schemeId: 'sichuan-mark',
    applicant: 'zhaojue',
    steps: [
      ['firstReview', 'zhaojueCounty'],
      ['recheck', 'sichuan'],
      ['publicNotice', 'sichuan'],
      ['determined', 'sichuan'],
      ['listed', 'sichuan'],
    ],
  },
  {
    schemeId: 'consumption-assistance',
    applicant: 'meitan',
    steps: [
      ['firstReview', 'county'],
      ['recheck', 'national'],
      ['recheck', 'national'],
      ['publicNotice', 'national'],
      ['determined', 'national'],
      ['listed', 'national'],
    ],
  },
];

const decisions = [
  { decision: 'pass' },
  { decision: 'return', reason: '原因' },
  { decision: 'reject', reason: '原因' },
];

async function submitted(desk: Desk, applicant: ApplicantName, schemeId: string): Promise<string> {
  const { applicationId, version } = await desk.draft([schemeId], applicant);
  const submission = { params: { applicationId }, body: { version } };
  await bodyOf(await desk.call('submitApplication', applicant, submission), 201);
  return applicationId;
}

async function isRefused(response: Response): Promise<void> {
  const { code } = await problemOf(response);
  assert.ok(['forbidden', 'notFound'].includes(code), code);
}

// Who may do what does not depend on the database, so the first will do.
for (const kind of databaseKinds.slice(0, 1)) {
  for (const { schemeId, applicant, steps } of ways) {
    test(`${kind.name}: ${schemeId}`, async (t) => {
      const registry = await startRegistry(t, kind);
      const desk = await openDesk(registry);
      const applicationId = await submitted(desk, applicant, schemeId);
      for (const [place, [step, right]] of steps.entries()) {
        const before = await desk.track(applicationId, schemeId);
        assert.equal(before.awaited?.step, step);
        for (const key of Object.keys(reviewKeys) as ReviewKeyName[]) {
          if (key === right) continue;
          await t.test(`${key} can’t decide about step ${place + 1}, ${step}`, async () => {
            for (const decision of decisions) {
              const body = { version: before.version, ...decision };
              const params = { applicationId, schemeId };
              await isRefused(await desk.call('takeReviewStep', key, { params, body }));
            }
            assert.deepEqual(await desk.track(applicationId, schemeId), before);
          });
        }
        if (step === 'listed') continue;
        await bodyOf(await desk.step(applicationId, schemeId, right), 201);
        if (step === 'publicNotice') desk.forward(10);
      }

      const lister = steps.at(-1)?.[1];
      const others = (Object.keys(reviewKeys) as ReviewKeyName[]).filter((key) => key !== lister);
      assert.ok(lister);
      for (const key of others) {
        await t.test(`${key} can’t collate`, async () => {
          const body = { schemeId, name: '甲' };
          await isRefused(await desk.call('createBatch', key, { body }));
        });
      }
      const created = await desk.call('createBatch', lister, { body: { schemeId, name: '甲' } });
      const { batchId } = await bodyOf<{ batchId: string }>(created, 201);
      const params = { batchId };
      for (const key of others) {
        await t.test(`${key} can neither see, discard nor publish an open batch`, async () => {
          const access = await desk.call('getBatch', key, { params });
          assert.equal((await problemOf(access)).code, 'notFound');
          await isRefused(await desk.call('discardBatch', key, { params }));
          await isRefused(await desk.call('publishBatch', key, { params, body: {} }));
        });
      }
      await bodyOf(await desk.call('publishBatch', lister, { params, body: {} }), 201);
      assert.deepEqual(registry.failures, []);
    });
  }
}
