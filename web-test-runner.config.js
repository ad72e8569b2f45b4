import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { chromeLauncher } from '@web/test-runner-chrome';
import { chromiumLaunch } from './scripts/chromium.ts';

const firefoxPath = [process.env.FIREFOX_PATH, '/usr/bin/firefox-esr', '/usr/bin/firefox'].find(
  (path) => path && existsSync(path),
);

const executablePath = [process.env.CHROME_PATH, '/usr/bin/chromium'].find(
  (path) => path && existsSync(path),
);

/** papaparse is CommonJS only, which bundlers turn into a module; this server leaves it as it is. */
const papaparseAsModule = {
  name: 'papaparse-as-module',
  /** @param {{ path: string, body: unknown }} context */
  transform: ({ path, body }) =>
    path.endsWith('/papaparse.js')
      ? {
          body: `const module = { exports: {} }, { exports } = module;\n${body}\nexport default module.exports;`,
        }
      : undefined,
};

/** Runs the tests that need a real browser. */
export default {
  files: 'packages/{client,credential,elements}/src/**/*.browser.test.ts',
  nodeResolve: { exportConditions: ['@fupin/source', 'browser', 'production'] },
  plugins: [
    papaparseAsModule,
    esbuildPlugin({
      ts: true,
      target: 'es2023',
      tsconfig: fileURLToPath(new URL('tsconfig.json', import.meta.url)),
    }),
  ],
  browsers: [
    chromeLauncher({
      launchOptions: { ...(executablePath && { executablePath }), args: chromiumLaunch.args },
    }),
  ],
  // What differs between engines is how WebCrypto and streams take what is malformed.
  groups: firefoxPath
    ? [
        {
          name: 'firefox',
          files: 'packages/credential/src/**/*.browser.test.ts',
          browsers: [
            Object.assign(
              chromeLauncher({
                launchOptions: { browser: 'firefox', executablePath: firefoxPath },
              }),
              { name: 'Firefox' },
            ),
          ],
        },
      ]
    : [],
  concurrency: 1,
  testFramework: { config: { timeout: 20_000 } },
};
