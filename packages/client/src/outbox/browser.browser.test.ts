import { expect } from '@open-wc/testing';
import { saleLineContent, saleLineId, type SaleLine } from '@fupin/schema';
import { registryInPage } from '../../test/registry-in-page.ts';
import { outletId, saleLine } from '../../test/sale-line.ts';
import { verifyDeadLetters, verifyQueued } from './export/verify-export.ts';
import { createOutbox, OutboxFormatError, type OutboxFailure } from './browser.ts';

const registry = 'https://registry.example';
let number = 0;
const freshName = () => `outbox-${Date.now()}-${number++}`;

/** Makes transactions that add something abort as they do when the quota is used up. */
function exhaustQuota(): () => void {
  const { add } = IDBObjectStore.prototype;
  const error = Object.getOwnPropertyDescriptor(IDBTransaction.prototype, 'error') ?? {};
  IDBObjectStore.prototype.add = function (value: unknown) {
    const request = add.call(this, value);
    this.transaction.abort();
    return request;
  };
  Object.defineProperty(IDBTransaction.prototype, 'error', {
    ...error,
    get: () => new DOMException('no room', 'QuotaExceededError'),
  });
  return () => {
    IDBObjectStore.prototype.add = add;
    Object.defineProperty(IDBTransaction.prototype, 'error', error);
  };
}

/** Opens a database as a newer client would, and closes it. */
const upgrade = (name: string) =>
  new Promise<void>((resolve, reject) => {
    const request = indexedDB.open(name, 3);
    request.onsuccess = () => resolve(request.result.close());
    request.onerror = () => reject(request.error as DOMException);
  });

const canonical = (number: number) => JSON.parse(saleLineContent(saleLine(number))) as SaleLine;

const codeOf = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'resolved',
    (error: OutboxFailure) => error.code,
  );

describe('the outbox of a browser', () => {
  it('delivers lines and resolves with their receipts', async () => {
    const page = registryInPage();
    const outbox = await createOutbox({
      registry,
      key: 'rs_1',
      outletId,
      name: freshName(),
      fetch: page.fetchAs('a'),
    });
    const lineIds = await outbox.reportAll([saleLine(1), saleLine(2)]);
    const receipts = await Promise.all(lineIds.map((lineId) => outbox.receipt(lineId)));
    expect(receipts.map((receipt) => receipt.lineId)).to.deep.equal(lineIds);
    await outbox.flush();
    expect(outbox.progress.queued).to.equal(0);
    expect(outbox.progress.acknowledged).to.equal(2);
    await outbox.close();
  });

  it('keeps lines across openings until they are delivered, once each', async () => {
    const name = freshName();
    const offline: typeof fetch = () => Promise.reject(new TypeError('Failed to fetch'));
    const before = await createOutbox({ registry, key: 'rs_1', outletId, name, fetch: offline });
    const lines = Array.from({ length: 2500 }, (_, index) => saleLine(index));
    await before.reportAll(lines);
    await before.close();
    const page = registryInPage();
    const outbox = await createOutbox({
      registry,
      key: 'rs_1',
      outletId,
      name,
      fetch: page.fetchAs('a'),
    });
    expect(outbox.progress.queued).to.equal(2500);
    await outbox.flush();
    expect(page.accepted.size).to.equal(2500);
    expect(page.requests.length).to.equal(3);
    await outbox.close();
  });

  it('lets one tab send what all report, and another take over when it goes', async () => {
    const name = freshName();
    const page = registryInPage();
    const options = { registry, key: 'rs_1', outletId, name };
    const first = await createOutbox({ ...options, fetch: page.fetchAs('first') });
    await first.receipt(await first.report(saleLine(1)));
    const second = await createOutbox({ ...options, fetch: page.fetchAs('second') });
    const lineId = await second.report(saleLine(2));
    expect((await second.receipt(lineId)).lineId).to.equal(lineId);
    expect(second.progress.state).to.equal('standby');
    expect(new Set(page.senders)).to.deep.equal(new Set(['first']));
    await first.close();
    await second.receipt(await second.report(saleLine(3)));
    expect(page.senders.at(-1)).to.equal('second');
    expect(page.accepted.size).to.equal(3);
    await second.close();
  });

  it('takes over when a tab dies without closing', async () => {
    const name = freshName();
    const page = registryInPage();
    // A frame that holds the lock stands for a tab; removing it is its death.
    const frame = document.body.appendChild(document.createElement('iframe'));
    const { navigator } = frame.contentWindow as Window;
    await new Promise<void>((held) => {
      void navigator.locks.request(`fupin-outbox ${name}`, () => {
        held();
        return new Promise(() => undefined);
      });
    });
    const outbox = await createOutbox({
      registry,
      key: 'rs_1',
      outletId,
      name,
      fetch: page.fetchAs('a'),
    });
    const lineId = await outbox.report(saleLine(1));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(page.requests.length).to.equal(0);
    frame.remove();
    expect((await outbox.receipt(lineId)).lineId).to.equal(lineId);
    await outbox.close();
  });

  it('refuses a full quota by its own error and keeps what it has', async () => {
    const name = freshName();
    const page = registryInPage(
      () => new Response(null, { status: 503, headers: { 'retry-after': '60' } }),
    );
    const outbox = await createOutbox({
      registry,
      key: 'rs_1',
      outletId,
      name,
      fetch: page.fetchAs('a'),
    });
    await outbox.report(saleLine(1));
    const restore = exhaustQuota();
    try {
      expect(await codeOf(outbox.report(saleLine(2)))).to.equal('outboxFull');
    } finally {
      restore();
    }
    await outbox.report(saleLine(3));
    expect(outbox.progress.queued).to.equal(2);
    await outbox.close();
  });

  it('stops visibly when the key is refused', async () => {
    const page = registryInPage(() => new Response(null, { status: 401 }));
    const outbox = await createOutbox({
      registry,
      key: 'rs_1',
      outletId,
      name: freshName(),
      fetch: page.fetchAs('a'),
    });
    await outbox.report(saleLine(1));
    expect(await codeOf(outbox.flush())).to.equal('outboxStopped');
    expect(outbox.progress.state).to.equal('stopped');
    await outbox.close();
  });

  it('lets another tab send when its own key is refused', async () => {
    const name = freshName();
    const page = registryInPage();
    const options = { registry, key: 'rs_1', outletId, name };
    const refused: typeof fetch = () => Promise.resolve(new Response(null, { status: 401 }));
    const first = await createOutbox({ ...options, fetch: refused });
    await first.report(saleLine(1));
    expect(await codeOf(first.flush())).to.equal('outboxStopped');
    const second = await createOutbox({ ...options, fetch: page.fetchAs('second') });
    await second.flush();
    expect(page.accepted.size).to.equal(1);
    await first.flush();
    expect(first.progress.acknowledged).to.equal(1);
    await second.close();
    await first.report(saleLine(2));
    expect(await codeOf(first.flush())).to.equal('outboxStopped');
    await first.close();
  });

  it('makes way for a newer client, and says so to who reports', async () => {
    const name = freshName();
    const outbox = await createOutbox({ registry, key: 'rs_1', outletId, name });
    await upgrade(name);
    const error = await outbox.report(saleLine(1)).catch((e: unknown) => e);
    expect(error).to.be.instanceOf(OutboxFormatError);
    expect(String(error)).to.contain('use a newer client');
    await outbox.close();
  });

  it('goes on when the browser ended its connection', async () => {
    const page = registryInPage();
    const fetch = page.fetchAs('a');
    const databases = new Set<IDBDatabase>();
    const { transaction } = IDBDatabase.prototype;
    IDBDatabase.prototype.transaction = function (...args) {
      databases.add(this);
      return transaction.apply(this, args);
    };
    try {
      const outbox = await createOutbox({
        registry,
        key: 'rs_1',
        outletId,
        name: freshName(),
        fetch,
      });
      await outbox.report(saleLine(1));
      await outbox.flush();
      for (const database of databases) {
        database.close();
        database.dispatchEvent(new Event('close'));
      }
      const lineId = await outbox.report(saleLine(2));
      expect((await outbox.receipt(lineId)).lineId).to.equal(lineId);
      await outbox.close();
    } finally {
      IDBDatabase.prototype.transaction = transaction;
    }
  });

  it('says by its own error that the browser has no storage for it', async () => {
    const own = Object.getOwnPropertyDescriptor(window, 'indexedDB') ?? {};
    const options = { registry, key: 'rs_1', outletId, name: freshName() };
    Object.defineProperty(window, 'indexedDB', { configurable: true, get: () => undefined });
    try {
      expect(await codeOf(createOutbox(options))).to.equal('outboxUnavailable');
      const open = () => {
        throw new DOMException('denied', 'SecurityError');
      };
      Object.defineProperty(window, 'indexedDB', { configurable: true, get: () => ({ open }) });
      expect(await codeOf(createOutbox(options))).to.equal('outboxUnavailable');
    } finally {
      Object.defineProperty(window, 'indexedDB', own);
    }
  });

  it('holds dead letters, which can be sent again or discarded', async () => {
    const name = freshName();
    const rejected: typeof fetch = (_, init) => {
      const { lines } = JSON.parse(String(init?.body)) as { lines: SaleLine[] };
      const problem = { code: 'invalidInput', detail: 'no', issues: [] };
      const outcomes = lines.map((line, index) => {
        const lineId = saleLineId(outletId, line);
        return { index, lineId, outcome: 'rejected', problem };
      });
      return Promise.resolve(Response.json({ outletId, outcomes }));
    };
    const outbox = await createOutbox({ registry, key: 'rs_1', outletId, name, fetch: rejected });
    const [lineId = ''] = await outbox.reportAll([saleLine(1), saleLine(2)]);
    expect(await codeOf(outbox.receipt(lineId))).to.equal('lineRejected');
    await outbox.flush();
    const [first, second] = await outbox.deadLetters();
    expect(first?.line).to.deep.equal(canonical(1));
    await outbox.discard(first?.deadLetterId ?? 0);
    await outbox.resend(second?.deadLetterId ?? 0);
    await outbox.flush();
    const letters = await outbox.deadLetters();
    expect(letters.map((letter) => letter.line)).to.deep.equal([canonical(2)]);
    expect(letters[0]?.deadLetterId).to.not.equal(second?.deadLetterId);
    await outbox.close();
  });

  it('writes what is queued as a file signed by the device, whose key it keeps', async () => {
    const name = freshName();
    const offline: typeof fetch = () => Promise.reject(new TypeError('Failed to fetch'));
    const epochs: string[] = [];
    for (const number of [1, 2]) {
      const outbox = await createOutbox({ registry, key: 'rs_1', outletId, name, fetch: offline });
      await outbox.report(saleLine(number));
      const { epoch, lines } = await verifyQueued(await outbox.exportQueued());
      expect(lines.map(({ line }) => line)).to.deep.equal([1, 2].slice(0, number).map(canonical));
      epochs.push(epoch);
      expect((await verifyDeadLetters(await outbox.exportDeadLetters())).lines).to.deep.equal([]);
      await outbox.close();
    }
    expect(epochs[0]).to.equal(epochs[1]);
  });

  it('refuses a queue of a later version or of another outlet', async () => {
    const name = freshName();
    await (await createOutbox({ registry, key: 'rs_1', outletId, name })).close();
    const other = createOutbox({ registry, key: 'rs_1', outletId: 'out_87654321', name });
    expect(await codeOf(other)).to.equal('outboxFormat');
    await upgrade(name);
    const error = await createOutbox({ registry, key: 'rs_1', outletId, name }).catch(
      (e: unknown) => e,
    );
    expect(error).to.be.instanceOf(OutboxFormatError);
    expect(String(error)).to.contain('use a newer client');
  });
});
