import type { Certificate, Page } from '@fupin/schema';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { databaseKinds } from '../testing/databases.ts';
import {
  bodyOf,
  problemOf,
  sampleKeys,
  startRegistry,
  type RegistryUnderTest,
} from '../testing/registry-under-test.ts';

type Query = Readonly<Record<string, string | number | boolean | undefined>>;

async function listed(registry: RegistryUnderTest, query: Query = {}): Promise<readonly string[]> {
  const response = await registry.call('listCertificates', { query });
  const { items } = await bodyOf<Page<Certificate>>(response);
  return items.map(({ directoryNo }) => directoryNo.replace('T-', '')).toSorted();
}

for (const kind of databaseKinds) {
  describe(`the list of certificates on ${kind.name}`, () => {
    it('is public, and filtered by division, status, supplier and scheme', async (t) => {
      const registry = await startRegistry(t, kind);
      assert.equal((await listed(registry)).length, 5);
      assert.deepEqual(await listed(registry, { divisionCode: '510000' }), ['pepper', 'potato']);
      assert.deepEqual(await listed(registry, { divisionCode: '520328' }), ['tea']);
      assert.deepEqual(await listed(registry, { status: 'active' }), ['honey', 'pepper', 'tea']);
      assert.deepEqual(await listed(registry, { status: 'suspended' }), ['walnut']);
      assert.deepEqual(await listed(registry, { status: 'withdrawn' }), ['potato']);
      assert.deepEqual(await listed(registry, { supplierId: 'sup_nothing00' }), []);
      assert.equal((await listed(registry, { schemeId: 'national-directory' })).length, 5);
      assert.deepEqual(await listed(registry, { schemeId: 'another-scheme' }), []);
    });

    it('finds by status what holds now, not what once held', async (t) => {
      const registry = await startRegistry(t, kind);
      const key = await registry.key(sampleKeys.administrator);
      const walnut = (
        await bodyOf<Page<Certificate>>(
          await registry.call('listCertificates', { query: { status: 'suspended' } }),
        )
      ).items[0]!;
      await bodyOf(
        await registry.call('changeCertificateStatus', {
          params: { certificateId: walnut.certificateId },
          body: { status: 'active', reason: '复检合格' },
          key,
        }),
        201,
      );
      assert.deepEqual(await listed(registry, { status: 'suspended' }), []);
    });

    it('tells a certifier what ends soon and has no successor yet', async (t) => {
      const registry = await startRegistry(t, kind);
      registry.now = new Date('2023-04-10T04:00:00Z');
      const soon = { expiringBefore: '2023-06-01', status: 'active' };
      assert.deepEqual(await listed(registry, soon), ['pepper', 'tea']);
      assert.deepEqual(await listed(registry, { expiringBefore: '2023-05-07' }), []);
      const key = await registry.key(sampleKeys.administrator);
      const { items } = await bodyOf<Page<Certificate>>(
        await registry.call('listCertificates', { query: { divisionCode: '520328' } }),
      );
      const renewal = {
        linkage: { kinds: ['employment'], householdsHelped: 1, peopleHelped: 1 },
        checklist: { mechanism: true, quality: true, price: true },
      };
      const params = { certificateId: items[0]!.certificateId };
      await bodyOf(await registry.call('renewCertificate', { params, body: renewal, key }), 201);
      assert.deepEqual(await listed(registry, { ...soon, renewed: false }), ['pepper']);
      assert.deepEqual(await listed(registry, { ...soon, renewed: true }), ['tea']);
    });

    it('comes in pages, those that end first coming first', async (t) => {
      const registry = await startRegistry(t, kind);
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await bodyOf<Page<Certificate>>(
          await registry.call('listCertificates', { query: { limit: 2, cursor } }),
        );
        seen.push(...page.items.map(({ validUntil, certificateId }) => validUntil + certificateId));
        cursor = page.nextCursor ?? undefined;
      } while (cursor !== undefined);
      assert.deepEqual(seen, seen.toSorted());
      assert.equal(new Set(seen).size, 5);
      const other = await registry.call('listCertificates', { query: { cursor: 'x.y' } });
      assert.equal((await problemOf(other)).issues?.[0]?.pointer, '/cursor');
    });
  });
}
