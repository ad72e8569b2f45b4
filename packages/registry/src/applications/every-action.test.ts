import type { Application, Page } from '@fupin/schema';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openDesk, sampleDossier, type Desk, type ReviewKeyName } from '../testing/applications.ts';
import { databaseKinds } from '../testing/databases.ts';
import { bodyOf, problemOf, startRegistry } from '../testing/registry-under-test.ts';

const schemeId = 'national-directory';

/** The states of an application under the National Directory, two of `determined` apart, and who takes the next step. */
const states = {
  draft: null,
  submitted: 'township',
  firstReview: 'county',
  recheck: 'county',
  publicNotice: 'county',
  determined: 'prefecture',
  recheckedByPrefecture: 'province',
  toBeListed: 'national',
  listed: null,
  returned: null,
  rejected: null,
  withdrawn: null,
} as const satisfies Record<string, ReviewKeyName | null>;
type State = keyof typeof states;

const chain = ['township', 'county', 'county', 'county', 'prefecture', 'province'] as const;
const afterSteps: readonly State[] = [
  'submitted',
  'firstReview',
  'recheck',
  'publicNotice',
  'determined',
  'recheckedByPrefecture',
  'toBeListed',
];

const reason = '原因';

/** Brings a new application into a state, over the wire alone; the notice, where there is one, is over. */
async function bring(desk: Desk, state: State): Promise<string> {
  const { applicationId, version } = await desk.draft([schemeId]);
  const params = { applicationId };
  if (state === 'draft') return applicationId;
  await bodyOf(await desk.call('submitApplication', 'meitan', { params, body: { version } }), 201);
  switch (state) {
    case 'returned':
    case 'rejected': {
      const decision = state === 'returned' ? 'return' : 'reject';
      await bodyOf(await desk.step(applicationId, schemeId, 'township', { decision, reason }), 201);
      return applicationId;
    }
    case 'withdrawn':
      await bodyOf(
        await desk.call('withdrawApplication', 'meitan', { params, body: { reason } }),
        201,
      );
      return applicationId;
    default:
  }
  const steps = state === 'listed' ? chain.length : afterSteps.indexOf(state);
  for (const [place, key] of chain.slice(0, steps).entries()) {
    await bodyOf(await desk.step(applicationId, schemeId, key), 201);
    if (place === 2) desk.forward(8);
  }
  if (state === 'listed') {
    const body = { schemeId, name: applicationId.slice(0, 20), applicationIds: [applicationId] };
    const created = await desk.call('createBatch', 'national', { body });
    const { batchId } = await bodyOf<{ batchId: string }>(created, 201);
    const publication = { params: { batchId }, body: {} };
    await bodyOf(await desk.call('publishBatch', 'national', publication), 201);
  }
  return applicationId;
}

type Outcome = (typeof outcomes)[number];
const outcomes = ['done', 'conflict', 'notFound', 'forbidden'] as const;

async function outcomeOf(response: Response): Promise<Outcome> {
  if (response.status < 300) return 'done';
  const { code } = await problemOf(response);
  const outcome = outcomes.find((known) => known === code);
  assert.ok(outcome, code);
  return outcome;
}

interface Action {
  /** Who does it where the state awaits nobody. */
  readonly by: ReviewKeyName | null;
  act(desk: Desk, applicationId: string, key: ReviewKeyName | null): Promise<Response>;
  /** In which states it is done; in all others it is a conflict, unless `elsewhere` says otherwise. */
  readonly doneIn: readonly State[];
  readonly elsewhere?: Partial<Record<State, Outcome>>;
}

const awaiting: readonly State[] = afterSteps;
const decision =
  (body: object): Action['act'] =>
  (desk, applicationId, key) =>
    desk.step(applicationId, schemeId, key ?? 'county', { ...body });
// A reviewer does not know that there is a draft.
const hiddenDraft = { draft: 'notFound' } as const;

const actions: Readonly<Record<string, Action>> = {
  update: {
    by: 'meitan',
    async act(desk, applicationId, key) {
      const { version } = await desk.read(applicationId, 'meitan');
      const body = { version, dossier: sampleDossier() };
      return desk.call('updateApplication', key, { params: { applicationId }, body });
    },
    doneIn: ['draft', 'returned'],
  },
  upload: {
    by: 'meitan',
    act: (desk, applicationId, key) => desk.upload(applicationId, key ?? 'meitan', 'other'),
    doneIn: ['draft', 'returned'],
  },
  submit: {
    by: 'meitan',
    async act(desk, applicationId, key) {
      const { version } = await desk.read(applicationId, 'meitan');
      return desk.call('submitApplication', key, { params: { applicationId }, body: { version } });
    },
    doneIn: ['draft', 'returned'],
  },
  withdraw: {
    by: 'meitan',
    act: (desk, applicationId, key) =>
      desk.call('withdrawApplication', key, { params: { applicationId }, body: { reason } }),
    doneIn: ['draft', 'returned', ...awaiting],
  },
  pass: {
    by: null,
    act: decision({ decision: 'pass' }),
    doneIn: awaiting.filter((state) => state !== 'toBeListed'),
    elsewhere: hiddenDraft,
  },
  return: {
    by: null,
    act: decision({ decision: 'return', reason }),
    doneIn: awaiting,
    elsewhere: hiddenDraft,
  },
  reject: {
    by: null,
    act: decision({ decision: 'reject', reason }),
    doneIn: awaiting,
    elsewhere: hiddenDraft,
  },
  collate: {
    by: 'national',
    act: (desk, applicationId, key) =>
      desk.call('createBatch', key, {
        body: {
          schemeId,
          name: `b ${applicationId.slice(0, 20)}`,
          applicationIds: [applicationId],
        },
      }),
    doneIn: ['toBeListed'],
  },
  // The notice of every application here is over, so that an objection comes too late or finds no notice.
  object: {
    by: null,
    act: (desk, applicationId) =>
      desk.call('fileObjection', null, {
        params: { applicationId, schemeId },
        body: { reason, contact: { name: '李某', phone: '139' } },
      }),
    doneIn: [],
    elsewhere: Object.fromEntries(
      Object.keys(states)
        .filter((state) => state !== 'publicNotice')
        .map((state) => [state, 'notFound']),
    ),
  },
};

// Who may do what does not depend on the database, so the first will do.
for (const kind of databaseKinds.slice(0, 1)) {
  test(kind.name, async (t) => {
    const registry = await startRegistry(t, kind);
    const desk = await openDesk(registry);
    for (const state of Object.keys(states) as State[]) {
      for (const [name, { by, act, doneIn, elsewhere }] of Object.entries(actions)) {
        const expected = doneIn.includes(state) ? 'done' : (elsewhere?.[state] ?? 'conflict');
        await t.test(`${name} of an application that is ${state}: ${expected}`, async () => {
          const applicationId = await bring(desk, state);
          const response = await act(desk, applicationId, by ?? states[state]);
          assert.equal(await outcomeOf(response), expected);
          await tidyUp(desk, applicationId);
        });
      }
    }

    const strangers: readonly ReviewKeyName[] = [
      'zhaojue',
      'otherTownship',
      'otherCounty',
      'otherPrefecture',
      'otherProvince',
      'zhaojueCounty',
      'unbound',
    ];
    for (const key of strangers) {
      await t.test(`${key} does not learn that there is an application`, async () => {
        const applicationId = await oneOf(desk, 'submitted');
        const params = { applicationId };
        for (const operationId of [
          'getApplication',
          'getApplicationChecklist',
          'listObjections',
        ] as const) {
          const response = await desk.call(operationId, key, { params });
          assert.equal((await problemOf(response)).code, 'notFound', operationId);
        }
        const list = await bodyOf<Page<unknown>>(await desk.call('listApplications', key));
        assert.deepEqual(list.items, []);
      });
    }

    for (const key of ['supervisor', 'administrator', 'countySupervisor'] as const) {
      await t.test(`${key} sees an application without contact, members and files`, async () => {
        const applicationId = await oneOf(desk, 'submitted');
        const { dossier, evidence } = await desk.read(applicationId, key);
        assert.equal(dossier.product?.name, '云雾茶');
        assert.equal('contact' in dossier || 'members' in dossier, false);
        const params = { applicationId, evidenceId: evidence[0]?.evidenceId ?? '' };
        const refused = await problemOf(await desk.call('getEvidence', key, { params }));
        assert.equal(refused.code, 'forbidden');
      });
    }

    for (const key of ['operator', 'buyer'] as const) {
      await t.test(`${key} is let into nothing of an application`, async () => {
        const applicationId = await oneOf(desk, 'submitted');
        const response = await desk.call('getApplication', key, { params: { applicationId } });
        assert.equal((await problemOf(response)).code, 'forbidden');
      });
    }
    assert.deepEqual(registry.failures, []);
  });
}

const kept = new WeakMap<Desk, Map<State, string>>();

/** An application in a state that a test leaves as it is. */
async function oneOf(desk: Desk, state: State): Promise<string> {
  const known = kept.get(desk) ?? new Map<State, string>();
  kept.set(desk, known);
  const applicationId = known.get(state) ?? (await bringAnother(desk, state, known.size));
  known.set(state, applicationId);
  return applicationId;
}

// One product is under review once at a time, so each of these has a product of its own.
async function bringAnother(desk: Desk, state: State, place: number): Promise<string> {
  const original = desk.draft;
  const product = { ...sampleDossier().product, name: '云雾茶', spec: `${place + 1} kg` };
  const another: Desk = {
    ...desk,
    draft: (schemeIds) => original(schemeIds, 'meitan', sampleDossier('meitan', { product })),
  };
  return bring(another, state);
}

async function tidyUp(desk: Desk, applicationId: string): Promise<void> {
  const { tracks } = await bodyOf<Application>(
    await desk.call('getApplication', 'meitan', { params: { applicationId } }),
  );
  if (tracks.every(({ state }) => ['listed', 'rejected', 'withdrawn'].includes(state))) return;
  await bodyOf(
    await desk.call('withdrawApplication', 'meitan', {
      params: { applicationId },
      body: { reason },
    }),
    201,
  );
}
