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
const reads = searches.length;

const root = fileURLToPath(new URL('..', import.meta.url));
const cache = path.join(root, '.cache', 'bench-search');
const fill = fileURLToPath(new URL('search/fill.ts', import.meta.url));

interface Server {
  readonly url: string;
  readonly products: number;
  readonly process: ChildProcess;
}

/** A file with a made-up directory; made once for each state of what makes it. */
async function directoryFile(products: number): Promise<string> {
  const hash = createHash('sha256');
  const sources = ['bench/search/directory.ts', 'bench/search/vocabulary.ts'];
  const stores = globSync('packages/registry/src/{search,database}/**/*.ts', { cwd: root });
  for (const file of [...sources, ...stores.toSorted()]) {
    if (!file.endsWith('.test.ts')) hash.update(readFileSync(path.join(root, file)));
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

async function serve(database: string, products: number): Promise<Server> {
  const child = fork(fileURLToPath(new URL('search/server.ts', import.meta.url)), [database]);
  const [port] = (await once(child, 'message')) as [number];
  return { url: `http://127.0.0.1:${port}/v1/products`, products, process: child };
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

/** What the searches take, each by itself, some with their second page. */
async function search({ url }: Server): Promise<number[]> {
  const times: number[] = [];
  for (const [index, query] of searches.entries()) {
    const first = `${url}?${new URLSearchParams({ ...query, limit: String(limit) }).toString()}`;
    let next: string | null = null;
    times.push(
      await timeOf(async () => {
        next = (await get(first)).nextCursor;
      }),
    );
    if (next !== null && index % 4 === 0) {
      const second = `${first}&cursor=${encodeURIComponent(next)}`;
      times.push(await timeOf(() => get(second)));
    }
  }
  return times;
}

/** What reading a product by its id takes, a different one each time. */
async function readAll({ url, products }: Server, round: number): Promise<number[]> {
  const times: number[] = [];
  for (let count = 0; count < reads; count += 1) {
    const number = ((round * reads + count) * 7919) % products;
    const id = productIdAt(number, sizeOf(products));
    times.push(await timeOf(() => get(`${url}/${id}`)));
  }
  return times;
}

async function measure(name: string, places: readonly [string, string]): Promise<void> {
  const fewer = await serve(places[0], small);
  const more = await serve(places[1], large);
  const growths: number[] = [];
  const ratios: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const searchedFewer = median(await search(fewer));
    const searchedMore = median(await search(more));
    const readMore = median(await readAll(more, round));
    if (round === 0) continue;
    growths.push(searchedMore / searchedFewer);
    ratios.push(searchedMore / readMore);
    console.log(
      `${name}, round ${round}: a search of ${large} products ${searchedMore.toFixed(2)} ms, of ${small} ` +
        `${searchedFewer.toFixed(2)} ms; a read ${readMore.toFixed(2)} ms`,
    );
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
