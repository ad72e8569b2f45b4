import path from 'node:path';
import { build } from 'vite';

/**
 * Compiles a program of the benches, with all it imports, into a folder, and answers with its path. A shop runs JavaScript:
 * under Node that strips the types of sources itself, its compiler alone takes some 50 MiB of memory.
 */
export async function compile(source: string, folder: string): Promise<string> {
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true, resolve: { conditions: ['@fupin/source', 'node'] } },
    build: {
      ssr: source,
      outDir: folder,
      copyPublicDir: false,
      rolldownOptions: { output: { entryFileNames: '[name].mjs' } },
    },
  });
  return path.join(folder, `${path.basename(source, '.ts')}.mjs`);
}
