import assert from 'node:assert/strict';
import { test } from 'node:test';
import { databaseKinds } from '../testing/databases.ts';
import { listening, planOf } from '../testing/query-plans.ts';
import { fillDirectory, sampleIds, testNow } from '../testing/sample-directory.ts';
import {
  addDeliveries,
  findDelivery,
  forgetDeliveries,
  giveUpPending,
  listDeliveries,
  replayDelivery,
  replayFailed,
} from './delivery-store.ts';
import { claimDeliveries, findDueWebhooks } from './due-deliveries.ts';
import { findParties } from './event-parties.ts';
import { addWebhook, deleteWebhook, findWebhook, listWebhooks } from './webhook-store.ts';

const looksThroughAll =
  /\bSCAN (?:webhook_delivery|webhook_event|listing|outlet)\b|Seq Scan on (?:webhook_delivery|webhook_event|listing|outlet)\b/;

for (const kind of databaseKinds) {
  test(`webhooks are served without a look through all deliveries on ${kind.name}`, async (t) => {
    const database = await kind.open(t);
    await fillDirectory(database);
    const { connection, asked } = listening(database);
    const owner = 'administrator';
    const event = { label: 'a', url: 'https://shop.example/', eventTypes: [] };
    const { webhookId } = await addWebhook(connection, owner, event, testNow);
    const test = {
      type: 'webhook.test',
      timestamp: testNow.toISOString(),
      data: { webhookId },
    } as const;
    const addressed = { eventId: 'evt_1', event: test, webhookIds: [webhookId] };
    const [deliveryId = ''] = await addDeliveries(connection, [addressed], testNow);
    await listWebhooks(connection, owner, {}, testNow);
    await findWebhook(connection, owner, webhookId, testNow);
    await listDeliveries(connection, webhookId, {});
    await listDeliveries(connection, webhookId, { state: 'failed' });
    await findDelivery(connection, webhookId, deliveryId);
    assert.deepEqual(await findDueWebhooks(connection, testNow), [webhookId]);
    assert.equal((await claimDeliveries(connection, webhookId, testNow)).length, 1);
    await giveUpPending(connection, webhookId, testNow);
    await replayDelivery(connection, deliveryId, testNow);
    await replayFailed(connection, webhookId, testNow, testNow);
    await findParties(connection, [
      {
        type: 'certificate.statusChanged',
        timestamp: test.timestamp,
        data: {
          certificateId: sampleIds.certificate('tea'),
          productId: sampleIds.product('tea'),
          supplierId: 'sup_1',
          countyCode: '520328',
          status: 'suspended',
          reasonCode: null,
        },
      },
      {
        type: 'saleLine.rejectedLate',
        timestamp: test.timestamp,
        data: {
          outletId: sampleIds.outlet,
          lineId: 'l',
          outcome: 'rejected',
          soldAt: test.timestamp,
          pointers: [],
        },
      },
    ]);
    await forgetDeliveries(connection, testNow, 10);
    await deleteWebhook(connection, webhookId);
    const reads = asked.filter(({ sql }) => !sql.startsWith('insert'));
    assert.ok(reads.length >= 15, String(reads.length));
    for (const query of reads) {
      const plan = await database.transaction((transaction) => planOf(transaction, query));
      assert.doesNotMatch(plan.join('\n'), looksThroughAll, query.sql);
    }
  });
}
