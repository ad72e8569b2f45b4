import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createContext, runInContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { build, type Rollup } from 'vite';

const source = fileURLToPath(new URL('.', import.meta.url));

/** What a bundler makes of a page's script that uses this package, as an ES module or one script. */
async function bundle(script: string, format: 'es' | 'iife'): Promise<string> {
  const built = (await build({
    configFile: false,
    logLevel: 'silent',
    root: source,
    plugins: [
      {
        name: 'page',
        resolveId: (id) => (id.endsWith('virtual:page') ? '\0page' : null),
        load: (id) => (id === '\0page' ? script : null),
      },
    ],
    resolve: { conditions: ['@fupin/source', 'module', 'browser', 'production'] },
    build: {
      write: false,
      minify: true,
      target: 'es2023',
      lib: { entry: 'virtual:page', formats: [format], name: 'page', fileName: 'page' },
      rolldownOptions: { output: { minify: true } },
    },
  })) as Rollup.RollupOutput[];
  return built[0]?.output[0]?.code ?? '';
}

/** Runs a script in a realm of its own and counts how often it makes code from text. */
function run(script: string): { evaluations: number; result: unknown } {
  const page = createContext({ evaluations: 0, URL });
  runInContext(
    `globalThis.Function = new Proxy(Function, {
       construct() { evaluations += 1; throw new EvalError('unsafe-eval'); },
       apply() { evaluations += 1; throw new EvalError('unsafe-eval'); },
     });`,
    page,
  );
  runInContext(script, page);
  const [evaluations, result] = ['evaluations', 'globalThis.result'].map(
    (expression) => runInContext(expression, page) as unknown,
  );
  return { evaluations: Number(evaluations), result };
}

const path = (file: string) => JSON.stringify(`${source}${file}`);

test('a bundled page makes no code from text', async () => {
  const script = await bundle(
    `import { endpoints } from ${path('index.ts')};
     import { listing, saleLine } from ${path('fixtures.ts')};
     const page = endpoints.listListings.response.safeParse({ items: [listing], nextCursor: null, total: 1 });
     const report = endpoints.reportSales.body.safeParse({ lines: [saleLine] });
     globalThis.result = page.success && report.success;`,
    'iife',
  );
  assert.deepEqual(run(script), { evaluations: 0, result: true });
});

test('a page that takes one schema alone makes none either', async () => {
  const script = await bundle(
    `import { CategoryCode } from ${path('index.ts')};
     globalThis.result = CategoryCode.safeParse('03').success;`,
    'iife',
  );
  assert.deepEqual(run(script), { evaluations: 0, result: true });
});

test('zod’s classic build would make code from text, and be found out', async () => {
  const script = await bundle(
    `import { z } from 'zod';
     globalThis.result = z.object({ a: z.string() }).safeParse({ a: '' }).success;`,
    'iife',
  );
  const { evaluations, result } = run(script);
  assert.equal(result, true);
  assert.ok(evaluations > 0);
});

test('what a page loads to read the directory weighs at most 13 kB gzipped, and all addresses 2 kB', async () => {
  const reading = await bundle(
    `export { directoryEndpoints } from ${path('endpoints/directory.ts')};`,
    'es',
  );
  const addresses = await bundle(`export { operationUrl } from ${path('operations.ts')};`, 'es');
  assert.match(reading, /Search the directory/);
  assert.match(addresses, /v1\/products/);
  assert.equal(reading.includes('行唐县'), false);
  const [readingBytes = 0, addressBytes = 0] = [reading, addresses].map(
    (code) => gzipSync(code).length,
  );
  assert.ok(readingBytes <= 13_000, `directory: ${readingBytes} bytes`);
  assert.ok(addressBytes <= 2_000, `addresses: ${addressBytes} bytes`);
});
