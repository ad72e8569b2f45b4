/**
 * Runs one of W3C's test suites against a registry started for it: `--from PATH` names a checkout of
 * vc-data-model-2.0-test-suite, vc-jose-cose-test-suite or vc-bitstring-status-list-test-suite with its dependencies installed.
 * Ends with 0 where every test passed but those whose failure is known to be the suite's.
 */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { fail, runCommand } from '../command.ts';
import { installDockerStandIn } from './w3c/docker-stand-in.ts';
import { faultsOfSuite } from './w3c/faults-of-suite.ts';
import { serveRegistry, type ServedRegistry } from './w3c/serve-registry.ts';

const name = 'fupin';

/** What a suite needs of the implementation that it tests. */
interface Suite {
  /** The implementation's entry in the suite's `localConfig.cjs`. */
  manifest(registry: ServedRegistry): object;
  readonly usesDocker?: true;
}

/** Issues with the proof within the document, which is where the suites look. */
const proven = { type: 'DataIntegrityProof', cryptosuite: 'ecdsa-rdfc-2019' };

const issuer = (
  { url, issuer: id }: ServedRegistry,
  tags: readonly string[],
  options: object = {},
) => ({ id, endpoint: `${url}/credentials/issue`, tags, options });

const verifiers = ({ url, issuer: id }: ServedRegistry, tags: readonly string[]) => ({
  verifiers: [{ id, endpoint: `${url}/credentials/verify`, tags }],
  vpVerifiers: [{ id, endpoint: `${url}/presentations/verify`, tags }],
});

const suites: Readonly<Record<string, Suite>> = {
  'vc-data-model-2.0-test-suite': {
    manifest: (registry) => ({
      issuers: [issuer(registry, ['vc2.0'], proven), issuer(registry, ['EnvelopingProof'])],
      ...verifiers(registry, ['vc2.0', 'EnvelopingProof']),
    }),
  },
  'vc-bitstring-status-list-test-suite': {
    manifest: (registry) => ({
      issuers: [
        issuer(registry, ['BitstringStatusList'], {
          ...proven,
          credentialStatus: { statusPurpose: 'revocation' },
        }),
      ],
      ...verifiers(registry, ['BitstringStatusList']),
    }),
  },
  'vc-jose-cose-test-suite': {
    manifest: () => ({
      'jose-cose': { features: { credential_jose: true, presentation_jose: true } },
    }),
    usesDocker: true,
  },
};

interface MochaReport {
  readonly stats: { readonly passes: number };
  readonly passes: readonly { readonly fullTitle: string }[];
  readonly pending: readonly { readonly fullTitle: string }[];
  readonly failures: readonly {
    readonly fullTitle: string;
    readonly err: { readonly message?: string };
  }[];
}

const { values } = parseArgs({ options: { from: { type: 'string' } }, strict: true });
if (!values.from) fail('--from is missing.', 'Expected: --from PATH of a suite’s checkout.');
const folder = path.resolve(values.from);
const suiteName = nameOfSuite(folder);
const suite = suites[suiteName];
if (!suite) {
  fail(`${folder} is ${suiteName}.`, `Expected: one of ${Object.keys(suites).join(', ')}.`);
}
const report = await run(folder, suite);
tell(report);

async function run(checkout: string, { manifest, usesDocker }: Suite): Promise<MochaReport> {
  const config = path.join(checkout, 'localConfig.cjs');
  if (existsSync(config)) fail(`${config} is there already.`, 'Move it away: it is written here.');
  const registry = await serveRegistry();
  const reportFile = path.join(registry.folder, 'report.json');
  const implementation = { name, implementation: name, ...manifest(registry) };
  const docker = usesDocker && installDockerStandIn(registry.folder, checkout, registry);
  try {
    const text = JSON.stringify({ settings: {}, implementations: [implementation] });
    writeFileSync(config, `module.exports = ${text};\n`);
    const { output } = await runCommand(
      'node',
      [
        path.join(checkout, 'node_modules', 'mocha', 'bin', 'mocha.js'),
        'tests/',
        ...['--reporter', 'json', '--reporter-option', `output=${reportFile}`],
        ...['--timeout', '30000', '--preserve-symlinks', '--exit'],
      ],
      { cwd: checkout, env: { NODE_NO_WARNINGS: '1', ...docker } },
    );
    if (!existsSync(reportFile)) throw new Error(`The suite did not run:\n${output}`);
    return JSON.parse(readFileSync(reportFile, 'utf8')) as MochaReport;
  } finally {
    rmSync(config, { force: true });
    await registry.close();
  }
}

function tell({ passes, pending, failures }: MochaReport): void {
  const known = faultsOfSuite[suiteName] ?? {};
  const ours = failures.filter(({ fullTitle }) => reasonFor(fullTitle, known) === undefined);
  for (const { fullTitle, err } of failures) {
    const reason = reasonFor(fullTitle, known);
    console.log(`\n${reason ? 'FAILED, the suite’s fault' : 'FAILED'}: ${fullTitle}`);
    console.log(`  ${err.message ?? 'no message'}`);
    if (reason) console.log(`  Why: ${reason}`);
  }
  for (const { fullTitle } of pending) console.log(`\nSKIPPED by the suite: ${fullTitle}`);
  console.log(
    `\n${suiteName}: ${passes.length} passed, ${failures.length} failed ` +
      `(${failures.length - ours.length} by the suite’s own fault), ${pending.length} skipped`,
  );
  if (ours.length > 0 || passes.length === 0) process.exitCode = 1;
}

function reasonFor(title: string, known: Readonly<Record<string, string>>): string | undefined {
  return Object.entries(known).find(([part]) => title.includes(part))?.[1];
}

function nameOfSuite(checkout: string): string {
  try {
    const text = readFileSync(path.join(checkout, 'package.json'), 'utf8');
    return (JSON.parse(text) as { name: string }).name;
  } catch {
    return fail(`${checkout} has no package.json.`, 'Expected: a checkout of a suite.');
  }
}
