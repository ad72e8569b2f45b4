import { rm } from 'node:fs/promises';
import path from 'node:path';
import { defineConfig } from 'vite';
import { denseStyles } from './dense-styles.js';
import { reserveStyles } from './src/autoloader/reserve-styles.ts';
import { ownTrustedTypesPolicy } from './own-trusted-types-policy.js';

const outDir = path.join(import.meta.dirname, 'dist', 'cdn');
/** Each element with all it needs in one file, so that a page which uses it makes one request. */
const standalone = [
  'special-area',
  'product-card',
  'certification-badge',
  'certificate',
  'provider',
];
/** What elements load when it is first needed, each a file that all of them share, by its source. */
const onDemand = {
  'badge-popover': 'src/badge-details/badge-popover.ts',
  'badge-texts-zh-hans': 'src/badge-details/messages/zh-hans.ts',
  'badge-texts-en': 'src/badge-details/messages/en.ts',
  'log-finding': 'src/certificate/log-finding.ts',
  'place-beside': 'src/badge-details/place-beside.ts',
  'qr-code': 'src/qr-code.ts',
};
/** The elements of a back office are used together: what they share is a file of its own. */
const backOffice = ['sales-report', 'sales-dashboard'];

/** @param {string} name @returns {[string, string]} */
const entry = (name) => [name, `src/${name}/${name}.ts`];

/**
 * Puts the provider, which any page may set around an element, into each element's file.
 * @returns {import('vite').Plugin}
 */
function providerInEach() {
  const tags = [...standalone, ...backOffice].filter((name) => name !== 'provider');
  return {
    name: 'provider-in-each',
    transform: {
      filter: { id: new RegExp(`/elements/src/(${tags.join('|')})/\\1\\.ts$`) },
      handler: (code) => ({ code: `${code}\nimport '../provider/provider.ts';`, map: null }),
    },
  };
}

/**
 * Leaves what elements load on demand out of their files. The files on demand import nothing from those that load them, which
 * a page may have loaded under another address, such as one with a version in its query.
 * @returns {import('vite').Plugin}
 */
function filesOnDemand() {
  return {
    name: 'files-on-demand',
    async resolveDynamicImport(specifier, importer) {
      const resolved = await this.resolve(String(specifier), importer);
      const found = Object.entries(onDemand).find(
        ([, source]) => resolved?.id === path.join(import.meta.dirname, source),
      );
      return found && { id: `./${found[0]}.js`, external: 'relative' };
    },
  };
}

/** @returns {import('vite').Plugin} */
function denseStyleSheets() {
  return {
    name: 'dense-style-sheets',
    enforce: 'pre',
    transform: {
      filter: { id: /styles\.ts$/ },
      handler: (code) => ({ code: denseStyles(code), map: null }),
    },
  };
}

/**
 * @param {[string, string][]} entries names of files and their sources
 * @param {boolean} codeSplitting whether they share what they have in common, rather than hold it each
 * @returns {import('vite').EnvironmentOptions}
 */
function environment(entries, codeSplitting = false) {
  return {
    consumer: 'client',
    define: { 'process.env.NODE_ENV': '"production"' },
    resolve: { conditions: ['@fupin/source', 'browser', 'production'] },
    build: {
      outDir,
      emptyOutDir: false,
      target: 'es2023',
      modulePreload: false,
      lib: { entry: Object.fromEntries(entries), formats: ['es'] },
      rolldownOptions: {
        output: {
          // The option of Vite itself leaves the white space in ES output.
          minify: true,
          ...(!codeSplitting && { codeSplitting: false }),
          entryFileNames: '[name].js',
          chunkFileNames: 'shared-[hash].js',
        },
      },
    },
  };
}

/** Builds `dist/cdn`: what a plain page embeds with one script tag. */
export default defineConfig({
  plugins: [
    providerInEach(),
    filesOnDemand(),
    denseStyleSheets(),
    ownTrustedTypesPolicy(),
    {
      name: 'reserve-style-sheet',
      generateBundle() {
        if (this.environment.name !== 'client') return;
        this.emitFile({ type: 'asset', fileName: 'reserve.css', source: reserveStyles });
      },
    },
  ],
  environments: {
    client: environment([['fupin', 'src/autoloader/autoloader.ts']]),
    ...Object.fromEntries(
      [...standalone.map(entry), ...Object.entries(onDemand)].map((each) => [
        each[0].replaceAll('-', '_'),
        environment([each]),
      ]),
    ),
    backOffice: environment(backOffice.map(entry), true),
  },
  builder: {
    async buildApp(builder) {
      await rm(outDir, { recursive: true, force: true });
      for (const each of Object.values(builder.environments)) {
        if (each.name !== 'ssr') await builder.build(each);
      }
    },
  },
});
