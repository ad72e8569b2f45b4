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
import { createAdaptorServer } from '@hono/node-server';
import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { promisify } from 'node:util';
import { Webhook } from 'standardwebhooks';

const root = join(import.meta.dirname, '..');
const guide = readFileSync(join(import.meta.dirname, 'webhooks.md'), 'utf8');
const examples = [...guide.matchAll(/```ts\n(.*?)```/gs)].map(([, code = '']) => code);
const flags = ['--conditions=@fupin/source', '--input-type=module-typescript', '--eval'];

async function startRegistry(t: TestContext) {
  const database = await openDatabase(':memory:');
  // On the loopback, so that it sends to the loopback.
  const publicUrl = 'http://127.0.0.1';
  const keys = fixedKey(await generateSigningKey());
  const { fetch } = createRegistry({ database, publicUrl, keys });
  const server = createAdaptorServer({ fetch }) as Server;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(async () => {
    server.close();
    server.closeAllConnections();
    await database.close();
  });
  const worker = createWebhookWorker(database, {
    request: createPublicRequest({ isSandbox: true }),
    clock: () => new Date(),
    logger: { error: assert.fail },
  });
  const key: NewKey = { kind: 'secret', label: 'guide', role: 'administrator' };
  return {
    worker,
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    key: (await createKey(database, key, new Date())).secret,
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

test('the guide’s examples subscribe, and receive what the registry sends', async (t) => {
  assert.equal(examples.length, 3);
  const { worker, address, key } = await startRegistry(t);
  const port = await freePort();
  const subscribe = (examples[0] ?? '')
    .replace('https://registry.example', address)
    .replace('sk_…', key)
    .replace('https://shop.example', `http://127.0.0.1:${port}`);
  const { stdout } = await promisify(execFile)(process.execPath, [...flags, subscribe], {
    cwd: root,
    timeout: 60_000,
  });
  const [webhookId = '', secret = ''] = stdout.trim().split(' ');
  assert.match(secret, /^whsec_/);

  const receive = (examples[1] ?? '').replace(
    '.listen(3000)',
    `.listen(${port}, '127.0.0.1', () => console.log('listening'))`,
  );
  const receiver = spawn(process.execPath, [...flags, receive], {
    cwd: root,
    env: { ...process.env, FUPIN_WEBHOOK_SECRET: secret },
  });
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
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [...flags, `${examples[2]}${ask}`],
    { cwd: root, env: { ...process.env, FUPIN_WEBHOOK_SECRET: secret }, timeout: 60_000 },
  );
  assert.equal(stdout, 'evt_1 webhook.test\n204\n400\n');
});

function signed(secret: string, body: string): Readonly<Record<string, string>> {
  const now = new Date();
  return {
    'webhook-id': 'evt_1',
    'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
    'webhook-signature': new Webhook(secret).sign('evt_1', now, body),
  };
}
