import assert from 'node:assert/strict';
import { it } from 'node:test';
import { outletId, saleLine, salesSink } from '../../test/sink.ts';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { createOutbox, type InvalidLineError, reportFrom } from './node.ts';

it('reports from a source that is longer than memory would like, and waits for the disk', async () => {
  const parts: number[] = [];
  let given = 0;
  const outbox = {
    async reportAll(lines: readonly unknown[]) {
      assert.equal(given, parts.reduce((sum, part) => sum + part, 0) + lines.length);
      await new Promise(setImmediate);
      parts.push(lines.length);
      return [];
    },
  };
  async function* source() {
    for (; given < 2500;) yield await Promise.resolve(saleLine(given++));
  }
  assert.equal(await reportFrom(outbox, source()), 2500);
  assert.deepEqual(parts, [1000, 1000, 500]);
});

it('names the line that is none by its place in the source, and keeps the thousands before', async () => {
  await using folder = await temporaryFolder();
  await using sink = await salesSink();
  const options = { registry: sink.url, key: 'sk_1', outletId, folder: folder.path };
  const outbox = await createOutbox(options);
  const lines = Array.from({ length: 1500 }, (_, index) => saleLine(index));
  lines[1234] = { ...saleLine(1234), amountFen: -1 };
  await assert.rejects(reportFrom(outbox, lines), (error: InvalidLineError) => {
    assert.deepEqual(
      error.faults.map(({ pointer }) => pointer),
      ['/1234/amountFen'],
    );
    return true;
  });
  await outbox.flush();
  assert.equal(sink.ledger.size, 1000);
  await outbox.close();
});
