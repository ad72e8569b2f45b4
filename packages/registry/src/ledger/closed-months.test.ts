import type { LedgerFigures, LedgerLines, LedgerPeriod } from '@fupin/schema';
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { databaseKinds, sharedDatabaseKinds } from '../testing/databases.ts';
import { logWorkerOver } from '../testing/log-under-test.ts';
import {
  bodyOf,
  problemOf,
  sampleKeys,
  startRegistry,
  type RegistryUnderTest,
} from '../testing/registry-under-test.ts';
import { report, saleLine } from '../testing/sale-lines.ts';
import { openBooks } from './booking.ts';
import { createLedgerWorker } from './ledger-worker.ts';
import { closePeriod } from './period-store.ts';
import { recountLedger } from './recount-ledger.ts';

const september = { businessDate: '2020-09-30', soldAt: '2020-09-30T10:00:00+08:00' };
const ofSeptember = { from: '2020-09-01', to: '2020-09-30' };

async function turn(registry: RegistryUnderTest): Promise<void> {
  const clock = () => registry.now;
  await logWorkerOver(registry.database).turn();
  await createLedgerWorker({ database: registry.database, clock }).turn();
}

async function figuresOf(registry: RegistryUnderTest, query: Readonly<Record<string, string>>) {
  const key = await registry.key(sampleKeys.administrator);
  const response = await registry.call('getLedgerFigures', { key, query });
  return (await bodyOf<LedgerFigures>(response)).items[0];
}

async function periodsOf(registry: RegistryUnderTest) {
  const key = await registry.key(sampleKeys.operator);
  const response = await registry.call('listLedgerPeriods', { key });
  return (await bodyOf<{ items: LedgerPeriod[] }>(response)).items;
}

async function close(registry: RegistryUnderTest, month: string): Promise<Response> {
  const key = await registry.key(sampleKeys.administrator);
  return registry.call('closeLedgerPeriod', { key, body: { month } });
}

for (const kind of databaseKinds) {
  describe(kind.name, () => {
    test('the figures of a closed month don’t change, and what comes later is an adjustment', async (t) => {
      const registry = await startRegistry(t, kind);
      const operator = await registry.key(sampleKeys.operator);
      await report(registry, operator, [saleLine({ ...september, receiptNo: 'before' })]);
      await turn(registry);
      // In the ledger, but not in the sums when the month is closed.
      await report(registry, operator, [saleLine({ ...september, receiptNo: 'waiting' })]);
      const closed = await bodyOf<LedgerPeriod>(await close(registry, '2020-09'), 201);
      assert.deepEqual([closed.month, closed.settledAt], ['2020-09', null]);
      await turn(registry);
      const [period] = await periodsOf(registry);
      assert.equal(period?.settledAt, registry.now.toISOString());
      const settled = await figuresOf(registry, ofSeptember);
      assert.deepEqual([settled?.all.lines, settled?.lateLines], [2, 0]);

      await report(registry, operator, [
        saleLine({ ...september, receiptNo: 'after', amountFen: 700 }),
        saleLine({ receiptNo: 'october' }),
      ]);
      await turn(registry);
      assert.deepEqual(await figuresOf(registry, ofSeptember), settled);
      const october = await figuresOf(registry, { from: '2020-10-01', to: '2020-10-31' });
      assert.deepEqual([october?.all.lines, october?.lateLines, october?.lateFen], [2, 1, 700]);
      const { items } = await bodyOf<LedgerLines>(
        await registry.call('listLedgerLines', { key: operator, query: { from: '2020-10-01' } }),
      );
      const late = items.filter((line) => line.late);
      assert.deepEqual(
        late.map(({ businessDate, bookedOn }) => [businessDate, bookedOn]),
        [['2020-09-30', '2020-10-17']],
      );
      assert.equal((await recountLedger(registry.database)).differences, 0);
    });

    test('months are closed in order, once, and not before they are over', async (t) => {
      const registry = await startRegistry(t, kind);
      assert.equal((await problemOf(await close(registry, '2020-10'))).code, 'invalidInput');
      await bodyOf(await close(registry, '2020-07'), 201);
      assert.match((await problemOf(await close(registry, '2020-09'))).detail, /2020-08 first/);
      assert.equal((await problemOf(await close(registry, '2020-07'))).code, 'conflict');
      await bodyOf(await close(registry, '2020-08'), 201);
      const months = (await periodsOf(registry)).map(({ month }) => month);
      assert.deepEqual(months, ['2020-08', '2020-07']);
    });
  });
}

for (const kind of sharedDatabaseKinds) {
  test(`${kind.name}: a month is not closed under the feet of those who take lines`, async (t) => {
    const database = await kind.open(t);
    const now = new Date('2020-10-17T04:00:00Z');
    const order: string[] = [];
    let opened = () => {};
    const isOpen = new Promise<void>((resolve) => {
      opened = resolve;
    });
    const taking = database.transaction(async (connection) => {
      const bookingDateOf = await openBooks(connection);
      opened();
      await new Promise((resolve) => setTimeout(resolve, 200));
      assert.equal(bookingDateOf('2020-09-30', '2020-10-17'), '2020-09-30');
      order.push('taken');
    });
    await isOpen;
    const closing = database.transaction(async (connection) => {
      await closePeriod(connection, '2020-09', { keyId: null, now });
      order.push('closed');
    });
    await Promise.all([taking, closing]);
    assert.deepEqual(order, ['taken', 'closed']);
    const bookingDateOf = await openBooks(database);
    assert.equal(bookingDateOf('2020-09-30', '2020-10-17'), '2020-10-17');
  });
}
