import type { WebhookDelivery, WebhookWithSecret } from '@fupin/schema';
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { describe, test, type TestContext } from 'node:test';
import { createPublicRequest, type PublicRequest } from '../http/public-request.ts';
import { databaseKinds, type DatabaseKind } from '../testing/databases.ts';
import { bodyOf, startRegistry } from '../testing/registry-under-test.ts';
import { receiveWebhooks, type ReceivedWebhook } from '../testing/webhook-receiver.ts';
import { webhooksOf } from '../testing/webhooks.ts';
import { sweepDeliveries } from './webhook-worker.ts';

const minuteMs = 60_000;
const dayMs = 86_400_000;

/** An administrator's webhook and the way of its test events to it. */
async function setUp(t: TestContext, kind: DatabaseKind, request?: PublicRequest) {
  const registry = await startRegistry(t, kind);
  const receiver = await receiveWebhooks(t);
  const webhooks = webhooksOf(t, registry, request ?? receiver.request);
  const key = await registry.key({ role: 'administrator' });
  // What the sample directory brought about happened before anybody listened.
  await webhooks.deliver();
  const sendTest = async (webhookId: string) =>
    bodyOf<WebhookDelivery>(
      await registry.call('createWebhookTest', { key, params: { webhookId }, body: {} }),
      201,
    );
  const again = ({ deliveryId, webhookId }: WebhookDelivery) =>
    webhooks.delivery(key, webhookId, deliveryId);
  const getWebhook = async (webhookId: string) =>
    bodyOf<WebhookWithSecret>(await registry.call('getWebhook', { key, params: { webhookId } }));
  return { registry, receiver, webhooks, key, sendTest, again, getWebhook };
}

function signatureOf(secret: string, { headers, body }: ReceivedWebhook): string {
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const signed = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`;
  return `v1,${createHmac('sha256', key).update(signed).digest('base64')}`;
}

for (const kind of databaseKinds) {
  describe(`a delivery on ${kind.name}`, () => {
    test('goes as it is logged, signed, once', async (t) => {
      const { registry, receiver, webhooks, key, sendTest, again } = await setUp(t, kind);
      receiver.answer('/a', (response) => response.writeHead(202).end('taken'));
      const { webhookId, secret } = await webhooks.subscribe(key, '/a');
      const sent = await sendTest(webhookId);
      assert.deepEqual([sent.state, sent.attempts], ['pending', []]);
      await webhooks.deliver();
      await webhooks.deliver();
      const [received, ...more] = receiver.on('/a');
      assert.ok(received);
      assert.deepEqual(more, []);
      assert.deepEqual(JSON.parse(received.body), {
        type: 'webhook.test',
        timestamp: registry.now.toISOString(),
        data: { webhookId },
      });
      const { headers } = received;
      assert.equal(headers['webhook-id'], sent.eventId);
      assert.equal(headers['webhook-timestamp'], String(registry.now.getTime() / 1000));
      assert.equal(headers['webhook-signature'], signatureOf(secret, received));
      assert.equal(headers['content-type'], 'application/json');
      const { state, payload, attempts, settledAt, nextAttemptAt } = await again(sent);
      assert.deepEqual([state, payload, nextAttemptAt], ['delivered', received.body, null]);
      assert.equal(settledAt, registry.now.toISOString());
      const [{ durationMs, ...attempt } = { durationMs: -1 }] = attempts;
      assert.ok(durationMs >= 0);
      assert.deepEqual(attempt, {
        at: registry.now.toISOString(),
        status: 202,
        error: null,
        response: 'taken',
      });
    });

    test('is attempted ten times with the same id over three days, then given up, and can be replayed', async (t) => {
      const { registry, receiver, webhooks, key, sendTest, again, getWebhook } = await setUp(
        t,
        kind,
      );
      receiver.answer('/a', (response) => response.writeHead(500).end('x'.repeat(5000)));
      const { webhookId } = await webhooks.subscribe(key, '/a');
      const sent = await sendTest(webhookId);
      await webhooks.deliver();
      const begun = registry.now.getTime();
      const seconds: number[] = [];
      for (;;) {
        const { nextAttemptAt } = await again(sent);
        if (nextAttemptAt === null) break;
        const wait = Date.parse(nextAttemptAt) - registry.now.getTime();
        await webhooks.deliverAfter(wait - 1);
        assert.equal(receiver.received.length, seconds.length + 1, 'not before it is due');
        await webhooks.deliverAfter(1);
        seconds.push((registry.now.getTime() - begun) / 1000);
      }
      assert.deepEqual(seconds, [5, 305, 2105, 9305, 27_305, 63_305, 113_705, 185_705, 272_105]);
      const failed = await again(sent);
      assert.deepEqual([failed.state, failed.attempts.length], ['failed', 10]);
      assert.equal(failed.attempts[0]?.response, 'x'.repeat(1024));
      const ids = receiver.received.map(({ headers }) => headers['webhook-id']);
      assert.deepEqual(new Set(ids), new Set([sent.eventId]));
      const stamps = receiver.received.map(({ headers }) => headers['webhook-timestamp']);
      assert.equal(new Set(stamps).size, 10);
      const { enabled, failingSince } = await getWebhook(webhookId);
      assert.deepEqual([enabled, failingSince], [true, new Date(begun).toISOString()]);

      receiver.answer('/a', (response) => response.writeHead(200).end());
      const { deliveryId } = sent;
      const params = { webhookId, deliveryId };
      const replayed = await bodyOf<WebhookDelivery>(
        await registry.call('replayWebhookDelivery', { key, params, body: {} }),
        201,
      );
      assert.equal(replayed.state, 'pending');
      const twice = await registry.call('replayWebhookDelivery', { key, params, body: {} });
      assert.equal(twice.status, 409);
      await webhooks.deliver();
      assert.equal(receiver.received.at(-1)?.headers['webhook-id'], sent.eventId);
      assert.equal((await again(sent)).state, 'delivered');
      assert.equal((await getWebhook(webhookId)).failingSince, null);
    });

    test('that a killed process was making is made by another once the lease runs out', async (t) => {
      const { registry, receiver, webhooks, key, sendTest, again } = await setUp(t, kind);
      const { webhookId } = await webhooks.subscribe(key, '/a');
      const answers: (() => void)[] = [];
      const killed = webhooksOf(t, registry, async (url, call) => {
        await new Promise<void>((resolve) => {
          answers.push(resolve);
          call.signal?.addEventListener('abort', () => {
            resolve();
          });
        });
        return receiver.request(url, { ...call, method: 'GET' });
      });
      const sent = await sendTest(webhookId);
      await killed.worker.round();
      while (answers.length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
      await webhooks.deliverAfter(minuteMs - 1);
      assert.equal(receiver.received.length, 0, 'leased');
      await webhooks.deliverAfter(1);
      assert.equal(receiver.received.length, 1);
      const delivered = await again(sent);
      assert.equal(delivered.state, 'delivered');
      // It was only asleep, and fails now: what the other one took down stands.
      receiver.answer('/a', (response) => response.writeHead(500).end());
      answers[0]?.();
      await killed.worker.idle();
      assert.deepEqual(await again(sent), delivered);
    });

    test('that a stopping process was making is due again at once', async (t) => {
      const { registry, receiver, webhooks, key, sendTest, again } = await setUp(t, kind);
      const { webhookId } = await webhooks.subscribe(key, '/a');
      const stopping = webhooksOf(t, registry, receiver.request);
      receiver.answer('/a', () => {});
      const sent = await sendTest(webhookId);
      await stopping.worker.round();
      while (receiver.received.length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
      await stopping.worker.stop();
      assert.deepEqual((await again(sent)).attempts, []);
      receiver.answer('/a', (response) => response.writeHead(200).end());
      await webhooks.deliver();
      assert.equal((await again(sent)).state, 'delivered');
    });

    test('is replayed with all that failed since an instant', async (t) => {
      const { registry, receiver, webhooks, key, sendTest } = await setUp(t, kind);
      const { webhookId } = await webhooks.subscribe(key, '/a');
      receiver.answer('/a', (response) => response.writeHead(500).end());
      await sendTest(webhookId);
      await webhooks.deliverAfter(minuteMs);
      const since = registry.now.toISOString();
      for (const _ of [1, 2, 3]) await sendTest(webhookId);
      await webhooks.deliver();
      const params = { webhookId };
      const change = (enabled: boolean) =>
        registry.call('updateWebhook', {
          key,
          params,
          body: {
            label: 'a',
            url: 'https://receiver.example/a',
            eventTypes: ['finding.raised'],
            enabled,
          },
        });
      await bodyOf(await change(false));
      const states = async () =>
        (await webhooks.deliveries(key, webhookId)).map(({ state }) => state);
      assert.deepEqual(await states(), ['failed', 'failed', 'failed', 'failed']);
      const replay = () =>
        registry.call('replayFailedWebhookDeliveries', { key, params, body: { since } });
      assert.equal((await replay()).status, 409);
      await bodyOf(await change(true));
      assert.deepEqual(await bodyOf(await replay(), 201), { replayed: 3 });
      receiver.answer('/a', (response) => response.writeHead(200).end());
      await webhooks.deliver();
      assert.deepEqual(await states(), ['delivered', 'delivered', 'delivered', 'failed']);
    });

    test('is forgotten with its event after 30 days', async (t) => {
      const { registry, webhooks, key, sendTest } = await setUp(t, kind);
      const { webhookId } = await webhooks.subscribe(key, '/a');
      await sendTest(webhookId);
      await webhooks.deliverAfter(dayMs);
      await sendTest(webhookId);
      await webhooks.deliver();
      const sweep = (days: number) =>
        sweepDeliveries(registry.database, new Date(registry.now.getTime() + days * dayMs));
      assert.equal(await sweep(29), 0);
      assert.equal(await sweep(29.5), 2);
      assert.equal((await webhooks.deliveries(key, webhookId)).length, 1);
      assert.equal(await sweep(31), 2);
    });
  });
}

describe('a receiver', () => {
  const [kind] = databaseKinds;
  assert.ok(kind);

  test('that is gone gets nothing any more, also of what was on its way', async (t) => {
    const { registry, receiver, webhooks, key, sendTest, again, getWebhook } = await setUp(t, kind);
    const { webhookId } = await webhooks.subscribe(key, '/a');
    receiver.answer('/a', (response) => response.writeHead(500).end());
    const before = await sendTest(webhookId);
    await webhooks.deliver();
    receiver.answer('/a', (response) => response.writeHead(410).end());
    const gone = await sendTest(webhookId);
    await webhooks.deliver();
    const { enabled, disabledReason, disabledAt } = await getWebhook(webhookId);
    assert.deepEqual([enabled, disabledReason], [false, 'gone']);
    assert.equal(disabledAt, registry.now.toISOString());
    assert.deepEqual(
      [(await again(before)).state, (await again(gone)).state],
      ['failed', 'failed'],
    );
    await webhooks.deliverAfter(dayMs);
    assert.equal(receiver.received.length, 2);
  });

  test('that only fails for five days is disabled', async (t) => {
    const { receiver, webhooks, key, sendTest, getWebhook } = await setUp(t, kind);
    const { webhookId } = await webhooks.subscribe(key, '/a');
    receiver.answer('/a', (response) => response.writeHead(404).end());
    await sendTest(webhookId);
    await webhooks.deliver();
    await webhooks.deliverAfter(5 * dayMs - 1);
    assert.equal((await getWebhook(webhookId)).enabled, true);
    await sendTest(webhookId);
    await webhooks.deliverAfter(1);
    const { enabled, disabledReason } = await getWebhook(webhookId);
    assert.deepEqual([enabled, disabledReason], [false, 'failing']);
  });

  test('that asks to be left alone for two minutes is, with everything', async (t) => {
    const { receiver, webhooks, key, sendTest, again } = await setUp(t, kind);
    const { webhookId } = await webhooks.subscribe(key, '/a');
    receiver.answer('/a', (response) => response.writeHead(429, { 'retry-after': '120' }).end());
    const first = await sendTest(webhookId);
    await webhooks.deliver();
    receiver.answer('/a', (response) => response.writeHead(200).end());
    const second = await sendTest(webhookId);
    await webhooks.deliverAfter(2 * minuteMs - 1);
    assert.equal(receiver.received.length, 1);
    await webhooks.deliverAfter(1);
    assert.deepEqual(
      [(await again(first)).state, (await again(second)).state],
      ['delivered', 'delivered'],
    );
  });

  test('that never answers holds up no other, and has failed when its time is over', async (t) => {
    const receiver = await receiveWebhooks(t);
    const impatient: PublicRequest = (url, call) =>
      receiver.request(url, { ...call, timeoutMs: call.timeoutMs / 50 });
    const { webhooks, key, sendTest, again } = await setUp(t, kind, impatient);
    const slow = await webhooks.subscribe(key, '/slow');
    const fast = await webhooks.subscribe(key, '/fast');
    receiver.answer('/slow', () => {});
    const held = await sendTest(slow.webhookId);
    for (let count = 0; count < 10; count += 1) await sendTest(slow.webhookId);
    for (let count = 0; count < 10; count += 1) await sendTest(fast.webhookId);
    await webhooks.worker.round();
    while (receiver.on('/fast').length < 10) await new Promise((resolve) => setTimeout(resolve, 1));
    assert.equal(receiver.on('/slow').length, 4, 'at once to one');
    assert.equal((await again(held)).attempts.length, 0);
    await webhooks.worker.idle();
    const [attempt] = (await again(held)).attempts;
    assert.match(attempt?.error ?? '', /did not answer within 0\.3 seconds/);
    assert.equal(attempt?.status, null);
  });

  test('that redirects has failed, and nobody is asked where it leads', async (t) => {
    const { receiver, webhooks, key, sendTest, again } = await setUp(t, kind);
    const { webhookId } = await webhooks.subscribe(key, '/a');
    receiver.answer('/a', (response) => response.writeHead(308, { location: '/b' }).end());
    const sent = await sendTest(webhookId);
    await webhooks.deliver();
    assert.deepEqual([receiver.on('/a').length, receiver.on('/b').length], [1, 0]);
    const { state, attempts } = await again(sent);
    assert.deepEqual([state, attempts[0]?.status], ['pending', 308]);
  });

  test('whose name leads to a private address is never asked', async (t) => {
    const inside = createPublicRequest({
      isSandbox: false,
      lookup: () => Promise.resolve([{ address: '10.0.0.7', family: 4 }]),
    });
    const { webhooks, key, sendTest, again } = await setUp(t, kind, inside);
    const { webhookId } = await webhooks.subscribe(key, '/a');
    const sent = await sendTest(webhookId);
    await webhooks.deliver();
    const { state, attempts } = await again(sent);
    assert.equal(state, 'pending');
    assert.equal(
      attempts[0]?.error,
      'receiver.example has the address 10.0.0.7, which is not on the public internet',
    );
  });

  test('is signed to with both secrets for a day after a rotation, then with the new one alone', async (t) => {
    const { registry, receiver, webhooks, key, sendTest, getWebhook } = await setUp(t, kind);
    const { webhookId, secret: old } = await webhooks.subscribe(key, '/a');
    const rotated = await bodyOf<WebhookWithSecret>(
      await registry.call('rotateWebhookSecret', { key, params: { webhookId }, body: {} }),
      201,
    );
    assert.notEqual(rotated.secret, old);
    const until = new Date(registry.now.getTime() + dayMs).toISOString();
    assert.equal(rotated.previousSecretUntil, until);
    const signed = async (secrets: readonly string[]) => {
      await sendTest(webhookId);
      await webhooks.deliver();
      const last = receiver.received.at(-1);
      assert.ok(last);
      const expected = secrets.map((secret) => signatureOf(secret, last)).join(' ');
      assert.equal(last.headers['webhook-signature'], expected);
    };
    await signed([rotated.secret, old]);
    await webhooks.deliverAfter(dayMs);
    await signed([rotated.secret]);
    assert.equal((await getWebhook(webhookId)).previousSecretUntil, null);
  });
});
