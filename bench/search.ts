/** Searches of a directory of 200,000 products beside the same of 20,000, and beside reading one product by its id. */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, globSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { createHash } from 'node:crypto';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { startPostgres } from '../scripts/postgres.ts';
import { runCommand } from '../scripts/command.ts';
import { copyToPostgres } from './search/copy-to-postgres.ts';
import { productIdAt, sizeOf } from './search/directory.ts';
import { searches } from './search/queries.ts';
import { median, printFigure } from './support/measure.ts';

const small = 20_000;
const large = 200_000;
const rounds = 7;
const limit = 24;

const root = fileURLToPath(new URL('..', import.meta.url));
const cache = path.join(root, '.cache', 'bench-search');
const fill = fileURLToPath(new URL('search/fill.ts', import.meta.url));

const whatMakesIt = [
  'bench/search/{directory,vocabulary}.ts',
  'packages/registry/src/database/migrations/*.ts',
  'packages/registry/src/search/{words,pinyin-syllables,simplified-data,posting-chunk}.ts',
];

interface Server {
  /** The address of the list of products. */
  readonly url: string;
  readonly process: ChildProcess;
}

/** A file with a made-up directory; made once for each state of what makes it. */
async function directoryFile(products: number): Promise<string> {
  const hash = createHash('sha256');
  for (const file of globSync(whatMakesIt, { cwd: root }).toSorted()) {
    hash.update(readFileSync(path.join(root, file)));
  }
  const file = path.join(cache, `${products}-${hash.digest('hex').slice(0, 12)}.db`);
  if (existsSync(file)) return file;
  mkdirSync(cache, { recursive: true });
  const unfinished = `${file}.unfinished`;
  const parameters = ['--conditions=@fupin/source', fill, unfinished, String(products)];
  const { status } = await runCommand('node', parameters, { live: true });
  if (status !== 0) throw new Error(`no directory of ${products} products could be made`);
  renameSync(unfinished, file);
  return file;
}

async function serve(database: string): Promise<Server> {
  const child = fork(fileURLToPath(new URL('search/server.ts', import.meta.url)), [database]);
  const [port] = (await once(child, 'message')) as [number];
  return { url: `http://127.0.0.1:${port}/v1/products`, process: child };
}

async function get(url: string): Promise<{ nextCursor: string | null }> {
  const response = await fetch(url);
  const body = (await response.json()) as { nextCursor: string | null };
  if (response.status !== 200) throw new Error(`${url}: ${JSON.stringify(body)}`);
  return body;
}

/** Milliseconds that a call takes. */
async function timeOf(call: () => Promise<unknown>): Promise<number> {
  const before = performance.now();
  await call();
  return performance.now() - before;
}

/** What one round takes: the searches of both directories and reads of a product, in turn. */
interface Round {
  readonly small: number[];
  readonly large: number[];
  readonly read: number[];
}

async function run(fewer: Server, more: Server, number: number): Promise<Round> {
  const round: Round = { small: [], large: [], read: [] };
  for (const [index, query] of searches.entries()) {
    const parameters = new URLSearchParams({ ...query, limit: String(limit) }).toString();
    const product = ((number * searches.length + index) * 7919) % large;
    const id = productIdAt(product, sizeOf(large));
    round.read.push(await timeOf(() => get(`${more.url}/${id}`)));
    const turnsPage = index % 4 === 0;
    for (const [server, times] of [
      [fewer, round.small],
      [more, round.large],
    ] as const) {
      const url = `${server.url}?${parameters}`;
      let next: string | null = null;
      const time = await timeOf(async () => {
        next = (await get(url)).nextCursor;
      });
      times.push(time);
      if (!turnsPage || next === null) continue;
      const second = `${url}&cursor=${encodeURIComponent(next)}`;
      times.push(await timeOf(() => get(second)));
    }
  }
  return round;
}

async function measure(name: string, places: readonly [string, string]): Promise<void> {
  const fewer = await serve(places[0]);
  const more = await serve(places[1]);
  const first = await timeOf(() => get(more.url));
  console.log(`${name}: the first search of ${large} products after a start ${first.toFixed()} ms`);
  const growths: number[] = [];
  const ratios: number[] = [];
  for (let number = 0; number <= rounds; number += 1) {
    const round = await run(fewer, more, number);
    const [inSmall, inLarge, read] = [median(round.small), median(round.large), median(round.read)];
    console.log(
      `${name}, ${number === 0 ? 'first time' : `round ${number}`}: a search of ${large} products ` +
        `${inLarge.toFixed(2)} ms, of ${small} ${inSmall.toFixed(2)} ms; a read ${read.toFixed(2)} ms`,
    );
    if (number === 0) continue;
    growths.push(inLarge / inSmall);
    ratios.push(inLarge / read);
  }
  fewer.process.disconnect();
  more.process.disconnect();
  const suffix = name === 'PostgreSQL' ? '-postgres' : '';
  printFigure(`search-growth${suffix}`, median(growths));
  printFigure(`search-vs-read${suffix}`, median(ratios));
}

const files = [await directoryFile(small), await directoryFile(large)] as const;
await measure('SQLite', files);

const postgres = await startPostgres();
if (postgres) {
  try {
    await measure('PostgreSQL', [
      await copyToPostgres(files[0], postgres.url, 'small'),
      await copyToPostgres(files[1], postgres.url, 'large'),
    ]);
  } finally {
    await postgres.stop();
  }
} else {
  console.log('PostgreSQL: not installed');
}
