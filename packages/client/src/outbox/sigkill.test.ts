import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { outletId, salesSink } from '../../test/sink.ts';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { createOutbox } from './node.ts';

const till = fileURLToPath(new URL('../../test/reporting-till.ts', import.meta.url));

/** Runs the till and kills it after so many lines and a moment; answers with the lines it called durable. */
async function killAfter(lines: number, folder: string, registry: string, start: number) {
  const child = spawn(
    process.execPath,
    ['--conditions=@fupin/source', till, folder, registry, String(start)],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const exit = once(child, 'exit');
  const durable: string[] = [];
  for await (const lineId of createInterface({ input: child.stdout })) {
    if (durable.push(lineId) === lines) setTimeout(() => child.kill('SIGKILL'), Math.random() * 20);
  }
  await exit;
  assert.equal(child.signalCode, 'SIGKILL');
  return durable;
}

it('delivers every line that was called durable, once, however often the till is killed', async () => {
  await using folder = await temporaryFolder();
  await using sink = await salesSink();
  const durable: string[] = [];
  for (let kill = 0; kill < 6; kill++) {
    const lines = 1 + Math.floor(Math.random() * 300);
    durable.push(...(await killAfter(lines, folder.path, sink.url, kill * 1_000_000)));
  }
  const outbox = await createOutbox({
    registry: sink.url,
    key: 'sk_1',
    outletId,
    folder: folder.path,
  });
  await outbox.flush();
  await outbox.close();
  assert.ok(durable.length >= 6);
  assert.deepEqual(
    durable.filter((lineId) => !sink.ledger.has(lineId)),
    [],
  );
});
