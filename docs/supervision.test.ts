import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findFindings } from '../packages/registry/src/findings/finding-worker.ts';
import { databaseKinds } from '../packages/registry/src/testing/databases.ts';
import { listen } from '../packages/registry/src/testing/listen.ts';
import { logWorkerOver } from '../packages/registry/src/testing/log-under-test.ts';
import { sampleKeys, startRegistry } from '../packages/registry/src/testing/registry-under-test.ts';
import { report, saleLine } from '../packages/registry/src/testing/sale-lines.ts';
import { sampleIds } from '../packages/registry/src/testing/sample-directory.ts';
import { examplesIn, readGuide, runExample } from './examples.ts';

const examples = examplesIn(readGuide('supervision.md'));

for (const kind of databaseKinds.slice(0, 1)) {
  test('the guide to supervision does what it says', async (t) => {
    const registry = await startRegistry(t, kind);
    const address = await listen(t, registry.app);
    const operator = await registry.key(sampleKeys.operator);
    const supervisor = await registry.key(sampleKeys.supervisor);
    await report(registry, operator, [saleLine({ sku: 'potato' })]);
    await logWorkerOver(registry.database).turn();
    await findFindings(registry.database, { clock: () => registry.now });
    const execute = (example: string | undefined) => {
      assert.ok(example);
      return runExample(
        example
          .replaceAll('https://registry.example', address)
          .replace('sk_supervisor…', supervisor)
          .replace('sk_operator…', operator)
          .replace('out_…', sampleIds.outlet),
      );
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
