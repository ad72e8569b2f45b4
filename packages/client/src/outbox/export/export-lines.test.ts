import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { canonical, outletId, saleLine, salesSink } from '../../../test/sink.ts';
import { temporaryFolder } from '../../../test/temporary-folder.ts';
import { createOutbox } from '../node.ts';
import { verifyDeadLetters, verifyQueued } from './verify-export.ts';

const problem = { code: 'invalidInput', detail: 'no', issues: [] };

describe('what an outbox exports', () => {
  it('are its dead letters, as whoever receives them can trust', async () => {
    await using folder = await temporaryFolder();
    await using sink = await salesSink(() => ({ outcome: 'rejected', problem }));
    const options = { registry: sink.url, key: 'sk_1', outletId, folder: folder.path };
    const outbox = await createOutbox(options);
    const lineIds = await outbox.reportAll([saleLine(1), saleLine(2)]);
    await outbox.flush();
    const { lines } = await verifyDeadLetters(await outbox.exportDeadLetters());
    assert.deepEqual(
      lines.map(({ rejectedAt: _, ...line }) => line),
      lineIds.map((lineId, index) => {
        const line = canonical(saleLine(index + 1));
        return { lineId, outletId, line, outcome: 'rejected', problem };
      }),
    );
    assert.equal(outbox.progress.rejected, 2);
    await outbox.close();
  });

  it('are the lines of a device that never gets a network, which stay queued', async () => {
    await using folder = await temporaryFolder();
    const options = { registry: 'http://127.0.0.1:9', key: 'sk_1', outletId, folder: folder.path };
    const outbox = await createOutbox(options);
    const lines = Array.from({ length: 3000 }, (_, number) => saleLine(number));
    const lineIds = await outbox.reportAll(lines);
    const files = await Promise.all([outbox.exportQueued(), outbox.exportQueued()]);
    const [first, second] = await Promise.all(files.map((file) => verifyQueued(file)));
    assert.deepEqual(
      first?.lines,
      lineIds.map((lineId, number) => ({ lineId, outletId, line: canonical(saleLine(number)) })),
    );
    assert.deepEqual(second?.lines, first?.lines);
    assert.equal(second?.epoch, first?.epoch);
    assert.equal(outbox.progress.queued, 3000);
    await outbox.close();
  });
});
