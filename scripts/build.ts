import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { denseStyles } from '../packages/elements/dense-styles.js';
import { fail, root, runCommand } from './command.ts';

const stamp = path.join(root, '.cache', 'built-sources');
const packagesWithOutput = ['schema', 'credential', 'client', 'elements', 'registry'];

/** Builds all packages and the elements' bundle for plain pages, unless the sources are as they were last time. */
export async function build(): Promise<void> {
  const sources = sourcesDigest();
  if (
    existsSync(stamp) &&
    readFileSync(stamp, 'utf8') === sources &&
    packagesWithOutput.every((name) => existsSync(path.join(root, 'packages', name, 'dist')))
  ) {
    return;
  }
  console.log('Building the packages …');
  await step('tsc', ['--build', 'tsconfig.build.json'], root);
  densifyStyles();
  await step('vite', ['build', '--logLevel', 'warn'], path.join(root, 'packages', 'elements'));
  mkdirSync(path.dirname(stamp), { recursive: true });
  writeFileSync(stamp, sources);
}

/** What is published for bundlers has its style sheets as dense as what is published for plain pages. */
function densifyStyles(): void {
  for (const file of globSync('packages/elements/dist/**/*styles.js', { cwd: root })) {
    const full = path.join(root, file);
    writeFileSync(full, denseStyles(readFileSync(full, 'utf8')));
  }
}

async function step(command: string, parameters: readonly string[], cwd: string) {
  const { status } = await runCommand(command, parameters, { cwd, live: true });
  if (status !== 0)
    fail(`The build failed in ${command}.`, 'Mend what it printed above and try again.');
}

function sourcesDigest(): string {
  const digest = createHash('sha256');
  const files = globSync(
    [
      'packages/*/src/**',
      'packages/*/*.json',
      'packages/*/*.config.*',
      'packages/*/*.js',
      'tsconfig*.json',
      'package-lock.json',
    ],
    { cwd: root },
  );
  for (const file of files.toSorted()) {
    const full = path.join(root, file);
    if (!statSync(full).isFile()) continue;
    digest.update(file).update('\0').update(readFileSync(full)).update('\0');
  }
  return digest.digest('hex');
}

if (process.argv[1] === import.meta.filename) await build();
