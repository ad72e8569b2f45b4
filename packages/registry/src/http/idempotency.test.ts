import type { Outlet } from '@fupin/schema';
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { databaseKinds } from '../testing/databases.ts';
import {
  bodyOf,
  sampleKeys,
  startRegistry,
  type RegistryUnderTest,
} from '../testing/registry-under-test.ts';

const hourMs = 3_600_000;
const body = { kind: 'counter', name: '专柜', online: false, divisionCode: '520328' };

async function create(
  registry: RegistryUnderTest,
  key: string,
  idempotencyKey: string,
): Promise<string> {
  const headers = { 'idempotency-key': idempotencyKey };
  const response = await registry.call('createOutlet', { key, body, headers });
  return (await bodyOf<Outlet>(response, 201)).outletId;
}

for (const kind of databaseKinds) {
  describe(kind.name, () => {
    test('a request repeated within 24 hours is carried out once, later anew', async (t) => {
      const registry = await startRegistry(t, kind);
      const key = await registry.key(sampleKeys.operator);
      const start = registry.now.getTime();
      const first = await create(registry, key, 'k');
      registry.now = new Date(start + 24 * hourMs);
      assert.equal(await create(registry, key, 'k'), first);
      registry.now = new Date(start + 24 * hourMs + 1);
      const anew = await Promise.all([1, 2, 3, 4].map(() => create(registry, key, 'k')));
      assert.equal(new Set(anew).size, 1);
      assert.notEqual(anew[0], first);
    });

    test('answers are forgotten after 24 hours as new ones are written, by requests at once as well', async (t) => {
      const registry = await startRegistry(t, kind);
      const key = await registry.key(sampleKeys.operator);
      const start = registry.now.getTime();
      const names = (prefix: string, count: number) =>
        Array.from({ length: count }, (_, place) => `${prefix}${place}`);
      for (const name of names('old', 30)) await create(registry, key, name);
      registry.now = new Date(start + hourMs);
      await create(registry, key, 'younger');
      registry.now = new Date(start + 24 * hourMs + 1);
      await Promise.all(names('new', 4).map((name) => create(registry, key, name)));
      const kept = await registry.database.db
        .selectFrom('idempotency')
        .select('idempotencyKey')
        .orderBy('idempotencyKey')
        .execute();
      assert.deepEqual(
        kept.map(({ idempotencyKey }) => idempotencyKey),
        ['new0', 'new1', 'new2', 'new3', 'younger'],
      );
      assert.deepEqual(registry.failures, []);
    });
  });
}
