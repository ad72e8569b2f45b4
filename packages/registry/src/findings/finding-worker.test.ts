import type { Finding, Page } from '@fupin/schema';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openDatabase } from '../database/open-database.ts';
import { databaseKinds, sharedDatabaseKinds } from '../testing/databases.ts';
import { logWorkerOver } from '../testing/log-under-test.ts';
import {
  bodyOf,
  registryOver,
  sampleKeys,
  startRegistry,
  type RegistryUnderTest,
} from '../testing/registry-under-test.ts';
import { report, saleLine } from '../testing/sale-lines.ts';
import { fillDirectory, sampleIds, samples, type SampleName } from '../testing/sample-directory.ts';
import { findByTime, findFindings } from './finding-worker.ts';

const hourMs = 3_600_000;

async function look(registry: RegistryUnderTest, linesAtOnce?: number): Promise<void> {
  await logWorkerOver(registry.database, { clock: () => registry.now }).turn();
  const clock = () => registry.now;
  await findFindings(registry.database, { clock, ...(linesAtOnce && { linesAtOnce }) });
  await findByTime(registry.database, registry.now);
}

async function found(registry: RegistryUnderTest, rule?: string): Promise<readonly Finding[]> {
  const key = await registry.key(sampleKeys.supervisor);
  const query = rule === undefined ? {} : { rule };
  const response = await registry.call('listFindings', { key, query });
  return (await bodyOf<Page<Finding>>(response)).items;
}

for (const kind of databaseKinds) {
  describe(`the worker on ${kind.name}`, () => {
    it('finds goods sold as certified whose certificate is not in force, a case a certificate', async (t) => {
      const registry = await startRegistry(t, kind);
      const key = await registry.key(sampleKeys.operator);
      const names: SampleName[] = ['tea', 'pepper', 'honey', 'walnut', 'potato'];
      await report(
        registry,
        key,
        names.flatMap((sku, place) => [
          saleLine({ sku, lineNo: place * 2 + 1, amountFen: samples[sku].priceFen * 2 }),
          saleLine({ sku, lineNo: place * 2 + 2, amountFen: samples[sku].priceFen * 2 }),
        ]),
      );
      await look(registry);
      const findings = await found(registry);
      const facts = findings.map(({ rule, subject, evidence }) => [
        rule,
        subject.certificateId,
        evidence.facts['status'],
        evidence.occurrences,
        evidence.lineIds.length,
      ]);
      const certificate = (name: SampleName) => sampleIds.certificate(name);
      assert.deepEqual(
        new Set(facts.map((each) => JSON.stringify(each))),
        new Set(
          [
            ['outsideValidity', certificate('honey'), 'expired', 2, 2],
            ['outsideValidity', certificate('walnut'), 'suspended', 2, 2],
            ['outsideValidity', certificate('potato'), 'withdrawn', 2, 2],
          ].map((each) => JSON.stringify(each)),
        ),
      );
    });

    it('has a finding grow while it is open', async (t) => {
      const registry = await startRegistry(t, kind);
      const key = await registry.key(sampleKeys.operator);
      for (const receiptNo of ['A', 'B', 'C']) {
        await report(registry, key, [saleLine({ sku: 'honey', receiptNo, amountFen: 100 })]);
        await look(registry);
      }
      const [finding, ...others] = await found(registry);
      assert.deepEqual(others, []);
      assert.equal(finding?.evidence.occurrences, 3);
      assert.equal(finding.evidence.facts['amountFen'], 300);
      assert.equal(finding.evidence.lineIds.length, 3);
    });

    it('finds more sold than was certified, once returns could have come', async (t) => {
      const registry = await startRegistry(t, kind);
      const key = await registry.key(sampleKeys.operator);
      const quantity = '1001';
      await report(registry, key, [saleLine({ quantity, amountFen: 1001 * 9800 })]);
      await look(registry);
      registry.now = new Date(registry.now.getTime() + 48 * hourMs);
      await look(registry);
      const [finding] = await found(registry, 'overCapacity');
      assert.equal(finding?.subject.certificateId, sampleIds.certificate('tea'));
      assert.deepEqual(finding.evidence.facts, {
        year: 2020,
        unit: '袋',
        sold: '1001',
        annualSupply: '1000',
      });
    });

    it('finds a silent outlet, and none that sends heartbeats', async (t) => {
      const registry = await startRegistry(t, kind);
      const operator = await registry.key(sampleKeys.operator);
      const other = await registry.key(sampleKeys.otherOperator);
      await report(registry, operator, [saleLine()]);
      await report(
        registry,
        other,
        [saleLine({ sku: undefined, productId: sampleIds.product('tea') })],
        sampleIds.otherOutlet,
      );
      await look(registry);
      registry.now = new Date(registry.now.getTime() + 15 * 24 * hourMs);
      const params = { outletId: sampleIds.otherOutlet };
      await bodyOf(await registry.call('sendHeartbeat', { params, body: {}, key: other }));
      await look(registry);
      await look(registry);
      const findings = await found(registry, 'silentOutlet');
      assert.deepEqual(
        findings.map(({ subject }) => subject.outletIds),
        [[sampleIds.outlet]],
      );
    });

    it('finds numbers that a heartbeat tells of and that do not come in time', async (t) => {
      const registry = await startRegistry(t, kind);
      const key = await registry.key(sampleKeys.operator);
      const params = { outletId: sampleIds.outlet };
      const body = { terminals: [{ terminalId: 'till-1', epoch: 'e'.repeat(43), last: 7 }] };
      await bodyOf(await registry.call('sendHeartbeat', { params, body, key }));
      await look(registry);
      registry.now = new Date(registry.now.getTime() + 23 * hourMs);
      await look(registry);
      assert.deepEqual(await found(registry, 'sequenceGap'), []);
      registry.now = new Date(registry.now.getTime() + hourMs);
      await look(registry);
      await look(registry);
      const [finding, ...others] = await found(registry, 'sequenceGap');
      assert.deepEqual(others, []);
      assert.equal(finding?.subject.terminalId, 'till-1');
      assert.equal(finding.evidence.facts['missing'], '1–7');
      const events = await registry.database.db.selectFrom('webhookPending').selectAll().execute();
      const text = events.map((row) => row.events).join();
      assert.equal(text.match(/"terminal.gapFound"/g)?.length, 1);
      assert.equal(text.match(/"finding.raised"/g)?.length, 1);
    });
  });
}

for (const kind of sharedDatabaseKinds) {
  it(`of several workers on ${kind.name} one works, and every line is looked at once`, async (t) => {
    const place = await kind.place(t);
    const databases = await Promise.all([openDatabase(place), openDatabase(place)]);
    t.after(() => Promise.all(databases.map((database) => database.close())));
    const registry = registryOver(databases[0]);
    await fillDirectory(registry.database);
    const key = await registry.key(sampleKeys.operator);
    for (let count = 0; count < 10; count += 1) {
      await report(registry, key, [saleLine({ sku: 'potato', receiptNo: `R${count}` })]);
    }
    await logWorkerOver(registry.database).turn();
    const clock = () => registry.now;
    const workers = [...databases, ...databases].map((database) =>
      findFindings(database, { clock, linesAtOnce: 1 }),
    );
    await Promise.all(workers);
    await findFindings(registry.database, { clock });
    const [finding, ...others] = await found(registry);
    assert.deepEqual(others, []);
    assert.equal(finding?.evidence.occurrences, 10);
  });
}
