import { expect } from '@open-wc/testing';
import { registryInPage } from '../../test/registry-in-page.ts';
import { outletId, saleLine } from '../../test/sale-line.ts';
import { createOutbox, type Outbox, type OutboxState } from './browser.ts';
import { pageLife } from './page-life.ts';

const registry = 'https://registry.example';
let number = 0;
const options = () => ({
  registry,
  key: 'rs_1',
  outletId,
  name: `page-${Date.now()}-${number++}`,
  life: pageLife,
});

const offline = (): Promise<Response> => Promise.reject(new TypeError('Failed to fetch'));

/** Resolves when the outbox is in a state. */
const state = (outbox: Outbox, awaited: OutboxState) =>
  new Promise<void>((resolve) => {
    const check = () => {
      if (outbox.progress.state !== awaited) return;
      unsubscribe();
      resolve();
    };
    const unsubscribe = outbox.subscribe(check);
    queueMicrotask(check);
  });

const bytesOf = async ({ body }: RequestInit) =>
  (await new Response(body).arrayBuffer()).byteLength;
const turn = () => new Promise((resolve) => setTimeout(resolve, 50));

describe('an outbox and its page', () => {
  it('sends at once when the network is back', async () => {
    const page = registryInPage((request) => (request <= 3 ? offline() : undefined));
    const outbox = await createOutbox({ ...options(), fetch: page.fetchAs('a') });
    await outbox.report(saleLine(1));
    for (let failure = 0; failure < 3; failure++) {
      await state(outbox, 'waiting');
      dispatchEvent(new Event('online'));
      await state(outbox, 'sending');
    }
    await outbox.flush();
    expect(page.requests.length).to.equal(4);
    await outbox.close();
  });

  it('makes no more than twelve requests in a minute however often the network comes and goes', async () => {
    const page = registryInPage(offline);
    const outbox = await createOutbox({ ...options(), fetch: page.fetchAs('a') });
    await outbox.report(saleLine(1));
    for (let time = 0; time < 40; time++) {
      await new Promise((resolve) => setTimeout(resolve, 15));
      dispatchEvent(new Event('online'));
      document.dispatchEvent(new Event('visibilitychange'));
    }
    expect(page.requests.length).to.equal(12);
    await outbox.close();
  });

  it('leaves a registry alone that asked for time', async () => {
    const page = registryInPage(() => new Response(null, { status: 503 }));
    const outbox = await createOutbox({ ...options(), fetch: page.fetchAs('a') });
    await outbox.report(saleLine(1));
    await state(outbox, 'waiting');
    dispatchEvent(new Event('online'));
    dispatchEvent(new Event('pagehide'));
    await turn();
    expect(page.requests.length).to.equal(1);
    await outbox.close();
  });

  for (const event of ['visibilitychange', 'pagehide', 'freeze']) {
    it(`sends on ${event}, before the event loop turns, what outlives the page within its budget`, async () => {
      const page = registryInPage((request) => (request === 1 ? offline() : undefined));
      const outbox = await createOutbox({ ...options(), fetch: page.fetchAs('a') });
      await outbox.reportAll(Array.from({ length: 1000 }, (_, index) => saleLine(index)));
      await state(outbox, 'waiting');
      (event === 'pagehide' ? window : document).dispatchEvent(new Event(event));
      // A message is a turn: what was not begun by then, a page that goes never begins.
      await new Promise((resolve) => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = resolve;
        port2.postMessage(undefined);
      });
      const [, request] = page.requests;
      expect(request?.keepalive).to.be.true;
      expect(await bytesOf(request ?? {})).to.be.within(16 * 1024, 48 * 1024);
      await outbox.flush();
      expect(page.accepted.size).to.equal(1000);
      expect([...page.accepted.values()].every((times) => times === 1)).to.be.true;
      await outbox.close();
    });
  }

  it('lets a request outlive the page unless it is large, or the one before failed', async () => {
    let failing = false;
    const page = registryInPage(() => (failing ? offline() : undefined));
    const outbox = await createOutbox({ ...options(), fetch: page.fetchAs('a') });
    await outbox.report(saleLine(1));
    await outbox.flush();
    const random = () => crypto.getRandomValues(new Uint8Array(90)).join('').slice(0, 200);
    await outbox.reportAll(
      Array.from({ length: 600 }, (_, index) => saleLine(index + 2, { name: random() })),
    );
    await outbox.flush();
    failing = true;
    await outbox.report(saleLine(1000));
    await state(outbox, 'waiting');
    failing = false;
    dispatchEvent(new Event('online'));
    await outbox.flush();
    expect(page.requests.map((request) => request.keepalive)).to.deep.equal([
      true,
      false,
      true,
      false,
    ]);
    await outbox.close();
  });

  it('packs what is more than a few lines with gzip', async () => {
    const page = registryInPage();
    const outbox = await createOutbox({ ...options(), fetch: page.fetchAs('a') });
    await outbox.report(saleLine(1));
    await outbox.flush();
    await outbox.reportAll(Array.from({ length: 999 }, (_, index) => saleLine(index + 2)));
    await outbox.flush();
    const [few, many] = page.requests;
    expect(new Headers(few?.headers).get('content-encoding')).to.equal(null);
    expect(new Headers(many?.headers).get('content-encoding')).to.equal('gzip');
    expect(await bytesOf(many ?? {})).to.be.below(32 * 1024);
    expect(page.accepted.size).to.equal(1000);
    await outbox.close();
  });

  it('sends as it is what the browser can’t pack', async () => {
    const own = Object.getOwnPropertyDescriptor(globalThis, 'CompressionStream') ?? {};
    Object.defineProperty(globalThis, 'CompressionStream', { ...own, value: undefined });
    try {
      const page = registryInPage();
      const outbox = await createOutbox({ ...options(), fetch: page.fetchAs('a') });
      await outbox.reportAll(Array.from({ length: 100 }, (_, index) => saleLine(index)));
      await outbox.flush();
      const [request] = page.requests;
      expect(new Headers(request?.headers).get('content-encoding')).to.equal(null);
      expect(page.accepted.size).to.equal(100);
      await outbox.close();
    } finally {
      Object.defineProperty(globalThis, 'CompressionStream', own);
    }
  });

  it('listens to its page no longer than it is open', async () => {
    const page = registryInPage(offline);
    const outbox = await createOutbox({ ...options(), fetch: page.fetchAs('a') });
    await outbox.report(saleLine(1));
    await state(outbox, 'waiting');
    await outbox.close();
    dispatchEvent(new Event('online'));
    dispatchEvent(new Event('pagehide'));
    await turn();
    expect(page.requests.length).to.equal(1);
  });
});
