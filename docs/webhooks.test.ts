import { createClient } from '@fupin/client';
import { generateSigningKey } from '@fupin/credential';
import {
  createKey,
  createPublicRequest,
  createRegistry,
  createWebhookWorker,
  fixedKey,
  openDatabase,
  type NewKey,
} from '@fupin/registry';
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test, type TestContext } from 'node:test';
import { Webhook } from 'standardwebhooks';
import { listen } from '../packages/registry/src/testing/listen.ts';
import { freePort } from '../scripts/free-port.ts';
import { examplesIn, readGuide, runExample, startExample } from './examples.ts';

const examples = examplesIn(readGuide('webhooks.md'));

async function startRegistry(t: TestContext) {
  const database = await openDatabase(':memory:');
  // On the loopback, so that it sends to the loopback.
  const publicUrl = 'http://127.0.0.1';
  const keys = fixedKey(await generateSigningKey());
  const address = await listen(t, createRegistry({ database, publicUrl, keys }));
  t.after(() => database.close());
  const worker = createWebhookWorker(database, {
    request: createPublicRequest({ isSandbox: true }),
    clock: () => new Date(),
    logger: { error: assert.fail },
  });
  const key: NewKey = { kind: 'secret', label: 'guide', role: 'administrator' };
  return { worker, address, key: (await createKey(database, key, new Date())).secret };
}

test('the guide’s examples subscribe, and receive what the registry sends', async (t) => {
  assert.equal(examples.length, 3);
  const { worker, address, key } = await startRegistry(t);
  const port = await freePort();
  const subscribe = (examples[0] ?? '')
    .replace('https://registry.example', address)
    .replace('sk_…', key)
    .replace('https://shop.example', `http://127.0.0.1:${port}`);
  const [webhookId = '', secret = ''] = (await runExample(subscribe)).trim().split(' ');
  assert.match(secret, /^whsec_/);

  const receive = (examples[1] ?? '').replace(
    '.listen(3000)',
    `.listen(${port}, '127.0.0.1', () => console.log('listening'))`,
  );
  const receiver = startExample(receive, { FUPIN_WEBHOOK_SECRET: secret });
  t.after(() => receiver.kill('SIGKILL'));
  await once(receiver.stdout, 'data');
  const client = createClient({ registry: address, key });
  const { deliveryId } = await client.createWebhookTest({ webhookId });
  await worker.round();
  await worker.idle();
  const { state, attempts } = await client.getWebhookDelivery({ webhookId, deliveryId });
  assert.deepEqual([state, attempts[0]?.status], ['delivered', 204]);

  const forged = await fetch(`http://127.0.0.1:${port}`, {
    method: 'POST',
    headers: { 'webhook-id': 'evt_1', 'webhook-timestamp': '1', 'webhook-signature': 'v1,x' },
    body: '{}',
  });
  assert.equal(forged.status, 400);

  const body = JSON.stringify({
    type: 'certificate.statusChanged',
    timestamp: new Date().toISOString(),
    data: { productId: 'prd_tea', status: 'suspended' },
  });
  const printed = once(receiver.stdout, 'data');
  const headers = signed(secret, body);
  await fetch(`http://127.0.0.1:${port}`, { method: 'POST', headers, body });
  assert.equal(String(await printed), 'prd_tea suspended\n');
});

test('the guide’s example of a Fetch request takes what is signed, and nothing else', async () => {
  const secret = `whsec_${Buffer.alloc(32, 1).toString('base64')}`;
  const body = JSON.stringify({ type: 'webhook.test', timestamp: '', data: {} });
  const headers = signed(secret, body);
  const ask = `
    for (const body of ${JSON.stringify([body, `${body} `])}) {
      const request = { method: 'POST', headers: ${JSON.stringify(headers)}, body };
      console.log((await app.request('/webhooks/fupin', request)).status);
    }`;
  const printed = await runExample(`${examples[2]}${ask}`, { FUPIN_WEBHOOK_SECRET: secret });
  assert.equal(printed, 'evt_1 webhook.test\n204\n400\n');
});

function signed(secret: string, body: string): Readonly<Record<string, string>> {
  const now = new Date();
  return {
    'webhook-id': 'evt_1',
    'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
    'webhook-signature': new Webhook(secret).sign('evt_1', now, body),
  };
}
