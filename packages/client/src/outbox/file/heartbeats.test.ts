import assert from 'node:assert/strict';
import { it } from 'node:test';
import { Heartbeat, saleLineContent, saleLineId } from '@fupin/schema';
import { outletId, saleLine } from '../../../test/sink.ts';
import { answer, standIn } from '../../../test/stand-in.ts';
import { temporaryFolder } from '../../../test/temporary-folder.ts';
import { until } from '../../../test/until.ts';
import type { Outbox } from '../outbox.ts';
import type { OutboxProgress } from '../progress.ts';
import { FileQueue } from './file-queue.ts';
import { startHeartbeats } from './heartbeats.ts';

/** An outbox of which only the progress is looked at. */
function progressing() {
  let tell: (progress: OutboxProgress) => void;
  const progress = { state: 'sending', acknowledged: 0 } as OutboxProgress;
  const outbox = { progress, subscribe: (listener: typeof tell) => (tell = listener) };
  return {
    outbox: outbox as unknown as Outbox,
    become(change: Partial<OutboxProgress>) {
      Object.assign(progress, change);
      tell(progress);
    },
  };
}

const moment = () => new Promise((resolve) => setTimeout(resolve, 60));

it('tells an idle outbox’s terminals from time to time, until it is closed', async () => {
  await using folder = await temporaryFolder();
  await using server = await standIn((_, response) => answer(response, {}));
  const queue = await FileQueue.open(folder.path, outletId);
  const lines = ['till 1', '柜', 'till 1'].map((terminalId, index) =>
    saleLine(index, { terminalId }),
  );
  await queue.append(
    lines.map((line) => ({ lineId: saleLineId(outletId, line), content: saleLineContent(line) })),
  );
  const { outbox, become } = progressing();
  startHeartbeats(outbox, queue, { registry: server.url, key: () => 'sk_1', outletId }, 10);
  await moment();
  assert.equal(server.requests.length, 0, 'it beats while it is sending');
  become({ state: 'idle' });
  await until(() => server.requests.length >= 2);
  const [{ url, headers, body } = { url: '', headers: {}, body: '' }] = server.requests;
  assert.equal(url, `/v1/outlets/${outletId}/heartbeats`);
  assert.equal(headers.authorization, 'Bearer sk_1');
  const { epoch } = (await queue.deviceKey()) ?? {};
  assert.deepEqual(Heartbeat.parse(JSON.parse(body)), {
    terminals: [
      { terminalId: 'till 1', epoch, last: 2 },
      { terminalId: '柜', epoch, last: 1 },
    ],
  });
  become({ state: 'closed' });
  await moment();
  const { length } = server.requests;
  await moment();
  assert.equal(server.requests.length, length);
  await queue.close();
});
