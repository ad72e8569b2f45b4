import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { withPostgresDatabase } from './postgres-database.ts';
import { runScenarios, type RunReport, type ScenarioReport } from './run-scenarios.ts';
import { Stage, type Scenario } from './scenario.ts';
import { clock } from './scenarios/clock.ts';
import { diskFull } from './scenarios/disk-full.ts';
import { killed } from './scenarios/killed.ts';
import { network } from './scenarios/network.ts';
import { registryKilled } from './scenarios/registry-killed.ts';
import { reusedNumbers } from './scenarios/reused-numbers.ts';
import { tornBytes } from './scenarios/torn-bytes.ts';
import { twoProcesses } from './scenarios/two-processes.ts';

const adapter = (name: string) => fileURLToPath(new URL(`adapters/${name}.ts`, import.meta.url));

/** The scenario with another SDK in the seat. */
const withPeer = (name: string, scenario: Scenario): Scenario => ({
  ...scenario,
  name: `${name} ${scenario.name}`,
  run: (stage) => scenario.run(new Stage({ ...stage, sender: { adapter: adapter(name) } })),
});

const ours = [
  killed({ lines: 5000, kills: 10, torn: 10 }),
  tornBytes(13),
  network(10),
  clock(2),
  diskFull,
  twoProcesses(2),
  reusedNumbers(100),
  registryKilled(3),
];
const peers = [
  withPeer('memory-queue', killed({ lines: 500, kills: 3, torn: 0 })),
  withPeer('memory-queue', network(20, ['answerLost'])),
  withPeer('file-queue', killed({ lines: 500, kills: 3, torn: 3 })),
];

const seed = Number(process.env['FUPIN_FAULTS_SEED'] ?? Date.now() % 2 ** 32);
const sender = { adapter: adapter('fupin') };

function assertExactlyOnce({ name, lost, doubled, merged, disordered, ...report }: ScenarioReport) {
  const where = `${name}, FUPIN_FAULTS_SEED=${seed}: ${report.notes.join('; ')}`;
  assert.deepEqual(
    { lost, doubled, merged, disordered },
    { lost: [], doubled: [], merged: [], disordered: [] },
    where,
  );
  assert.ok(report.promised > 0 && report.lines > 0, where);
}

function assertRecounted({ scenarios, recount }: RunReport) {
  const lines = scenarios.reduce((sum, report) => sum + report.lines, 0);
  assert.deepEqual([recount.lines, recount.examples], [lines, []], `FUPIN_FAULTS_SEED=${seed}`);
  assert.ok(recount.rows > 0);
}

describe('the outbox and the registry', () => {
  let reports: ReadonlyMap<string, ScenarioReport>;
  let recount: RunReport['recount'];
  const reportOf = (name: string): ScenarioReport => {
    const report = reports.get(name);
    assert.ok(report, name);
    return report;
  };
  before(async () => {
    const all = await runScenarios([...ours, ...peers], { sender, seed });
    reports = new Map(all.scenarios.map((report) => [report.name, report]));
    recount = all.recount;
  });

  for (const { name } of ours) {
    test(`lose, double and merge no line, and keep the order: ${name}`, () => {
      assertExactlyOnce(reportOf(name));
    });
  }

  test('keep sums of the ledger that are what its lines come to', () => {
    assertRecounted({ scenarios: [...reports.values()], recount });
  });

  test('were killed and torn as often as meant', () => {
    const { kills, torn, promised } = reportOf('killed');
    assert.ok(kills >= 10 && torn >= 10 && promised >= 5000);
    assert.ok(reportOf('torn-bytes').torn > 20);
    assert.ok(reportOf('registry-killed').kills >= 3);
    assert.deepEqual(reportOf('network').notes, []);
    assert.match(reportOf('disk-full').notes[0] ?? '', /lacking [1-9]|not tried/);
  });

  test('give back the sales whose number is another’s', () => {
    const { promised, refused, lines } = reportOf('reused-numbers');
    assert.equal(lines + refused, promised);
    assert.ok(refused >= 50);
  });

  test('are beside a queue in memory, which loses what it holds and doubles what was not answered', () => {
    assert.ok(reportOf('memory-queue killed').lost.length > 0);
    assert.ok(reportOf('memory-queue network').doubled.length > 0);
  });

  test('are beside a queue in a JSON file, which loses what a torn write makes unreadable', () => {
    assert.ok(reportOf('file-queue killed').lost.length > 0);
  });
});

const server = process.env['FUPIN_TEST_POSTGRES'];

test(
  'the outbox and the registry lose, double and merge no line when the registry is killed on PostgreSQL',
  { skip: server === undefined && 'FUPIN_TEST_POSTGRES names no server' },
  async () => {
    const scenarios = [registryKilled(2)];
    const report = await withPostgresDatabase(server ?? '', (postgres) =>
      runScenarios(scenarios, { sender, seed, postgres }),
    );
    for (const each of report.scenarios) assertExactlyOnce(each);
    assertRecounted(report);
    assert.ok(report.scenarios.every(({ kills }) => kills >= 2));
  },
);
