import {
  WebhookEvent,
  type ComplaintReceipt,
  type Finding,
  type Page,
  type RegistryEvent,
  type WebhookDeliverySummary,
} from '@fupin/schema';
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { supplierIdOf } from '../directory/supplier-store.ts';
import { findByTime } from '../findings/finding-worker.ts';
import { databaseKinds } from '../testing/databases.ts';
import {
  bodyOf,
  sampleKeys,
  startRegistry,
  type RegistryUnderTest,
} from '../testing/registry-under-test.ts';
import { report, saleLine } from '../testing/sale-lines.ts';
import { sampleIds, samples } from '../testing/sample-directory.ts';
import { receiveWebhooks } from '../testing/webhook-receiver.ts';
import { webhooksOf } from '../testing/webhooks.ts';
import { appendEvents } from './append-events.ts';
import { fanOut } from './fan-out.ts';

const [kind] = databaseKinds;
assert.ok(kind);

const certificateId = sampleIds.certificate('tea');
const productId = sampleIds.product('tea');
const supplierId = supplierIdOf('93520328MA6E7K2Q95');
const params = { certificateId };

async function setUp(t: TestContext) {
  assert.ok(kind);
  const registry = await startRegistry(t, kind);
  const receiver = await receiveWebhooks(t);
  const webhooks = webhooksOf(t, registry, receiver.request);
  await webhooks.deliver();
  const receivedOn = (path: string) =>
    receiver.on(path).map(({ body }) => {
      const event: unknown = JSON.parse(body);
      assert.ok(WebhookEvent.safeParse(event).success, body);
      return event as RegistryEvent;
    });
  return { registry, receiver, webhooks, receivedOn };
}

const causes: Readonly<
  Record<string, (registry: RegistryUnderTest, key: string) => Promise<readonly string[]>>
> = {
  async 'a desk suspends and reinstates'(registry, key) {
    for (const status of ['suspended', 'active']) {
      const body = { status, reasonCode: 'foodSafety', reason: '核查' };
      await bodyOf(await registry.call('changeCertificateStatus', { params, body, key }), 201);
    }
    return ['suspended foodSafety', 'active foodSafety'];
  },
  async 'a spot check fails'(registry, key) {
    const body = { aspects: ['quality'], result: { outcome: 'failed', finding: '农残超标' } };
    await bodyOf(await registry.call('createSpotCheck', { params, body, key }), 201);
    return ['suspended spotCheckFailed'];
  },
  async 'a complaint is upheld'(registry, key) {
    const complaint = { kind: 'fake', text: '冒充' };
    const { complaintId } = await bodyOf<ComplaintReceipt>(
      await registry.call('createComplaint', { params, body: complaint }),
      201,
    );
    for (const state of ['acknowledged', 'investigating', 'upheld']) {
      const more = state === 'upheld' && { reason: '查实', certificateStatus: 'withdrawn' };
      const options = { params: { complaintId }, body: { state, ...more }, key };
      await bodyOf(await registry.call('changeComplaintState', options), 201);
    }
    return ['withdrawn complaintUpheld'];
  },
  async 'the supplier is put on the blacklist'(registry, key) {
    const body = { supplierId, reason: '冒充', certificateStatus: 'suspended' };
    await bodyOf(await registry.call('createBlacklistEntry', { body, key }), 201);
    return ['suspended supplierBlacklisted'];
  },
};

for (const [what, cause] of Object.entries(causes)) {
  test(`certificate.statusChanged comes when ${what}`, async (t) => {
    const { registry, webhooks, receivedOn } = await setUp(t);
    const key = await registry.key(sampleKeys.administrator);
    await webhooks.subscribe(key, '/a');
    const expected = await cause(registry, key);
    await webhooks.deliver();
    const ofTheTea = receivedOn('/a').flatMap(({ type, data, timestamp }) =>
      type === 'certificate.statusChanged' && data.certificateId === certificateId
        ? [{ ...data, timestamp }]
        : [],
    );
    assert.deepEqual(
      ofTheTea.map(({ status, reasonCode }) => `${status} ${reasonCode}`).toSorted(),
      expected.toSorted(),
    );
    const { countyCode } = samples.tea;
    const [{ status: _, reasonCode: __, timestamp, ...ids } = { timestamp: '' }] = ofTheTea;
    assert.deepEqual(ids, { certificateId, productId, supplierId, countyCode });
    assert.ok(Math.abs(Date.parse(timestamp) - registry.now.getTime()) < 10);
  });
}

test('saleLine.rejectedLate comes when a line contradicts one that is in the ledger, hours after the sale', async (t) => {
  const { registry, webhooks, receivedOn } = await setUp(t);
  const key = await registry.key(sampleKeys.operator);
  await webhooks.subscribe(key, '/a', ['saleLine.rejectedLate']);
  await report(registry, key, [saleLine()]);
  const [outcome] = await report(registry, key, [saleLine({ amountFen: 1 })]);
  assert.equal(outcome?.outcome, 'conflict');
  await webhooks.deliver();
  const [event, ...others] = receivedOn('/a');
  assert.deepEqual(others, []);
  assert.equal(event?.type, 'saleLine.rejectedLate');
  const { outletId, lineId, soldAt, outcome: told } = event.data;
  assert.deepEqual(
    [outletId, lineId, soldAt, told],
    [sampleIds.outlet, outcome.lineId, saleLine().soldAt, 'conflict'],
  );
});

test('terminal.gapFound and finding.raised come when numbers of a till stay away for a day', async (t) => {
  const { registry, webhooks, receivedOn } = await setUp(t);
  const key = await registry.key(sampleKeys.operator);
  await webhooks.subscribe(key, '/a', ['terminal.gapFound', 'finding.raised']);
  const outlet = { outletId: sampleIds.outlet };
  const epoch = 'e'.repeat(43);
  const body = { terminals: [{ terminalId: 'till-1', epoch, last: 7 }] };
  await bodyOf(await registry.call('sendHeartbeat', { params: outlet, body, key }));
  await findByTime(registry.database, registry.now);
  registry.now = new Date(registry.now.getTime() + 86_400_000);
  await findByTime(registry.database, registry.now);
  await webhooks.deliver();
  const events = receivedOn('/a').toSorted((one, other) => (one.type < other.type ? -1 : 1));
  const [finding, gap, ...others] = events;
  assert.deepEqual(others, []);
  assert.ok(finding?.type === 'finding.raised' && gap?.type === 'terminal.gapFound');
  const { findingId, rule, outletIds } = finding.data;
  assert.deepEqual([rule, outletIds], ['sequenceGap', [sampleIds.outlet]]);
  const { subject } = await bodyOf<Finding>(
    await registry.call('getFinding', { params: { findingId }, key }),
  );
  assert.deepEqual(subject.outletIds, outletIds);
  const missing = [{ first: 1, last: 7 }];
  assert.deepEqual(gap.data, { ...outlet, terminalId: 'till-1', epoch, missing, missingCount: 7 });
});

test('nothing is told of a change that is refused or rolled back', async (t) => {
  const { registry, receiver, webhooks } = await setUp(t);
  const key = await registry.key(sampleKeys.administrator);
  await webhooks.subscribe(key, '/a');
  const body = { status: 'active', reason: '核查' };
  const response = await registry.call('changeCertificateStatus', { params, body, key });
  assert.equal(response.status, 409);
  await assert.rejects(
    registry.database.transaction(async (connection) => {
      await appendEvents(connection, [lateLine(sampleIds.outlet)]);
      throw new Error('rolled back');
    }),
    /rolled back/,
  );
  await webhooks.deliver();
  assert.deepEqual(receiver.received, []);
});

test('everybody concerned is told of a change, by type, and nobody else', async (t) => {
  const { registry, webhooks, receivedOn } = await setUp(t);
  const key = await registry.key(sampleKeys.administrator);
  for (const [path, owner, eventTypes] of [
    ['/administrator', sampleKeys.administrator, undefined],
    ['/supplier', { role: 'supplier', supplierId }, undefined],
    ['/seller', sampleKeys.operator, undefined],
    ['/seller-of-other-things', sampleKeys.otherOperator, undefined],
    ['/province', { role: 'supervisor', divisionCode: '520000' }, undefined],
    ['/other-province', { role: 'supervisor', divisionCode: '510000' }, undefined],
    ['/gaps-only', sampleKeys.administrator, ['terminal.gapFound']],
  ] as const) {
    await webhooks.subscribe(await registry.key(owner), path, eventTypes);
  }
  const disabled = await webhooks.subscribe(key, '/disabled');
  const body = {
    label: 'off',
    url: 'https://receiver.example/disabled',
    eventTypes: ['certificate.statusChanged'],
    enabled: false,
  };
  const { webhookId } = disabled;
  await bodyOf(await registry.call('updateWebhook', { key, params: { webhookId }, body }));
  await causes['a desk suspends and reinstates']?.(registry, key);
  await webhooks.deliver();
  const paths = [
    '/administrator',
    '/supplier',
    '/seller',
    '/seller-of-other-things',
    '/province',
    '/other-province',
    '/gaps-only',
    '/disabled',
  ];
  assert.deepEqual(
    paths.map((path) => receivedOn(path).length),
    [2, 2, 2, 0, 2, 0, 0, 0],
  );
});

test('one event has one id for all, and who may know less of it gets another', async (t) => {
  const { registry, receiver, webhooks, receivedOn } = await setUp(t);
  const types = ['finding.raised', 'saleLine.rejectedLate'] as const;
  const owners = {
    '/administrator': sampleKeys.administrator,
    '/supervisor': sampleKeys.supervisor,
    '/jia': sampleKeys.operator,
    '/yi': sampleKeys.otherOperator,
  };
  for (const [path, owner] of Object.entries(owners)) {
    await webhooks.subscribe(await registry.key(owner), path, types);
  }
  const outletIds = [sampleIds.outlet, sampleIds.otherOutlet];
  const finding: RegistryEvent = {
    type: 'finding.raised',
    timestamp: registry.now.toISOString(),
    data: {
      findingId: 'fnd_2p6t0x4b8f',
      rule: 'duplicateClaim',
      outletIds,
      productId: null,
      certificateId: null,
      countyCode: null,
    },
  };
  await registry.database.transaction((connection) => appendEvents(connection, [finding]));
  await webhooks.deliver();
  const seen = (path: string) =>
    receivedOn(path).map((event) => event.type === 'finding.raised' && event.data.outletIds);
  assert.deepEqual(
    Object.keys(owners).map((path) => seen(path)),
    [[outletIds], [outletIds], [[sampleIds.outlet]], [[sampleIds.otherOutlet]]],
  );
  const idOf = (path: string) => receiver.on(path)[0]?.headers['webhook-id'];
  assert.equal(idOf('/administrator'), idOf('/supervisor'));
  assert.equal(new Set(Object.keys(owners).map(idOf)).size, 3);
});

test('more events than one row takes are all put on their way, each with an id of its own', async (t) => {
  const { registry, webhooks } = await setUp(t);
  const key = await registry.key(sampleKeys.administrator);
  const { webhookId } = await webhooks.subscribe(key, '/a', ['saleLine.rejectedLate']);
  const events = Array.from({ length: 1101 }, () => lateLine(sampleIds.outlet));
  await registry.database.transaction((connection) => appendEvents(connection, events));
  assert.equal(await fanOut(registry.database, registry.now), 1101);
  assert.equal(await fanOut(registry.database, registry.now), 0);
  const ids = new Set<string>();
  const query = { limit: 100, state: 'pending' };
  let cursor: string | null | undefined;
  while (cursor !== null) {
    const page: Page<WebhookDeliverySummary> = await bodyOf(
      await registry.call('listWebhookDeliveries', {
        key,
        params: { webhookId },
        query: { ...query, ...(cursor !== undefined && { cursor }) },
      }),
    );
    for (const { eventId } of page.items) ids.add(eventId);
    cursor = page.nextCursor;
  }
  assert.equal(ids.size, 1101);
});

function lateLine(outletId: string): RegistryEvent {
  return {
    type: 'saleLine.rejectedLate',
    timestamp: '2020-10-17T04:00:00Z',
    data: {
      outletId,
      lineId: `${outletId}/web/2020-10-16/R1/1/sale`,
      outcome: 'rejected',
      soldAt: '2020-10-16T04:00:00Z',
      pointers: ['/unit'],
    },
  };
}
