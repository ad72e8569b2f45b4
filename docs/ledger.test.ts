import { generateSigningKey } from '@fupin/credential';
import {
  createKey,
  createLedgerWorker,
  createRegistry,
  fixedKey,
  openDatabase,
  operatorIdOf,
  outletIdOf,
  productIdOf,
  supplierIdOf,
  upsertCategories,
  upsertOperators,
  upsertOutlets,
  upsertProducts,
  upsertSuppliers,
} from '@fupin/registry';
import { ledgerDimensions, ledgerIndicators, operationUrl } from '@fupin/schema';
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { listen } from '../packages/registry/src/testing/listen.ts';
import { examplesIn, readGuide, runExample } from './examples.ts';

const guide = readGuide('ledger.md');
const examples = examplesIn(guide);

const operatorId = operatorIdOf('甲商城');
const outletId = outletIdOf(operatorId, '扶贫专区');
const uscc = '93520328MA6E7K2Q95';
const tea = {
  supplierId: supplierIdOf(uscc),
  name: '湄潭翠芽',
  spec: '500g',
  categoryCode: '030101',
  countyCode: '520328',
  images: [],
  referencePriceFen: 9800,
  annualSupply: { quantity: '1000', unit: '袋' },
};

/** A registry that has taken the sale of two packs of tea in September 2020. */
async function startRegistry(t: TestContext) {
  const database = await openDatabase(':memory:');
  await database.transaction(async (connection) => {
    await upsertCategories(connection, [{ code: '030101', name: '绿茶', nameEn: 'Green tea' }]);
    const supplier = { uscc, name: '云栖谷合作社', kind: 'cooperative', countyCode: '520328' };
    await upsertSuppliers(connection, [supplier]);
    await upsertProducts(connection, [tea]);
    await upsertOperators(connection, ['甲商城']);
    await upsertOutlets(connection, [
      { outletId, operatorId, kind: 'area', name: '扶贫专区', online: true },
    ]);
  });
  const keys = fixedKey(await generateSigningKey());
  const registry = createRegistry({ database, publicUrl: 'http://127.0.0.1', keys });
  const key = (role: 'administrator' | 'operator') =>
    createKey(database, { kind: 'secret', label: 'guide', role, operatorId }, new Date());
  const line = {
    terminalId: 'pos-1',
    businessDate: '2020-09-12',
    receiptNo: '1',
    lineNo: 1,
    kind: 'sale',
    soldAt: '2020-09-12T10:00:00+08:00',
    productId: productIdOf(tea),
    quantity: '2',
    unit: '袋',
    amountFen: 19_600,
  };
  const { status } = await registry.request(operationUrl('reportSales', { outletId }), {
    method: 'POST',
    headers: {
      authorization: `Bearer ${(await key('operator')).secret}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ lines: [line] }),
  });
  assert.equal(status, 200);
  // In its place in the log, as the worker of the log would put it.
  await database.db.updateTable('saleBatch').set({ firstLeaf: 0 }).execute();
  assert.equal(await createLedgerWorker({ database }).turn(), 1);
  const address = await listen(t, registry);
  t.after(() => database.close());
  return { address, key: (await key('administrator')).secret };
}

test('the guide’s example gives the figures, their lines and a file, and closes the month', async (t) => {
  assert.equal(examples.length, 1);
  const { address, key } = await startRegistry(t);
  const code = (examples[0] ?? '')
    .replace('https://registry.example', address)
    .replace('sk_…', key);
  assert.deepEqual((await runExample(code)).trim().split('\n'), [
    '贵州省: 19600 fen, of which 0 certified',
    '1 lines',
    'ledger-lines.csv',
    '2020-09 is closed',
  ]);
});

test('the guide names every indicator and dimension as they are defined', () => {
  const text = guide.replace(/\s+/g, ' ');
  for (const { indicatorId, name, definitionEn } of ledgerIndicators) {
    assert.ok(text.includes(`| \`${indicatorId}\` | ${name} | ${definitionEn} |`), indicatorId);
  }
  for (const [dimension, { side }] of Object.entries(ledgerDimensions)) {
    const row = guide.split('\n').find((line) => line.startsWith(`| \`${side}\``)) ?? '';
    assert.ok(row.includes(`\`${dimension}\``), `${dimension} on the side of ${side}`);
  }
});
