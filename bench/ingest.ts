/**
 * Sales over HTTP into a registry beside a bare insert of the same rows into the same database: with receipts, transparency
 * log and roll-ups, until everything that was accepted is in both. Each round takes a new database; before the time of either side
 * starts, it takes a batch of each outlet, so that both have their statements prepared.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { startPostgres } from '../scripts/postgres.ts';
import { outletIds, skus } from './ingest/directory.ts';
import { TillLines } from './ingest/lines.ts';
import type { Request } from './ingest/registry.ts';
import { median, printFigure } from './support/measure.ts';

const rounds = 11;
// Few before: SQLite's log grows to some 50 MB on the bare side and 58 MB on ours, and is written into the file from 64 MB on. That is
// in the time of neither.
const [linesOfTheFirst, ...linesOfOthers] = [200, 1000, 1000, 1000, 1000, 1000, 1000] as const;
const linesBefore = outletIds.length * linesOfTheFirst;
const lines = outletIds.length * linesOfOthers.reduce((sum, each) => sum + each, 0);

interface Place {
  readonly name: string;
  /** A new database. */
  readonly make: (round: number) => Promise<string>;
}

const folder = await mkdtemp(path.join(tmpdir(), 'fupin-bench-ingest-'));
const postgres = await startPostgres({ isDurable: true });
const places: readonly Place[] = [
  { name: 'sqlite', make: (round) => Promise.resolve(path.join(folder, `${round}.db`)) },
  ...(postgres
    ? [{ name: 'postgres', make: (round: number) => makeSchema(postgres.url, round) }]
    : []),
];
const only = process.env['FUPIN_BENCH_DATABASE'];
try {
  for (const place of places) if (!only || place.name === only) await compare(place);
} finally {
  await postgres?.stop();
  await rm(folder, { recursive: true });
}

async function compare({ name, make }: Place): Promise<void> {
  const program = fileURLToPath(new URL('ingest/registry.ts', import.meta.url));
  const child = fork(program, { execArgv: ['--conditions=@fupin/source', ...process.execArgv] });
  const ask = async <Answer>(request: Request): Promise<Answer> => {
    child.send(request);
    const [{ answered }] = (await once(child, 'message')) as [{ answered: Answer }];
    return answered;
  };
  const tills = new Map(outletIds.map((outletId) => [outletId, new TillLines(skus)]));
  const ratios: number[] = [];
  // The first round warms up.
  for (let round = 0; round <= rounds; round += 1) {
    const batchesOf = new Map(
      [...tills].map(([outletId, till]) => [
        outletId,
        [linesOfTheFirst, ...linesOfOthers].map((size) => ({ size, body: till.batch(size) })),
      ]),
    );
    const { url, key } = await ask<{ url: string; key: string }>({
      do: 'open',
      place: await make(round),
    });
    const report = async (from: number, to?: number) => {
      const reports = [...batchesOf].map(async ([outletId, batches]) => {
        for (const batch of batches.slice(from, to)) await send(url, key, { outletId, ...batch });
      });
      await Promise.all(reports);
    };
    await report(0, 1);
    await ask({ do: 'drain', lines: linesBefore });
    const started = performance.now();
    await report(1);
    const answeredMs = performance.now() - started;
    const cpu = await ask<number>({ do: 'drain', lines: linesBefore + lines });
    const oursMs = performance.now() - started;
    await ask({ do: 'close' });
    const bareMs = await ask<number>({ do: 'insertBare', linesBefore });
    if (round > 0) ratios.push(bareMs / oursMs);
    const speed = (ms: number) => Math.round((lines * 1000) / ms);
    console.log(
      `${name}, round ${round}: registry ${speed(oursMs)} lines/s (answered at ${speed(answeredMs)}), ` +
        `${(cpu / lines).toFixed(1)} µs of CPU a line; ` +
        `bare insert ${speed(bareMs)} lines/s; ratio ${(bareMs / oursMs).toFixed(3)}`,
    );
  }
  child.disconnect();
  printFigure(`ingest-${name}`, median(ratios));
}

async function send(
  url: string,
  key: string,
  batch: { readonly outletId: string; readonly size: number; readonly body: string },
): Promise<void> {
  const { outletId, size, body } = batch;
  const response = await fetch(`${url}/v1/outlets/${outletId}/sales`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    body,
  });
  // As text, so that the sender takes as little time from the registry as it can.
  const answer = await response.text();
  const accepted = answer.split('"outcome":"accepted"').length - 1;
  const isWhole = answer.includes('"signature":"') && !answer.includes('"carriedFaults":');
  if (accepted !== size || !isWhole) {
    throw new Error(`${accepted} of ${size} lines were accepted: ${response.status}`);
  }
}

async function makeSchema(url: string, round: number): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`create schema round_${round}`);
  await client.end();
  const placed = new URL(url);
  placed.searchParams.set('options', `-c search_path=round_${round}`);
  return placed.href.replaceAll('+', '%20');
}
