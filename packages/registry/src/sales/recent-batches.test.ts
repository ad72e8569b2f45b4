import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { integrate } from '../log/integrate.ts';
import { saleEntries } from '../log/sale-entries.ts';
import { databaseKinds } from '../testing/databases.ts';
import { sampleKeys, startRegistry } from '../testing/registry-under-test.ts';
import { sampleIds, testNow } from '../testing/sample-directory.ts';
import { placeOf, report, saleLine } from '../testing/sale-lines.ts';
import { dropBatches, keepBatch, keptBatch } from './recent-batches.ts';

const sale = saleLine();
const lines = [
  saleLine({ kind: 'return', receiptNo: 'R3', original: placeOf(sale), quantity: '1' }),
  saleLine({ kind: 'void', receiptNo: 'R4', sku: 'none', buyerKind: 'union' }),
  saleLine({ receiptNo: 'R2', soldAt: '2020-12-31T23:59:59Z' }),
  sale,
  saleLine({ receiptNo: 'R5', amountFen: -1 }),
  { ...sale, receiptNo: 'R0' },
];

for (const kind of databaseKinds) {
  describe(kind.name, () => {
    test('lines in memory are those in the database, and the log says the same of both', async (t) => {
      const registry = await startRegistry(t, kind);
      const { database } = registry;
      const key = await registry.key(sampleKeys.operator);
      // The outlet's secret is there from its first line on.
      await report(registry, key, [sale]);
      const parts = { now: testNow, certificateDigests: () => Promise.resolve(new Map()) };
      await integrate(database, parts);
      await report(registry, key, lines);
      const stored = await database.db
        .selectFrom('saleLine')
        .selectAll()
        .where('receiptNo', '!=', sale.receiptNo)
        .orderBy('batchPlace')
        .execute();
      assert.equal(stored.length, 4);
      const batchId = stored[0]?.batchId ?? '';
      const exact = stored.map((row) => ({
        ...row,
        certified: Boolean(row.certified),
        unmatched: Boolean(row.unmatched),
      }));
      assert.deepEqual(keptBatch(database, batchId), exact);

      const intent = { type: 'sales', outletId: sampleIds.outlet, batchId, lines: 4 } as const;
      const fromMemory = (await saleEntries(database, [intent])).of(intent);
      dropBatches(database, [batchId]);
      assert.equal(keptBatch(database, batchId), undefined);
      assert.deepEqual((await saleEntries(database, [intent])).of(intent), fromMemory);
      assert.equal(fromMemory.length, 4);
    });
  });
}

test('the oldest batches go where there are too many lines', async (t) => {
  const database = await databaseKinds[0]?.open(t);
  assert.ok(database);
  const rows = Array.from({ length: 1000 }, () => ({}) as never);
  for (let batch = 0; batch < 70; batch += 1) keepBatch(database, `sbt_${batch}`, rows);
  assert.equal(keptBatch(database, 'sbt_9'), undefined);
  assert.equal(keptBatch(database, 'sbt_10')?.length, 1000);
  dropBatches(database, ['sbt_10', 'sbt_10', 'sbt_9']);
  keepBatch(database, 'sbt_70', rows);
  assert.equal(keptBatch(database, 'sbt_11')?.length, 1000);
});
