import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { describe, it } from 'node:test';
import { answer, standIn } from '../../test/stand-in.ts';
import { outletId, saleLine, salesSink, taken } from '../../test/sink.ts';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import type { Clock } from './clock.ts';
import { createOutboxOver } from './create.ts';
import { OutboxFullError } from './errors/outbox-full-error.ts';
import { FileQueue } from './file/file-queue.ts';
import { createOutbox, OutboxClosedError, type Outbox } from './node.ts';
import type { Queue } from './queue.ts';

const nobody = 'http://127.0.0.1:9';
const saleLines = (count: number) => Array.from({ length: count }, (_, index) => saleLine(index));
const refusal = { code: 'returnExceedsSale', detail: 'more than was sold', issues: [] };
const briskClock: Clock = {
  now: () => 0,
  sleep: () => new Promise((resolve) => setTimeout(resolve, 2)),
};

/** A queue of files in which something else happens at some calls. */
async function queueWith(folder: string, change: (queue: Queue) => Partial<Queue>): Promise<Queue> {
  const queue: Queue = await FileQueue.open(folder, outletId);
  const changes = change(queue);
  return new Proxy(queue, {
    get(target, name: keyof Queue) {
      const method =
        changes[name] ?? (target[name] as (typeof target)[typeof name] | undefined)?.bind(target);
      return method as unknown;
    },
  });
}

const within = (milliseconds: number, call: Promise<unknown>) =>
  Promise.race([
    call,
    new Promise((_, reject) => setTimeout(() => reject(new Error('hangs')), milliseconds)),
  ]);

describe('a disk without room for dead letters', () => {
  it('keeps those lines queued and holds up no others, until there is room', async () => {
    await using folder = await temporaryFolder();
    await using sink = await salesSink((line, lineId) =>
      line.receiptNo === '1' ? { outcome: 'rejected', problem: refusal } : taken(lineId),
    );
    let hasRoom = false;
    const queue = await queueWith(folder.path, (files) => ({
      refuse: (letters) =>
        hasRoom ? files.refuse(letters) : Promise.reject(new OutboxFullError('here', undefined)),
    }));
    const outbox = await createOutboxOver(queue, {
      registry: sink.url,
      key: 'sk_1',
      outletId,
      clock: briskClock,
    });
    const lineIds = await outbox.reportAll(saleLines(5));
    const rejected = assert.rejects(outbox.receipt(lineIds[1] ?? ''), { code: 'lineRejected' });
    for (let number = 10; sink.requests.length < 4; number++) await outbox.report(saleLine(number));
    assert.equal(outbox.progress.rejected, 0);
    hasRoom = true;
    await outbox.flush();
    await rejected;
    assert.equal(outbox.progress.rejected, 1);
    assert.equal(outbox.progress.acknowledged, sink.ledger.size);
    await outbox.close();
  });
});

describe('a queue that fails to settle', () => {
  it('has its lines counted as acknowledged once', async () => {
    await using folder = await temporaryFolder();
    await using sink = await salesSink();
    let failures = 3;
    const queue = await queueWith(folder.path, (files) => ({
      settle: (positions) =>
        failures-- > 0 ? Promise.reject(new Error('EIO')) : files.settle(positions),
    }));
    const options = { registry: sink.url, key: 'sk_1', outletId, clock: briskClock };
    const outbox = await createOutboxOver(queue, options);
    await outbox.reportAll(saleLines(5));
    await outbox.flush();
    assert.equal(sink.requests.length, 4);
    assert.equal(outbox.progress.acknowledged, 5);
    await outbox.close();
  });
});

describe('an answer', () => {
  for (const [what, body] of Object.entries({
    'that is no JSON': '<html>Welcome to the hotel</html>',
    'that is null': 'null',
    'without outcomes': '{}',
    'whose outcomes are no list': '{"outcomes":{"length":1}}',
    'that breaks off': '{"outcomes":[{"index":0,',
  })) {
    it(`${what} neither loses nor acknowledges anything`, async () => {
      await using folder = await temporaryFolder();
      await using server = await standIn((_, response) => answer(response, body));
      const options = { registry: server.url, key: 'sk_1', outletId, folder: folder.path };
      const outbox = await createOutbox(options);
      await outbox.report(saleLine(1));
      while (outbox.progress.state !== 'waiting') await new Promise(setImmediate);
      assert.equal((outbox.progress.error as { code?: string }).code, 'responseSchema');
      assert.equal(outbox.progress.queued, 1);
      assert.equal(outbox.progress.acknowledged, 0);
      await outbox.close();
    });
  }
});

describe('an outbox that can’t be made', () => {
  it('lets go of its folder', async () => {
    await using folder = await temporaryFolder();
    const options = { key: 'sk_1', outletId, folder: folder.path };
    await assert.rejects(
      createOutbox({ ...options, registry: undefined as unknown as string }),
      TypeError,
    );
    await (await createOutbox({ ...options, registry: nobody })).close();
  });
});

describe('closing', () => {
  it('does not wait for a key that never comes', async () => {
    await using folder = await temporaryFolder();
    const key = () => new Promise<string>(() => undefined);
    const outbox = await createOutbox({ registry: nobody, key, outletId, folder: folder.path });
    await outbox.report(saleLine(1));
    await within(2000, outbox.close());
  });

  it('does not wait for an answer that never comes, and keeps the line', async () => {
    await using folder = await temporaryFolder();
    await using server = await standIn(() => undefined);
    const options = { registry: server.url, key: 'sk_1', outletId, folder: folder.path };
    const outbox = await createOutbox(options);
    await outbox.report(saleLine(1));
    while (server.requests.length === 0) await new Promise(setImmediate);
    await within(2000, outbox.close());
    const again = await createOutbox({ ...options, registry: nobody });
    assert.equal(again.progress.queued, 1);
    await again.close();
  });

  const calls: Readonly<Record<string, (outbox: Outbox, lineId: string) => Promise<unknown>>> = {
    report: (outbox) => outbox.report(saleLine(2)),
    receipt: (outbox, lineId) => outbox.receipt(lineId),
    deadLetters: (outbox) => outbox.deadLetters(),
    exportDeadLetters: (outbox) => outbox.exportDeadLetters(),
    exportQueued: (outbox) => outbox.exportQueued(),
    resend: (outbox) => outbox.resend(1),
    discard: (outbox) => outbox.discard(1),
    flush: (outbox) => outbox.flush(),
  };
  for (const [name, call] of Object.entries(calls)) {
    it(`makes ${name} reject`, async () => {
      await using folder = await temporaryFolder();
      const options = { registry: nobody, key: 'sk_1', outletId, folder: folder.path };
      const outbox = await createOutbox(options);
      const lineId = await outbox.report(saleLine(1));
      await outbox.close();
      await assert.rejects(within(500, call(outbox, lineId)), OutboxClosedError);
    });
  }
});

describe('a signal', () => {
  it('ends waiting for a receipt, and is let go of when the receipt comes', async () => {
    await using folder = await temporaryFolder();
    await using sink = await salesSink();
    const options = { registry: sink.url, key: 'sk_1', outletId, folder: folder.path };
    const outbox = await createOutbox(options);
    const { signal } = new AbortController();
    for (let number = 0; number < 20; number++) {
      await outbox.receipt(await outbox.report(saleLine(number)), { signal });
    }
    assert.deepEqual(getEventListeners(signal, 'abort'), []);
    await outbox.close();
    const offline = await createOutbox({ ...options, registry: nobody });
    const abort = new AbortController();
    const waiting = offline.receipt(await offline.report(saleLine(99)), { signal: abort.signal });
    abort.abort(new Error('enough'));
    await assert.rejects(waiting, /enough/);
    await offline.close();
  });
});
