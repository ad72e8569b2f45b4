import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, test } from 'node:test';
import { promisify } from 'node:util';
import { saleLineId, type SalesReport } from '@fupin/schema';
import { Webhook } from 'standardwebhooks';
import { productOf } from '../test/product.ts';
import { outletId, saleLine, salesSink, taken } from '../test/sink.ts';
import { answer, standIn } from '../test/stand-in.ts';
import { temporaryFolder } from '../test/temporary-folder.ts';
import { tillBrowser, type TillBrowser } from '../test/till-browser.ts';
import { until } from '../test/until.ts';
import { createOutbox } from './outbox/node.ts';

const root = path.join(import.meta.dirname, '..');
const readme = await readFile(path.join(root, 'README.md'), 'utf8');
const blocks = [...readme.matchAll(/```[jt]s\n(.*?)```/gs)].map(([, code = '']) => code);
const [client = '', till = '', page = '', worker = '', verify = '', webhooks = ''] = blocks;

/** An example with what its reader has to put in place of what stands there. */
const filledIn = (code: string, values: Readonly<Record<string, string>>) =>
  Object.entries({ "'out_00000001'": `'${outletId}'`, ...values }).reduce(
    (text, [example, value]) => text.replaceAll(example, value),
    code,
  );

/** Runs an example in Node; answers with what it prints, line by line. */
async function printed(code: string, env: Readonly<Record<string, string>> = {}) {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--conditions=@fupin/source', '--input-type=module-typescript', '--eval', code],
    { cwd: root, env: { ...process.env, ...env }, timeout: 60_000 },
  );
  return stdout.trimEnd().split('\n');
}

const address = "'http://127.0.0.1:8787'";

describe('the README', () => {
  test('has six examples', () => assert.equal(blocks.length, 6));

  test('lists products, and pages through those of a province', async () => {
    await using server = await standIn((_, response, index) =>
      answer(response, {
        ...{ items: [productOf(index)], total: 1 },
        nextCursor: index === 1 ? 'more' : null,
      }),
    );
    const code = filledIn(client, { [address]: `'${server.url}'` });
    assert.deepEqual(await printed(code, { FUPIN_KEY: 'sk_1' }), [
      "[ '核桃 0' ]",
      ...['核桃 1 平山县', '核桃 2 平山县'],
    ]);
    assert.deepEqual(
      server.requests.map(({ url, headers }) => `${headers.authorization} ${decodeURI(url)}`),
      [
        'Bearer sk_1 /v1/products?q=核桃&limit=20',
        'Bearer sk_1 /v1/products?divisionCode=530000',
        'Bearer sk_1 /v1/products?divisionCode=530000&cursor=more',
      ],
    );
  });

  test('reports a sale from Node, and gets its receipt', async () => {
    await using sink = await salesSink();
    await using folder = await temporaryFolder();
    const code = filledIn(till, {
      [address]: `'${sink.url}'`,
      "'./outbox'": JSON.stringify(folder.path),
    });
    const [durable, acknowledged] = await printed(code);
    const [lineId] = sink.ledger;
    assert.equal(durable, `durable ${lineId}`);
    assert.match(acknowledged ?? '', /^acknowledged \{/);
    assert.equal(sink.requests[0]?.headers.authorization, 'Bearer sk_0123456789abcdef');
  });

  test('reports a sale from a page, and from a service worker when the page is gone', async () => {
    let isUp = true;
    await using sink = await salesSink(
      (_, lineId) => taken(lineId),
      () => (isUp ? undefined : { status: 503 }),
    );
    const here = { [address]: 'location.origin' };
    const report = `
      const numbered = new URLSearchParams(location.search).get('line');
      await outbox.report({ ...${JSON.stringify(saleLine(0))}, receiptNo: numbered });`;
    // The browser tells nobody how the work that it waited for has ended.
    const watch = `
      const { waitUntil } = ExtendableEvent.prototype;
      ExtendableEvent.prototype.waitUntil = function (work) {
        waitUntil.call(this, work);
        self.work = work;
      };`;
    await using browser = await tillBrowser(sink.url, {
      page: filledIn(page, here) + report,
      worker: filledIn(worker, here) + watch,
    });
    // Nor does it tell a server whether a request would outlive its page.
    await browser.context.addInitScript(() => {
      const ask = fetch;
      globalThis.fetch = (input, init) =>
        ask(input, { ...init, headers: { ...init?.headers, outlives: String(init?.keepalive) } });
    });
    const isDelivered = (line: number) =>
      until(() => sink.ledger.has(saleLineId(outletId, saleLine(line))));

    const first = await browser.open({ line: '1' });
    await isDelivered(1);
    assert.equal(sink.requests.at(-1)?.headers['outlives'], 'true');
    await first.close();

    isUp = false;
    const second = await browser.open({ line: '2' });
    await until(() => sink.requests.length >= 2);
    await second.evaluate(async () => {
      await navigator.serviceWorker.register('/service-worker.js', { type: 'module' });
      await navigator.serviceWorker.ready;
    });
    await second.close();
    isUp = true;
    await sync(browser, 'sales');
    await isDelivered(2);
    const [running] = browser.context.serviceWorkers();
    assert.equal(await running?.evaluate("work.then(() => 'done')"), 'done');
    const reports = sink.requests.map(({ body }) => JSON.parse(body) as SalesReport);
    assert.ok(reports.every(({ carried }) => carried?.length === 1));
    const keys = new Set(sink.requests.map(({ headers }) => headers.authorization));
    assert.deepEqual([...keys], ['Bearer rs_0123456789abcdef']);
  });

  test('verifies a file of dead letters', async () => {
    const problem = { code: 'conflict', detail: 'not the same', issues: [] };
    await using sink = await salesSink(() => ({ outcome: 'conflict', problem }));
    await using folder = await temporaryFolder();
    const outbox = await createOutbox({
      ...{ registry: sink.url, key: 'sk_1', outletId },
      folder: path.join(folder.path, 'outbox'),
    });
    await outbox.report(saleLine(7));
    await outbox.flush();
    const file = path.join(folder.path, 'refused.jsonl');
    await writeFile(file, await outbox.exportDeadLetters());
    await outbox.close();
    const [letter] = await printed(filledIn(verify, { "'refused.jsonl'": JSON.stringify(file) }));
    assert.match(letter ?? '', new RegExp(`^${outletId} [\\w-]{43} 7 conflict$`));
  });

  test('receives a webhook', async () => {
    const secret = `whsec_${Buffer.alloc(32, 1).toString('base64')}`;
    const now = new Date();
    const body = JSON.stringify({
      type: 'certificate.statusChanged',
      timestamp: now.toISOString(),
      data: { productId: 'prd_walnut', status: 'suspended' },
    });
    const headers = {
      'webhook-id': 'evt_1',
      'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
      'webhook-signature': new Webhook(secret).sign('evt_1', now, body),
    };
    const ask = `
      const webhook = ${JSON.stringify({ method: 'POST', headers, body })};
      console.log((await POST(new Request('https://shop.example', webhook))).status);
      const forged = { ...webhook, body: '{}' };
      console.log(await POST(new Request('https://shop.example', forged)).catch(({ code }) => code));`;
    assert.deepEqual(await printed(webhooks + ask, { FUPIN_WEBHOOK_SECRET: secret }), [
      ...['prd_walnut', '204', 'signatureMismatch'],
    ]);
  });
});

/** Has the browser say to the site's service worker that the network is back (Background Sync). */
async function sync({ context, origin }: TillBrowser, tag: string): Promise<void> {
  const session = await context.newCDPSession(await context.newPage());
  const registrationId = new Promise<string>((resolve) => {
    session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations: [first] }) => {
      if (first) resolve(first.registrationId);
    });
  });
  await session.send('ServiceWorker.enable');
  await session.send('ServiceWorker.dispatchSyncEvent', {
    ...{ origin, tag, registrationId: await registrationId, lastChance: true },
  });
}
