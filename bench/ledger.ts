/** The ledger's figures over 10,000,000 lines beside the same over 100,000, and what it costs to keep their sums. */
import { generateSigningKey } from '@fupin/credential';
import {
  createKey,
  createLedgerWorker,
  createRegistry,
  fixedKey,
  openDatabase,
  type Database,
  type RegistryApp,
} from '@fupin/registry';
import { operationUrl, type OperationId, type QueryValue } from '@fupin/schema';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asked, fillLedger } from './ledger/fill.ts';
import { median, printFigure } from './support/measure.ts';

const rounds = 7;
const callsAtOnce = 3;
const linesNotedEvery = 1_000_000;
const [small = 100_000, large = 10_000_000] = process.argv.slice(2).map(Number);

const inYear = { from: '2023-01-01', to: '2023-12-31' };
const inDays = { from: '2023-03-14', to: '2023-10-17' };

/** What is asked of both ledgers: each operation with its query. Of lines, a page that the smaller ledger fills as well. */
const queries: readonly (readonly [string, OperationId, Readonly<Record<string, QueryValue>>])[] = [
  ['summary of all', 'getLedgerSummary', {}],
  ['summary of an outlet’s days', 'getLedgerSummary', { outletId: asked.outletId, ...inDays }],
  ['total of some days', 'getLedgerFigures', inDays],
  ['every day', 'getLedgerFigures', { ...inYear, every: 'day', limit: 100 }],
  ['by product in a year', 'getLedgerFigures', { ...inYear, groupBy: 'product' }],
  ['by product in some days', 'getLedgerFigures', { ...inDays, groupBy: 'product' }],
  ['by outlet in some days', 'getLedgerFigures', { ...inDays, groupBy: 'outlet' }],
  ['by province and month', 'getLedgerFigures', { ...inYear, groupBy: 'province', every: 'month' }],
  ['of a product by month', 'getLedgerFigures', { productId: asked.productId, every: 'month' }],
  ['of budget units by quarter', 'getLedgerFigures', { buyerKind: 'budgetUnit', every: 'quarter' }],
  [
    'of an outlet by supplier',
    'getLedgerFigures',
    { outletId: asked.outletId, ...inYear, groupBy: 'supplier' },
  ],
  ['lines of an outlet', 'listLedgerLines', { outletId: asked.outletId, ...inDays, limit: 20 }],
  ['lines of a product', 'listLedgerLines', { productId: asked.productId, ...inDays, limit: 20 }],
  ['lines of budget units', 'listLedgerLines', { buyerKind: 'budgetUnit', limit: 20 }],
];

interface Ledger {
  readonly database: Database;
  readonly registry: RegistryApp;
  readonly key: string;
}

const folder = await mkdtemp(join(tmpdir(), 'fupin-bench-ledger-'));
const ledgers: Ledger[] = [];
try {
  const [fewer, more] = [await build(small), await build(large)];
  ledgers.push(fewer, more);
  const growths: number[] = [];
  for (const [name, operation, query] of queries) {
    const ask = (ledger: Ledger) => timeOf(ledger, operationUrl(operation, {}, query));
    const ratios: number[] = [];
    const times: number[] = [];
    for (let round = 0; round <= rounds; round += 1) {
      const [inFewer, inMore] = [await ask(fewer), await ask(more)];
      if (round === 0) continue;
      ratios.push(inMore / inFewer);
      times.push(inMore);
    }
    const growth = median(ratios);
    growths.push(growth);
    console.log(`${name}: ${growth.toFixed(2)} times, ${median(times).toFixed(1)} ms`);
  }
  printFigure('ledger-growth', Math.max(...growths));
} finally {
  for (const { database } of ledgers) await database.close();
  await rm(folder, { recursive: true, force: true });
}

/** A ledger of so many lines; says what the sums cost a line. */
async function build(lines: number): Promise<Ledger> {
  const file = join(folder, `${lines}.db`);
  let noted = 0;
  const started = performance.now();
  await fillLedger(file, lines, (done) => {
    if (done < noted + linesNotedEvery) return;
    noted = done;
    console.log(`${done.toLocaleString('en')} lines, ${seconds(started)} s`);
  });
  const database = await openDatabase(file);
  const before = performance.now();
  const cpu = process.cpuUsage();
  const added = await createLedgerWorker({ database }).turn();
  const { user, system } = process.cpuUsage(cpu);
  if (added !== lines) throw new Error(`${added} lines were added to the sums, not ${lines}`);
  const cost = (user + system) / lines;
  console.log(`${lines.toLocaleString('en')} lines summed up in ${seconds(before)} s`);
  printFigure(`ledger-roll-up-us-line${lines === small ? '-small' : ''}`, cost);
  const registry = createRegistry({
    database,
    publicUrl: 'https://registry.example',
    keys: fixedKey(await generateSigningKey()),
    clock: () => new Date('2024-01-02T04:00:00Z'),
  });
  const { secret } = await createKey(
    database,
    { kind: 'secret', role: 'administrator', label: 'bench' },
    new Date('2024-01-01T00:00:00Z'),
  );
  return { database, registry, key: secret };
}

function seconds(since: number): string {
  return ((performance.now() - since) / 1000).toFixed(1);
}

/** Milliseconds that a call takes: the quickest of some, for what else the machine does counts for neither side. */
async function timeOf({ registry, key }: Ledger, url: string): Promise<number> {
  const times: number[] = [];
  for (let call = 0; call < callsAtOnce; call += 1) {
    const before = performance.now();
    const response = await registry.request(url, { headers: { authorization: `Bearer ${key}` } });
    const text = await response.text();
    times.push(performance.now() - before);
    if (response.status !== 200) throw new Error(`${url}: ${text}`);
  }
  return Math.min(...times);
}
