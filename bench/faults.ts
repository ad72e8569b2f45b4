/**
 * Puts a reporting SDK, ours where no other is named, and the registry through what goes wrong in shops: kills, torn writes,
 * full disks, jumping clocks, bad lines. Counts by the registry's database. See docs/faults.md.
 */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { startPostgres } from '../scripts/postgres.ts';
import { withPostgresDatabase } from './faults/postgres-database.ts';
import { runScenarios, type RunReport, type ScenarioReport } from './faults/run-scenarios.ts';
import type { Scenario } from './faults/scenario.ts';
import { clock } from './faults/scenarios/clock.ts';
import { databaseKilled } from './faults/scenarios/database-killed.ts';
import { diskFull } from './faults/scenarios/disk-full.ts';
import { killed } from './faults/scenarios/killed.ts';
import { network } from './faults/scenarios/network.ts';
import { registryKilled } from './faults/scenarios/registry-killed.ts';
import { rendererKilled } from './faults/scenarios/renderer-killed.ts';
import { reusedNumbers } from './faults/scenarios/reused-numbers.ts';
import { tornBytes } from './faults/scenarios/torn-bytes.ts';
import { twoProcesses } from './faults/scenarios/two-processes.ts';
import { printFigure } from './support/measure.ts';

const ours = path.join(import.meta.dirname, 'faults/adapters/fupin.ts');
const { values } = parseArgs({
  options: {
    adapter: { type: 'string', default: ours },
    lines: { type: 'string', default: '1000000' },
    kills: { type: 'string', default: '1000' },
    torn: { type: 'string', default: '1000' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 32) },
    only: { type: 'string', multiple: true, default: [] },
  },
});
// Who ends the bench ends its registry.
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));

const wholeNumber = (name: 'lines' | 'kills' | 'torn' | 'seed'): number => {
  if (/^\d+$/.test(values[name])) return Number(values[name]);
  throw new TypeError(`--${name} is "${values[name]}". Expected: a whole number.`);
};
const kills = wholeNumber('kills');
const seed = wholeNumber('seed');
// The smaller scenarios grow with the big one.
const part = (share: number) => Math.max(3, Math.ceil(kills * share));
const onSqlite: readonly Scenario[] = [
  tornBytes(1),
  network(100),
  clock(part(0.03)),
  diskFull,
  twoProcesses(part(0.03)),
  reusedNumbers(1000),
  registryKilled(part(0.05)),
  // It has the browser outbox in its seat whatever the adapter.
  ...(values.adapter === ours ? [rendererKilled(part(1))] : []),
  killed({ lines: wholeNumber('lines'), kills, torn: wholeNumber('torn') }),
];
const onPostgres = (crash: () => Promise<void>): readonly Scenario[] => [
  registryKilled(part(0.05)),
  databaseKilled(part(0.03), crash),
];
const known = new Set(
  [...onSqlite, ...onPostgres(() => Promise.resolve())].map(({ name }) => name),
);
const unknown = values.only.find((name) => !known.has(name));
if (unknown !== undefined) {
  throw new TypeError(`--only is "${unknown}". Expected one of: ${[...known].join(', ')}.`);
}
const chosen = (scenarios: readonly Scenario[]) =>
  scenarios.filter(({ name }) => values.only.length === 0 || values.only.includes(name));

console.log(`adapter ${values.adapter}\nseed ${seed} (again: --seed ${seed})`);
const started = performance.now();
const clockTime = () => `${((performance.now() - started) / 60_000).toFixed(1)} min`;
const progress = everyTwoSeconds((text) => console.log(`${clockTime()}  ${text}`));
const options = { sender: { adapter: values.adapter }, seed, progress };

const reports: ScenarioReport[] = [];
let wrongSums = 0;
if (chosen(onSqlite).length > 0) note('SQLite', await runScenarios(chosen(onSqlite), options));
const postgres = await startPostgres();
if (postgres) {
  try {
    const scenarios = chosen(onPostgres(() => postgres.crash()));
    if (scenarios.length > 0) {
      const run = (url: string) => runScenarios(scenarios, { ...options, postgres: url });
      note('PostgreSQL', await withPostgresDatabase(postgres.url, run));
    }
  } finally {
    await postgres.stop();
  }
} else {
  console.log('PostgreSQL is not installed: the registry was killed on SQLite alone.');
}

for (const report of reports) console.log(inWords(report));
const figures: Readonly<Record<string, number>> = {
  lines: sumOf(reports, ({ promised }) => promised),
  lost: sumOf(reports, ({ lost }) => lost.length),
  doubled: sumOf(reports, ({ doubled }) => doubled.length),
  merged: sumOf(reports, ({ merged }) => merged.length),
  disordered: sumOf(reports, ({ disordered }) => disordered.length),
  'wrong-sums': wrongSums,
  kills: sumOf(reports, (report) => report.kills),
  torn: sumOf(reports, (report) => report.torn),
};
for (const [name, value] of Object.entries(figures)) printFigure(name, value);

function note(database: string, { scenarios, recount }: RunReport): void {
  reports.push(...scenarios.map((each) => ({ ...each, name: `${each.name} (${database})` })));
  const unsummed = sumOf(scenarios, ({ lines }) => lines) - recount.lines;
  wrongSums += recount.differences + unsummed;
  console.log(
    `${database}: ${recount.rows} sums of ${recount.lines} lines, ${unsummed} lines not summed, ` +
      `${recount.differences} sums wrong: ${JSON.stringify(recount.examples.slice(0, 3))}`,
  );
}

function sumOf(
  scenarios: readonly ScenarioReport[],
  count: (report: ScenarioReport) => number,
): number {
  return scenarios.reduce((total, report) => total + count(report), 0);
}

function inWords({ name, promised, lines, refused, notes, ...report }: ScenarioReport): string {
  const { lost, doubled, merged, disordered } = report;
  const found = Object.entries({ lost, doubled, merged, disordered }).map(([what, marks]) => {
    const examples = marks.length > 0 ? ` (${marks.slice(0, 5).join(', ')} …)` : '';
    return `${marks.length} ${what}${examples}`;
  });
  return [
    `${name}: ${promised} promised, ${lines} in the ledger, ${refused} given back; ${found.join(', ')}; ` +
      `${report.kills} kills, ${report.torn} torn`,
    ...notes.filter(Boolean).map((note) => `  ${note}`),
  ].join('\n');
}

function everyTwoSeconds(print: (text: string) => void): (text: string) => void {
  let next = 0;
  return (text) => {
    if (performance.now() < next) return;
    next = performance.now() + 2000;
    print(text);
  };
}
