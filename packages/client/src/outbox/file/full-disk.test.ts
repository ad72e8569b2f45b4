import assert from 'node:assert/strict';
import { open, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { outletId, saleLine, salesSink } from '../../../test/sink.ts';
import { temporaryFolder } from '../../../test/temporary-folder.ts';
import { createOutbox } from '../node.ts';

/** Lets every write to a file break off half-way, as on a disk that is full; answers how to make room. */
async function fillDisk(folder: string, code: string, { mock }: TestContext): Promise<() => void> {
  const handle = await open(join(folder, 'any'), 'w');
  const files = Object.getPrototypeOf(handle) as FileHandle;
  await handle.close();
  const write = files.write as (...args: unknown[]) => Promise<unknown>;
  const full = mock.method(files, 'write', async function (
    this: FileHandle,
    bytes: Buffer,
    offset: number,
    length: number,
    at: number,
  ) {
    await write.call(this, bytes, offset, length >> 1, at);
    throw Object.assign(new Error(`${code}: no room`), { code });
  } as unknown as FileHandle['write']);
  return () => full.mock.restore();
}

describe('a full disk', () => {
  for (const code of ['ENOSPC', 'EDQUOT', 'EFBIG']) {
    it(`(${code}) refuses lines in a typed way, and takes them once there is room`, async (test) => {
      await using folder = await temporaryFolder();
      const options = { key: 'sk_1', outletId, folder: folder.path };
      const offline = await createOutbox({ registry: 'http://127.0.0.1:9', ...options });
      await offline.report(saleLine(1));
      const makeRoom = await fillDisk(folder.path, code, test);
      await assert.rejects(offline.reportAll([saleLine(2), saleLine(3)]), { code: 'outboxFull' });
      assert.equal(offline.progress.queued, 1);
      makeRoom();
      await offline.report(saleLine(4));
      await offline.close();
      await using sink = await salesSink();
      const outbox = await createOutbox({ registry: sink.url, ...options });
      await outbox.flush();
      const receiptNumbers = [...sink.ledger].map((lineId) => lineId.split('/')[3]);
      assert.deepEqual(receiptNumbers, ['1', '4']);
      assert.match(sink.requests.map(({ body }) => body).join(), /"first":1,"count":2,/);
      await outbox.close();
    });
  }

  it('still sends what is queued, and knows it for settled', async (test) => {
    await using folder = await temporaryFolder();
    await using sink = await salesSink();
    let key = 'sk_wrong';
    const outbox = await createOutbox({
      registry: sink.url,
      key: () => (key === 'sk_wrong' ? Promise.reject(new Error('signed out')) : key),
      outletId,
      folder: folder.path,
    });
    await outbox.reportAll([saleLine(1), saleLine(2)]);
    const makeRoom = await fillDisk(folder.path, 'ENOSPC', test);
    key = 'sk_1';
    await outbox.flush();
    assert.equal(sink.ledger.size, 2);
    assert.equal(outbox.progress.queued, 0);
    makeRoom();
    await outbox.close();
  });
});
