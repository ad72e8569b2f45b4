import { realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { readDemo } from './server/demo.js';
import { createStorefront } from './server/storefront.js';

export { createStorefront };

const HOST = '127.0.0.1';
const POLL_MS = 500;
const repositoryFolder = fileURLToPath(new URL('../../', import.meta.url));

/**
 * Runs the supermarket's server until SIGINT or SIGTERM, as told by `FUPIN_STOREFRONT_PORT` (5173),
 * `FUPIN_REGISTRY_PORT` (8787) and `FUPIN_DATA_DIR` (`.fupin`, from the repository's root).
 * @param {NodeJS.ProcessEnv} environment
 */
async function run(environment) {
  const port = portOf(environment, 'FUPIN_STOREFRONT_PORT', 5173);
  const registry = `http://${HOST}:${portOf(environment, 'FUPIN_REGISTRY_PORT', 8787)}`;
  const dataFolder = resolve(repositoryFolder, environment['FUPIN_DATA_DIR'] ?? '.fupin');
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => stop.abort());

  const seeded = await seededDemo(dataFolder, stop.signal);
  if (seeded === null) return;
  const elementsFolder = join(repositoryFolder, 'packages/elements/dist/cdn');
  const storefront = createStorefront({ registry, ...seeded, elementsFolder });
  const origin = await storefront.listen(port, HOST);
  console.log(`storefront: ${origin}/`);
  await reportUnreachable(registry, stop.signal);
  if (!stop.signal.aborted)
    await new Promise((done) => stop.signal.addEventListener('abort', done));
  await storefront.close();
}

/**
 * Waits for what seeding writes, so that registry and storefront may start in any order.
 * @param {string} dataFolder
 * @param {AbortSignal} signal
 */
async function seededDemo(dataFolder, signal) {
  let isTold = false;
  while (!signal.aborted) {
    const seeded = await readDemo(dataFolder);
    if (seeded !== null) return seeded;
    if (!isTold) {
      console.error(
        `storefront: waiting for demo-keys.json and demo.json in ${dataFolder}; ` +
          'they are written when the registry is seeded: fupin-registry seed',
      );
      isTold = true;
    }
    await delay(POLL_MS, undefined, { signal }).catch(() => {});
  }
  return null;
}

/**
 * Says early what a visitor would otherwise find out first: the shop works, its special area doesn't.
 * @param {string} registry
 * @param {AbortSignal} signal
 */
async function reportUnreachable(registry, signal) {
  try {
    const timeout = AbortSignal.timeout(5000);
    await fetch(`${registry}/`, { method: 'HEAD', signal: AbortSignal.any([signal, timeout]) });
  } catch {
    if (signal.aborted) return;
    console.error(
      `storefront: no registry answers at ${registry}; the shop is served, but its special area, ` +
        'badges and back office wait for it. Start it, or set FUPIN_REGISTRY_PORT',
    );
  }
}

/**
 * @param {NodeJS.ProcessEnv} environment
 * @param {string} name
 * @param {number} fallback
 */
function portOf(environment, name, fallback) {
  const text = environment[name];
  if (text === undefined || text === '') return fallback;
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65535) return port;
  throw new Error(`${name} is "${text}", expected a port from 0 to 65535`);
}

/**
 * @param {unknown} error
 */
function messageOf(error) {
  if (!(error instanceof Error)) return String(error);
  const { code } = /** @type {NodeJS.ErrnoException} */ (error);
  if (code !== 'EADDRINUSE') return error.message;
  return `${error.message}; stop what holds the port, or set FUPIN_STOREFRONT_PORT to another`;
}

if (
  process.argv[1] !== undefined &&
  realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)
) {
  run(process.env).catch((error) => {
    console.error(`storefront: ${messageOf(error)}`);
    process.exitCode = 1;
  });
}
