import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { canonical, outletId, saleLine, salesSink, taken, type Judge } from '../../test/sink.ts';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { until } from '../../test/until.ts';
import type { Clock } from './clock.ts';
import {
  createOutbox,
  InvalidLineError,
  LineRejectedError,
  OutboxClosedError,
  OutboxStoppedError,
  UnknownLineError,
  type OutboxProgress,
  type OutboxState,
} from './node.ts';

const saleLines = (count: number) => Array.from({ length: count }, (_, index) => saleLine(index));
const refusal = { code: 'returnExceedsSale', detail: 'more than was sold', issues: [] };
/** A clock on which waiting takes no time, and what was waited for. */
function fastClock(): Clock & { readonly waits: number[] } {
  let now = 0;
  const waits: number[] = [];
  return {
    waits,
    now: () => now,
    async sleep(milliseconds) {
      waits.push(milliseconds);
      now += milliseconds;
      await new Promise((resolve) => setTimeout(resolve, 1));
    },
  };
}

describe('reporting', () => {
  it('delivers a line and resolves with its identity, then with its receipt', async () => {
    await using folder = await temporaryFolder();
    await using sink = await salesSink();
    const outbox = await createOutbox({
      registry: sink.url,
      key: 'sk_1',
      outletId,
      folder: folder.path,
    });
    const lineId = await outbox.report(saleLine(1));
    assert.equal(lineId, 'out_12345678/till-1/2020-10-17/1/1/sale');
    assert.deepEqual(await outbox.receipt(lineId), taken(lineId).receipt);
    assert.deepEqual(await outbox.receipt(lineId), taken(lineId).receipt);
    assert.deepEqual([...sink.ledger], [lineId]);
    assert.equal(sink.requests[0]?.headers.authorization, 'Bearer sk_1');
    await outbox.close();
  });

  it('refuses what is no sale line, with pointers to the faults, and queues none of the list', async () => {
    await using folder = await temporaryFolder();
    await using sink = await salesSink();
    const outbox = await createOutbox({
      registry: sink.url,
      key: 'sk_1',
      outletId,
      folder: folder.path,
    });
    const lines = [saleLine(0), saleLine(1, { quantity: '-1' })];
    await assert.rejects(outbox.reportAll(lines), (error: InvalidLineError) => {
      assert.equal(error.code, 'invalidLine');
      assert.deepEqual(
        error.faults.map((fault) => fault.pointer),
        ['/1/quantity'],
      );
      return true;
    });
    await assert.rejects(outbox.report({ ...saleLine(1), amountFen: 0.5 }), InvalidLineError);
    assert.equal(outbox.progress.queued, 0);
    await outbox.close();
  });

  it('sends batches of at most 1,000 lines and 1 MiB', async () => {
    await using folder = await temporaryFolder();
    await using sink = await salesSink();
    const outbox = await createOutbox({
      registry: sink.url,
      key: 'sk_1',
      outletId,
      folder: folder.path,
    });
    const wide = saleLines(3500).map((line) => ({
      ...line,
      name: '桃'.repeat(200),
      sku: 's'.repeat(50),
    }));
    await outbox.reportAll(saleLines(2500).map((line) => ({ ...line, terminalId: 'till-2' })));
    await outbox.reportAll(wide);
    await outbox.flush();
    assert.equal(sink.ledger.size, 6000);
    assert.ok(sink.requests.every((request) => Buffer.byteLength(request.body) <= 1024 * 1024));
    assert.ok(sink.batches.every((lines) => lines <= 1000));
    assert.ok(sink.batches.length <= 10, `${sink.batches.length} requests`);
    await outbox.close();
  });

  it('shows its progress from queued to acknowledged', async () => {
    await using folder = await temporaryFolder();
    await using sink = await salesSink();
    const outbox = await createOutbox({
      registry: sink.url,
      key: 'sk_1',
      outletId,
      folder: folder.path,
    });
    const seen: OutboxProgress[] = [];
    const unsubscribe = outbox.subscribe((progress) => seen.push(progress));
    await outbox.reportAll(saleLines(3));
    await outbox.flush();
    assert.ok(seen.some((progress) => progress.state === 'sending' && progress.sending === 3));
    assert.equal(outbox.progress.queued, 0);
    assert.equal(outbox.progress.acknowledged, 3);
    unsubscribe();
    const { length } = seen;
    await outbox.close();
    assert.equal(seen.length, length);
    assert.equal(outbox.progress.state, 'closed');
  });

  it('keeps what it could not send for the next opening', async () => {
    await using folder = await temporaryFolder();
    const options = { key: 'sk_1', outletId, folder: folder.path };
    const before = await createOutbox({ registry: 'http://127.0.0.1:9', ...options });
    const lineId = await before.report(saleLine(1));
    const waiting = before.receipt(lineId);
    await Promise.all([before.close(), assert.rejects(waiting, OutboxClosedError)]);
    await assert.rejects(before.report(saleLine(2)), OutboxClosedError);
    await using sink = await salesSink();
    const outbox = await createOutbox({ registry: sink.url, ...options });
    assert.equal((await outbox.receipt(lineId)).lineId, lineId);
    await outbox.close();
  });

  it('knows no receipt of a line it never had', async () => {
    await using folder = await temporaryFolder();
    const outbox = await createOutbox({
      registry: 'http://127.0.0.1:9',
      key: 'sk_1',
      outletId,
      folder: folder.path,
    });
    await assert.rejects(outbox.receipt('out_1/till/2020-10-17/1/1/sale'), UnknownLineError);
    await outbox.close();
  });
});

describe('keys', () => {
  it('are refused at once when no request could carry them, and nothing stays locked', async () => {
    await using folder = await temporaryFolder();
    const options = { registry: 'http://127.0.0.1:9', outletId, folder: folder.path };
    await assert.rejects(createOutbox({ ...options, key: '' }), TypeError);
    await (await createOutbox({ ...options, key: 'sk_1' })).close();
  });

  it('are asked for again when they could not be had, and the reason is shown', async () => {
    await using folder = await temporaryFolder();
    await using sink = await salesSink();
    let asked = 0;
    const key = () => (++asked < 3 ? Promise.reject(new Error('signed out')) : 'rs_1');
    const clock = fastClock();
    const outbox = await createOutbox({
      registry: sink.url,
      key,
      outletId,
      folder: folder.path,
      clock,
    });
    const errors = new Set<string | undefined>();
    outbox.subscribe(({ error }) => errors.add(error?.message));
    await outbox.receipt(await outbox.report(saleLine(1)));
    assert.ok(errors.has('signed out'));
    assert.equal(sink.requests.length, 1);
    await outbox.close();
  });
});

describe('faults of the registry', () => {
  it('sends again what the answer leaves out, and only that', async () => {
    await using folder = await temporaryFolder();
    const asked = new Map<string, number>();
    const judge: Judge = (line, lineId) => {
      const times = (asked.get(lineId) ?? 0) + 1;
      asked.set(lineId, times);
      return times > line.lineNo ? taken(lineId) : undefined;
    };
    await using sink = await salesSink(judge);
    const clock = fastClock();
    const outbox = await createOutbox({
      registry: sink.url,
      key: 'sk_1',
      outletId,
      folder: folder.path,
      clock,
    });
    await outbox.reportAll(saleLines(4).map((line, index) => ({ ...line, lineNo: index + 1 })));
    await outbox.flush();
    assert.deepEqual([...asked.values()], [2, 3, 4, 5]);
    await outbox.close();
  });

  it('acknowledges no line by the outcome of another, or by one without a receipt', async () => {
    await using folder = await temporaryFolder();
    let answers = 0;
    await using sink = await salesSink((_, lineId) => {
      answers += 1;
      if (answers === 1) return { ...taken(lineId), lineId: 'out_1/other' };
      if (answers === 2) return { outcome: 'accepted' };
      if (answers === 3) return { outcome: 'deferred' };
      return taken(lineId);
    });
    const clock = fastClock();
    const outbox = await createOutbox({
      registry: sink.url,
      key: 'sk_1',
      outletId,
      folder: folder.path,
      clock,
    });
    await outbox.receipt(await outbox.report(saleLine(1)));
    assert.equal(answers, 4);
    await outbox.close();
  });

  it('waits as Retry-After says through an outage, and goes on', async () => {
    await using folder = await temporaryFolder();
    await using sink = await salesSink(undefined, (_, index) =>
      index < 5 ? { status: 503, headers: { 'retry-after': '120' } } : undefined,
    );
    const clock = fastClock();
    const outbox = await createOutbox({
      registry: sink.url,
      key: 'sk_1',
      outletId,
      folder: folder.path,
      clock,
    });
    await outbox.receipt(await outbox.report(saleLine(1)));
    assert.deepEqual(clock.waits, Array(5).fill(120_000));
    await outbox.close();
  });

  for (const status of [401, 403, 404]) {
    it(`stops at ${status}, visibly and without asking again, until it is flushed`, async () => {
      await using folder = await temporaryFolder();
      let isRight = false;
      await using sink = await salesSink(undefined, () => (isRight ? undefined : { status }));
      const key = () => Promise.resolve(isRight ? 'sk_right' : 'sk_wrong');
      const outbox = await createOutbox({ registry: sink.url, key, outletId, folder: folder.path });
      await outbox.report(saleLine(1));
      await until(() => outbox.progress.state === 'stopped');
      assert.match(String(outbox.progress.error?.message), new RegExp(`received ${status}`));
      await outbox.reportAll(saleLines(20));
      await assert.rejects(outbox.flush(), OutboxStoppedError);
      assert.equal(sink.requests.length, 2);
      isRight = true;
      await outbox.flush();
      assert.equal(sink.ledger.size, 20);
      assert.equal(sink.requests.at(-1)?.headers.authorization, 'Bearer sk_right');
      await outbox.close();
    });
  }

  it('asks again a quarter of an hour after a refusal, for a till that nobody attends', async () => {
    await using folder = await temporaryFolder();
    await using sink = await salesSink(undefined, (_, index) =>
      index < 2 ? { status: 403 } : undefined,
    );
    const clock = fastClock();
    const outbox = await createOutbox({
      registry: sink.url,
      key: 'sk_1',
      outletId,
      folder: folder.path,
      clock,
    });
    await outbox.report(saleLine(1));
    await until(() => sink.ledger.size === 1);
    assert.deepEqual(clock.waits, [900_000, 900_000]);
    assert.equal(sink.requests.length, 3);
    await outbox.close();
  });

  it('halves batches that are too large, down to the one line that is refused for it', async () => {
    await using folder = await temporaryFolder();
    await using sink = await salesSink(undefined, ({ body }) =>
      body.length > 2000 || body.includes('"receiptNo":"7"') ? { status: 413 } : undefined,
    );
    const outbox = await createOutbox({
      registry: sink.url,
      key: 'sk_1',
      outletId,
      folder: folder.path,
    });
    await outbox.reportAll(saleLines(30));
    await outbox.flush();
    assert.equal(sink.ledger.size, 29);
    const letters = await outbox.deadLetters();
    assert.deepEqual(
      letters.map(({ line, problem }) => [line.receiptNo, problem.code]),
      [['7', 'payloadTooLarge']],
    );
    await outbox.close();
  });
});

describe('dead letters', () => {
  const judge: Judge = (line, lineId) =>
    line.amountFen > 5000 ? { outcome: 'rejected', problem: refusal } : taken(lineId);

  it('hold what was rejected or in conflict, whose receipts reject', async () => {
    await using folder = await temporaryFolder();
    await using sink = await salesSink((line) =>
      line.receiptNo === '1'
        ? { outcome: 'rejected', problem: refusal }
        : { outcome: 'conflict', problem: { ...refusal, code: 'conflict' } },
    );
    const options = { registry: sink.url, key: 'sk_1', outletId, folder: folder.path };
    const outbox = await createOutbox(options);
    const [first = '', second = ''] = await outbox.reportAll([saleLine(1), saleLine(2)]);
    await assert.rejects(outbox.receipt(first), (error: LineRejectedError) => {
      assert.equal(error.outcome, 'rejected');
      assert.deepEqual(error.problem, refusal);
      return true;
    });
    await outbox.flush();
    await assert.rejects(outbox.receipt(second), LineRejectedError);
    await outbox.close();
    const again = await createOutbox(options);
    const letters = await again.deadLetters();
    assert.deepEqual(
      letters.map(({ line, outcome }) => [line, outcome]),
      [
        [canonical(saleLine(1)), 'rejected'],
        [canonical(saleLine(2)), 'conflict'],
      ],
    );
    assert.equal(again.progress.rejected, 2);
    await again.close();
  });

  it('can be corrected and sent again, or discarded', async () => {
    await using folder = await temporaryFolder();
    await using sink = await salesSink(judge);
    const outbox = await createOutbox({
      registry: sink.url,
      key: 'sk_1',
      outletId,
      folder: folder.path,
    });
    await outbox.reportAll([saleLine(1, { amountFen: 9000 }), saleLine(2, { amountFen: 9000 })]);
    await outbox.flush();
    const [first, second] = await outbox.deadLetters();
    assert.ok(first && second);
    await assert.rejects(
      outbox.resend(first.deadLetterId, saleLine(1, { quantity: 'x' })),
      InvalidLineError,
    );
    assert.equal((await outbox.deadLetters()).length, 2);
    const lineId = await outbox.resend(first.deadLetterId, saleLine(1, { amountFen: 900 }));
    assert.equal((await outbox.receipt(lineId)).lineId, lineId);
    await outbox.discard(second.deadLetterId);
    assert.deepEqual(await outbox.deadLetters(), []);
    assert.equal(outbox.progress.rejected, 0);
    await assert.rejects(outbox.discard(second.deadLetterId), UnknownLineError);
    await assert.rejects(outbox.resend(first.deadLetterId), UnknownLineError);
    await outbox.close();
  });
});

it('is idle, not polling, when there is nothing to send', async () => {
  await using folder = await temporaryFolder();
  await using sink = await salesSink();
  const outbox = await createOutbox({
    registry: sink.url,
    key: 'sk_1',
    outletId,
    folder: folder.path,
  });
  const states: OutboxState[] = [];
  outbox.subscribe(({ state }) => states.push(state));
  await outbox.flush();
  await new Promise((resolve) => setTimeout(resolve, 20));
  const { length } = states;
  await new Promise((resolve) => setTimeout(resolve, 50));
  assert.equal(states.length, length);
  assert.equal(sink.requests.length, 0);
  assert.equal(outbox.progress.state, 'idle');
  await outbox.close();
});
