import { globSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { ensureBrowser, ensureFirefox } from './browser.ts';
import { build } from './build.ts';
import { fail, root, runCommand } from './command.ts';
import { startPostgres } from './postgres.ts';

interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** A command of the test run; `count` reads from its output how many tests it ran, else it counts as one. */
interface Check {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
  readonly env?: Readonly<Record<string, string>>;
  readonly count?: (output: string) => Counts | undefined;
}

const packageFolders = globSync('packages/*/', { cwd: root }).toSorted();
const cache = path.join(root, '.cache');

const staticChecks: readonly Check[] = [
  { name: 'format', command: ['prettier', '--check', '--log-level', 'warn', '.'] },
  { name: 'lint', command: ['eslint', '--max-warnings', '0', '.'] },
  {
    name: 'types',
    command: [
      'tsc',
      '--project',
      'tsconfig.json',
      '--incremental',
      '--tsBuildInfoFile',
      '.cache/types.tsbuildinfo',
    ],
  },
  { name: 'unused code', command: ['knip', '--no-config-hints'] },
  {
    name: 'generated files',
    command: ['node', '--conditions=@fupin/source', 'scripts/generate.ts', '--check'],
  },
  { name: 'sizes', command: ['node', '--conditions=@fupin/source', 'bench/sizes.ts', '--check'] },
  ...packageFolders.map((folder): Check => ({
    name: `publint ${folder}`,
    command: ['publint', '--strict', folder],
  })),
  ...packageFolders.map((folder): Check => ({
    name: `attw ${folder}`,
    command: ['attw', '--pack', folder, '--profile', 'esm-only', '--format', 'ascii'],
  })),
];

const only = process.argv.slice(2);
const totals = { passed: 0, failed: 0, skipped: 0 };
const failedChecks: string[] = [];

mkdirSync(cache, { recursive: true });
const browser = await ensureBrowser();
const firefox = await ensureFirefox();
if (!firefox)
  console.log('Firefox is not installed: what runs in browsers is tested in Chromium alone.');
await build();
const postgres = await startPostgres();
if (!postgres) {
  const notice =
    'PostgreSQL (version 15 or later) is not installed: the stores are tested on SQLite alone.';
  if (process.env['FUPIN_REQUIRE_POSTGRES']) fail(notice, 'Install it: apt-get install postgresql');
  console.log(notice);
}
try {
  await Promise.all([
    inTurn(staticChecks),
    inTurn([
      nodeTests(
        'node tests',
        [
          'packages/*/src/**/*.test.ts',
          'packages/*/test/**/*.test.ts',
          'scripts/**/*.test.ts',
          'docs/**/*.test.ts',
          'bench/**/*.test.ts',
          'examples/**/*.test.{js,ts}',
        ],
        ['--test-concurrency=2'],
      ),
    ]),
  ]);
  // One browser at a time: several at once starve each other on two cores.
  await inTurn([
    {
      name: 'browser tests',
      command: ['wtr', '--config', 'web-test-runner.config.js'],
      count: countOfWebTestRunner,
    },
    nodeTests('end-to-end tests', ['examples/**/*.e2e.ts'], ['--test-concurrency=1']),
  ]);
} finally {
  await postgres?.stop();
}

if (failedChecks.length > 0) console.log(`\nFailed: ${failedChecks.join(', ')}`);
if (totals.skipped > 0) console.log(`${totals.skipped} skipped`);
console.log(`${totals.passed} passed, ${totals.failed} failed`);
process.exitCode = totals.failed > 0 ? 1 : 0;

async function inTurn(checks: readonly Check[]) {
  for (const check of checks) {
    if (only.length === 0 || only.some((word) => check.name.includes(word))) await perform(check);
  }
}

async function perform({ name, command: [program, ...parameters], env, count }: Check) {
  const started = performance.now();
  console.log(`  … ${name}`);
  const { status, output } = await runCommand(program, parameters, {
    env: {
      CHROME_PATH: browser,
      ...(firefox && { FIREFOX_PATH: firefox }),
      FORCE_COLOR: '0',
      // Hundreds of processes load the same sources: each is compiled once.
      NODE_COMPILE_CACHE: path.join(cache, 'compiled'),
      ...(postgres && { FUPIN_TEST_POSTGRES: postgres.url }),
      ...env,
    },
  });
  const counts = count?.(output) ?? {
    passed: status === 0 ? 1 : 0,
    failed: status === 0 ? 0 : 1,
    skipped: 0,
  };
  // A runner that failed without a failed test, say on a file that does not load, has failed all the same.
  const failed = status !== 0 && counts.failed === 0 ? 1 : counts.failed;
  totals.passed += counts.passed;
  totals.failed += failed;
  totals.skipped += counts.skipped;
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  if (failed > 0) {
    failedChecks.push(name);
    console.log(`${output.trimEnd()}\n  ✗ ${name} (${seconds} s)`);
  } else {
    const number = count ? `${counts.passed} tests, ` : '';
    console.log(`  ✓ ${name} (${number}${seconds} s)`);
  }
}

function nodeTests(
  name: string,
  patterns: readonly string[],
  options: readonly string[] = [],
): Check {
  const file = path.join(cache, `${name.replaceAll(' ', '-')}.json`);
  rmSync(file, { force: true });
  const files = globSync([...patterns], {
    cwd: root,
    exclude: (found) => /node_modules|\/dist(?:\/|$)|\.browser\.test\.ts$/.test(String(found)),
  });
  return {
    name,
    command: [
      'node',
      '--conditions=@fupin/source',
      '--test',
      ...options,
      '--test-reporter=dot',
      '--test-reporter-destination=stdout',
      '--test-reporter=./scripts/count-reporter.ts',
      `--test-reporter-destination=${file}`,
      ...files,
    ],
    count: () => {
      try {
        return JSON.parse(readFileSync(file, 'utf8')) as Counts;
      } catch {
        return undefined;
      }
    },
  };
}

/** Sums what each browser ran, of which the progress is printed again and again. */
function countOfWebTestRunner(output: string): Counts | undefined {
  const text = stripVTControlCharacters(output);
  const line = /(\w+): +\|.*\| .*?(\d+) passed, (\d+) failed(?:, (\d+) skipped)?/g;
  const latest = new Map([...text.matchAll(line)].map(([, name, ...counts]) => [name, counts]));
  if (latest.size === 0) return undefined;
  const sum = (at: number) =>
    [...latest.values()].reduce((total, counts) => total + Number(counts[at] ?? 0), 0);
  return { passed: sum(0), failed: sum(1), skipped: sum(2) };
}
