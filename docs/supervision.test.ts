import { createAdaptorServer } from '@hono/node-server';
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { findFindings } from '../packages/registry/src/findings/finding-worker.ts';
import { databaseKinds } from '../packages/registry/src/testing/databases.ts';
import { logWorkerOver } from '../packages/registry/src/testing/log-under-test.ts';
import { sampleKeys, startRegistry } from '../packages/registry/src/testing/registry-under-test.ts';
import { report, saleLine } from '../packages/registry/src/testing/sale-lines.ts';
import { sampleIds } from '../packages/registry/src/testing/sample-directory.ts';

const guide = readFileSync(join(import.meta.dirname, 'supervision.md'), 'utf8');
const examples = [...guide.matchAll(/```ts\n(.*?)```/gs)].map(([, code = '']) => code);
const run = promisify(execFile);

for (const kind of databaseKinds.slice(0, 1)) {
  test('the guide to supervision does what it says', async (t) => {
    const registry = await startRegistry(t, kind);
    const server = createAdaptorServer({ fetch: registry.app.fetch }) as Server;
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    t.after(() => {
      server.close();
      server.closeAllConnections();
    });
    const operator = await registry.key(sampleKeys.operator);
    const supervisor = await registry.key(sampleKeys.supervisor);
    await report(registry, operator, [saleLine({ sku: 'potato' })]);
    await logWorkerOver(registry.database).turn();
    await findFindings(registry.database, { clock: () => registry.now });
    const execute = async (example: string | undefined) => {
      assert.ok(example);
      const code = example
        .replaceAll(
          'https://registry.example',
          `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        )
        .replace('sk_supervisor…', supervisor)
        .replace('sk_operator…', operator)
        .replace('out_…', sampleIds.outlet);
      const { stdout } = await run(
        process.execPath,
        ['--conditions=@fupin/source', '--input-type=module-typescript', '--eval', code],
        { cwd: join(import.meta.dirname, '..'), timeout: 60_000 },
      );
      return stdout;
    };
    assert.equal(examples.length, 3);
    const resolved = await execute(examples[0]);
    assert.match(resolved, /withdrawn/);
    assert.match(resolved, /till-1/);
    const statistics = await execute(examples[1]);
    assert.match(statistics, /'outsideValidity', 1, 0/);
    assert.match(statistics, /^2$/m);
    const activity = await execute(examples[2]);
    assert.match(activity, new RegExp(`扶贫专区[^\\]]*${registry.now.toISOString()}`));
    assert.doesNotMatch(activity, /乙专柜/);
  });
}
