// Installs what the lockfile names, then runs scripts/NAME.ts under a Node that runs TypeScript sources directly.
// This file alone has to run on Node 20. `npm start` runs it with `exec`, which makes it the process that npm sends signals to;
// where the shell knows no `exec`, as on Windows, without.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const [name = '', ...parameters] = process.argv.slice(2);

ensureInstalled();
const environment = {
  ...process.env,
  PATH: `${path.join(root, 'node_modules', '.bin')}${path.delimiter}${process.env.PATH ?? ''}`,
};
ensureNode();

const child = spawn(
  'node',
  ['--conditions=@fupin/source', path.join(root, 'scripts', `${name}.ts`), ...parameters],
  { cwd: root, env: environment, stdio: 'inherit' },
);
// Ctrl-C in a terminal reaches the child as well; a signal sent to this process alone has to be passed on.
process.on('SIGINT', () => child.kill('SIGINT'));
process.on('SIGTERM', () => child.kill('SIGTERM'));
child.on('exit', (status, signal) => process.exit(signal ? 1 : (status ?? 1)));

/**
 * Installs the locked dependencies, unless those of this very lockfile are there already. Not `npm ci`: it refuses a lockfile
 * that does not name the optional binaries of every platform, and not every registry has them all.
 */
function ensureInstalled() {
  const stamp = path.join(root, 'node_modules', '.installed-lockfile');
  const lockfile = createHash('sha256')
    .update(readFileSync(path.join(root, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lockfile) return;
  console.log('Installing dependencies (about a minute the first time) …');
  const { status } = spawnSync('npm', ['install', '--no-save', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (status !== 0) {
    fail(
      'npm could not install the dependencies.',
      'Expected: the npm registry answers. See what npm printed above, then run the command again.',
    );
  }
  writeFileSync(stamp, lockfile);
}

/** Ends the program if `node` on the tools' path is too old for the sources. */
function ensureNode() {
  const { stdout } = spawnSync('node', ['--version'], { env: environment, encoding: 'utf8' });
  const [major = 0, minor = 0] = (stdout ?? '').slice(1).split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 18)) return;
  fail(
    `Node ${stdout?.trim() || 'is missing'} is too old to run the sources here.`,
    'Expected: Node 22.18 or newer (on Linux x64 one is installed with the dependencies). Install it and try again.',
  );
}

/**
 * @param {string} what
 * @param {string} remedy
 * @returns {never}
 */
function fail(what, remedy) {
  console.error(`\n${what}\n${remedy}`);
  process.exit(1);
}
