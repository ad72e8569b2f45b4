import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createRegistry } from '../create-registry.ts';
import { databaseKinds } from '../testing/databases.ts';
import { problemOf, sampleKeys, startRegistry } from '../testing/registry-under-test.ts';
import { saleLine } from '../testing/sale-lines.ts';
import { sampleIds } from '../testing/sample-directory.ts';
import { createKeyLimits } from './key-limits.ts';

const quotas = { sales: { calls: 3, perSeconds: 60 }, writes: { calls: 1, perSeconds: 10 } };
const now = new Date('2020-10-17T04:00:00Z');
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);

describe('the quotas of keys', () => {
  it('are told with each call, and refilled little by little', () => {
    const count = createKeyLimits(quotas);
    const told = [0, 0, 20].map((seconds) => count('reportSales', 'key_a', later(seconds)));
    assert.deepEqual(
      told.map(({ ratelimit }) => ratelimit),
      ['"sales";r=2;t=20', '"sales";r=1;t=40', '"sales";r=1;t=40'],
    );
    assert.equal(told[0]?.['ratelimit-policy'], '"sales";q=3;w=60');
  });

  it('are apart for sales and for all else, and for each key', () => {
    const count = createKeyLimits(quotas);
    assert.equal(count('setListing', 'key_a', now)['ratelimit'], '"writes";r=0;t=10');
    assert.throws(() => count('createOutlet', 'key_a', now), { code: 'rateLimited' });
    assert.equal(count('reportSales', 'key_a', now)['ratelimit'], '"sales";r=2;t=20');
    assert.equal(count('setListing', 'key_b', now)['ratelimit'], '"writes";r=0;t=10');
  });

  for (const kind of databaseKinds.slice(0, 1)) {
    it('stand in the answers, and a call too many is told when to come again', async (t) => {
      const registry = await startRegistry(t, kind);
      const key = await registry.key(sampleKeys.operator);
      const { fetch } = createRegistry({
        database: registry.database,
        keys: registry.keys,
        publicUrl: 'https://registry.example',
        clock: () => now,
        quotas: { ...quotas, sales: { calls: 2, perSeconds: 60 } },
      });
      const report = () =>
        fetch(
          new Request(`https://registry.example/v1/outlets/${sampleIds.outlet}/sales`, {
            method: 'POST',
            headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
            body: JSON.stringify({ lines: [saleLine()] }),
          }),
        );
      const [first, second, third] = [await report(), await report(), await report()];
      assert.deepEqual([first.status, second.status, third.status], [200, 200, 429]);
      assert.equal(first.headers.get('ratelimit'), '"sales";r=1;t=30');
      assert.equal(second.headers.get('ratelimit'), '"sales";r=0;t=60');
      assert.equal(third.headers.get('ratelimit'), '"sales";r=0;t=60');
      assert.equal(third.headers.get('ratelimit-policy'), '"sales";q=2;w=60');
      assert.equal(third.headers.get('retry-after'), '30');
      assert.equal((await problemOf(third)).code, 'rateLimited');
      const exposed = third.headers.get('access-control-expose-headers') ?? '';
      assert.match(exposed, /\bRateLimit, RateLimit-Policy\b/);
    });
  }
});
