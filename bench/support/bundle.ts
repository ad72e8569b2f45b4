import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import path from 'node:path';
import { build } from 'vite';

const root = path.resolve(import.meta.dirname, '../..');
const entry = 'virtual:measured';

/** The bytes that a page loads for a module source, bundled with all it imports, minified and compressed. */
export interface BundleSize {
  readonly gzip: number;
  readonly brotli: number;
}

/**
 * Bundles a module source and gives its size in bytes. Chunks that are loaded later, on demand, do not count, but for those
 * of modules whose paths match.
 */
export async function bundleSize(source: string, countedLater?: RegExp): Promise<BundleSize> {
  const code = Buffer.from(await bundle(source, countedLater));
  return {
    gzip: gzipSync(code, { level: 9 }).length,
    brotli: brotliCompressSync(code, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: 11,
        [constants.BROTLI_PARAM_SIZE_HINT]: code.length,
      },
    }).length,
  };
}

/**
 * The code that a page loads for a module source: bundled as a retailer's build would, with all it imports, minified, for
 * browsers and for production.
 */
export async function bundle(source: string, countedLater?: RegExp): Promise<string> {
  const result = await build({
    root,
    configFile: false,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [
      {
        name: 'measured',
        resolveId: (id) => (id === entry ? `${id}.js` : undefined),
        load: (id) => (id === `${entry}.js` ? source : undefined),
      },
    ],
    resolve: { conditions: ['browser', 'import', 'module', 'default'] },
    build: {
      write: false,
      target: 'es2022',
      minify: true,
      rolldownOptions: {
        input: entry,
        output: { format: 'es', minify: true },
        preserveEntrySignatures: 'strict',
      },
    },
  });
  const outputs = (Array.isArray(result) ? result : [result]).flatMap((one) =>
    'output' in one ? one.output : [],
  );
  const chunks = outputs.filter((output) => output.type === 'chunk');
  const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
  const needed = new Set(
    chunks.filter(
      ({ isEntry, facadeModuleId }) =>
        isEntry || (facadeModuleId && countedLater?.test(facadeModuleId)),
    ),
  );
  for (const chunk of needed) {
    for (const name of chunk.imports) {
      const imported = byName.get(name);
      if (imported) needed.add(imported);
    }
  }
  return [...needed].map((chunk) => chunk.code).join('\n');
}
