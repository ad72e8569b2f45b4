import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { build } from './build.ts';
import { fail, root, runCommand } from './command.ts';

const host = '127.0.0.1';
const registryPort = portFrom('FUPIN_REGISTRY_PORT', 8787);
const storefrontPort = portFrom('FUPIN_STOREFRONT_PORT', 5173);
const dataFolder = path.resolve(root, process.env['FUPIN_DATA_DIR'] ?? '.fupin');
const registry = `http://${host}:${registryPort}`;
const storefront = `http://${host}:${storefrontPort}`;
const registryHost = process.env['FUPIN_HOST'] || host;
/** Lets anybody try the VC API where only this machine can reach it. */
const sandbox = registryHost === host ? ['--sandbox'] : [];
const env = {
  FUPIN_REGISTRY_PORT: String(registryPort),
  FUPIN_STOREFRONT_PORT: String(storefrontPort),
  FUPIN_DATA_DIR: dataFolder,
};

const children: ChildProcess[] = [];
let stopping = false;
process.on('SIGINT', stop);
process.on('SIGTERM', stop);

await ensureFree(registryPort, 'FUPIN_REGISTRY_PORT');
await ensureFree(storefrontPort, 'FUPIN_STOREFRONT_PORT');
await build();
await seed();
startProgram('registry', path.join(root, 'packages', 'registry', 'dist', 'cli.js'), [
  'serve',
  ...sandbox,
]);
await answering('The registry', registry);
startProgram('storefront', path.join(root, 'examples', 'storefront', 'server.js'), []);
await answering('The storefront', storefront);
announce();

/** Fills the data folder once; the storefront's origin is licensed to show the badges. */
async function seed() {
  const { status } = await runCommand(
    'node',
    [path.join(root, 'packages', 'registry', 'dist', 'cli.js'), 'seed', '--origin', storefront],
    { env, live: true },
  );
  if (status !== 0) fail('The demo data could not be written.', 'What to do is printed above.');
}

function startProgram(name: string, file: string, parameters: readonly string[]) {
  const child = spawn('node', [file, ...parameters], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  child.on('exit', (status) => {
    if (stopping) return;
    console.error(
      `\nThe ${name} ended by itself (status ${status ?? 'none'}); it should run until Ctrl-C.`,
    );
    process.exitCode = 1;
    stop();
  });
  children.push(child);
}

async function answering(what: string, address: string) {
  const deadline = Date.now() + 60_000;
  while (!stopping) {
    try {
      await fetch(address);
      return;
    } catch {
      if (Date.now() > deadline) {
        stop();
        fail(
          `${what} did not answer at ${address} within a minute.`,
          'What it printed above says why.',
        );
      }
      await delay(100);
    }
  }
  process.exit();
}

function announce() {
  const keys = JSON.parse(readFileSync(path.join(dataFolder, 'demo-keys.json'), 'utf8')) as Record<
    string,
    string
  >;
  const keyLines = Object.entries(keys).map(([role, key]) => `    ${role.padEnd(14)} ${key}`);
  console.log(`
  The demo is running.

  Shop with the special area   ${storefront}/
  Product page with a badge    ${storefront}/product.html
  Badges in every state        ${storefront}/marks.html
  The badge, copied elsewhere  http://localhost:${storefrontPort}/copied/
  Back office                  ${storefront}/backoffice/
  Registry                     ${registry}/
  API documentation            ${registry}/docs

  Demo keys (also in ${path.relative(process.cwd(), dataFolder) || '.'}/demo-keys.json):
${keyLines.join('\n')}

  Stop with Ctrl-C.
`);
  if (process.stdout.isTTY && !process.env['CI']) openInBrowser(storefront);
}

/** Opens the shop in the desktop's browser; where there is no desktop, the printed address has to do. */
function openInBrowser(address: string) {
  const openers: Partial<Record<NodeJS.Platform, string[]>> = {
    darwin: ['open'],
    win32: ['cmd', '/c', 'start', ''],
  };
  const [command = 'xdg-open', ...parameters] = openers[process.platform] ?? [];
  const opener = spawn(command, [...parameters, address], { stdio: 'ignore', detached: true });
  opener.on('error', () => {});
  opener.unref();
}

function stop() {
  if (stopping) return;
  stopping = true;
  for (const child of children) child.kill('SIGTERM');
}

async function ensureFree(port: number, variable: string) {
  const free = await new Promise<boolean>((resolve) => {
    const probe = createServer();
    probe.once('error', () => {
      resolve(false);
    });
    probe.listen(port, host, () => {
      probe.close(() => {
        resolve(true);
      });
    });
  });
  if (free) return;
  fail(
    `Port ${port} on ${host} is in use by another program.`,
    `Stop that program, or set ${variable} to another port: ${variable}=${port + 1} npm start`,
  );
}

function portFrom(variable: string, standard: number): number {
  const text = process.env[variable];
  if (!text) return standard;
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  return fail(`${variable} is "${text}".`, 'Expected: a port number from 1 to 65535.');
}
