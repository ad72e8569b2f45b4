import { createAdaptorServer } from '@hono/node-server';
import type { Server } from 'node:http';
import { parseArgs } from 'node:util';
import { createRegistry } from '../create-registry.ts';
import { evidenceFolder } from '../evidence/evidence-folder.ts';
import { startSweepWorker } from '../evidence/sweep-worker.ts';
import { startFindingWorker } from '../findings/finding-worker.ts';
import { jsonLogger } from '../http/logger.ts';
import { createLedgerWorker } from '../ledger/ledger-worker.ts';
import { createPublicRequest } from '../http/public-request.ts';
import { startRecheckWorker } from '../licences/recheck-worker.ts';
import { isLoopbackOrigin } from '../licences/site-origin.ts';
import { createSiteReader } from '../licences/site-reader.ts';
import { startWebhookWorker } from '../webhooks/webhook-worker.ts';
import { CliError, usageError } from './cli-error.ts';
import type { Command } from './command.ts';
import { logWorkerOf } from './log-worker-of.ts';
import { rereadKeys, servingKeys, vcApiOf } from './serving-keys.ts';
import { settingsHelp, type Settings } from './settings.ts';
import { withDatabase, withoutPassword } from './with-database.ts';

/** How long requests under way may take to finish once the registry is told to stop. */
const graceMs = 10_000;

/** `fupin-registry serve` */
export const serveCommand: Command = {
  summary: 'run the registry until it is told to stop',
  help: `\
Usage: fupin-registry serve [--sandbox]

Answers on FUPIN_HOST:FUPIN_REGISTRY_PORT until Ctrl-C or SIGTERM; then it finishes the requests under way, closes the
database and ends with status 0.

Options:
  --sandbox  anybody may have credentials signed through W3C's VC API, in a name apart from the registry's; on a loopback
             address alone. Without it, administrators may

${settingsHelp}`,

  async run(context) {
    const { parameters, settings } = context;
    const isSandbox = readSandbox(parameters, settings);
    const stopped = stopSignal();
    try {
      return await withDatabase(settings.database, async (database) => {
        const keys = await servingKeys(context, database);
        const vcApi = await vcApiOf(context, isSandbox);
        const { publicUrl, evidenceDirectory, trustedProxies } = settings;
        const siteReader = createSiteReader({ isSandbox: isLoopbackOrigin(publicUrl) });
        const registry = createRegistry({
          database,
          publicUrl,
          evidenceDirectory,
          trustedProxies,
          keys: keys.source,
          vcApi,
          siteReader,
        });
        const server = createAdaptorServer({ fetch: registry.fetch }) as Server;
        await listen(server, settings);
        context.print(`The registry answers at ${addressOf(settings)}`);
        if (publicUrl !== addressOf(settings)) context.print(`Its public address is ${publicUrl}`);
        context.print(`Database: ${withoutPassword(settings.database)}`);
        // The first search takes in the index: better now than while somebody waits.
        for (const list of ['products', 'outlets']) void registry.request(`/v1/${list}?limit=1`);
        const logWorker = await logWorkerOf(context, database, keys.source);
        logWorker.start();
        const summing = createLedgerWorker({ database }).start();
        const rereading = rereadKeys(keys);
        const clock = () => new Date();
        const rechecking = startRecheckWorker(database, { siteReader, clock, logger: jsonLogger });
        const folder = evidenceFolder(evidenceDirectory);
        const sweeping = startSweepWorker(database, folder, { clock, logger: jsonLogger });
        const finding = startFindingWorker(database, { clock, logger: jsonLogger });
        const webhooks = startWebhookWorker(database, {
          request: createPublicRequest({ isSandbox: isLoopbackOrigin(publicUrl) }),
          clock,
          logger: jsonLogger,
        });
        await stopped.signal;
        rereading.stop();
        await close(server);
        await rechecking.stop();
        await sweeping.stop();
        await webhooks.stop();
        await finding.stop();
        await summing.stop();
        await logWorker.stop();
        return 0;
      });
    } finally {
      stopped.release();
    }
  },
};

function readSandbox(parameters: readonly string[], { host }: Settings): boolean {
  const { values } = parseArgs({
    args: [...parameters],
    options: { sandbox: { type: 'boolean' } },
    strict: true,
  });
  if (values.sandbox && !/^(?:127\.\d+\.\d+\.\d+|::1|localhost)$/.test(host)) {
    throw usageError(`--sandbox is for a loopback address alone. FUPIN_HOST is ${host}.`);
  }
  return values.sandbox ?? false;
}

/** Resolves at the first signal to stop; more of them, which a terminal and a parent may send together, change nothing. */
function stopSignal(): { readonly signal: Promise<void>; release(): void } {
  let stop = () => {};
  const signal = new Promise<void>((resolve) => {
    stop = resolve;
  });
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  return {
    signal,
    release() {
      process.off('SIGINT', stop);
      process.off('SIGTERM', stop);
    },
  };
}

function listen(server: Server, { host, port }: Settings): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(new CliError(whyNot(error, host, port)));
    });
    server.listen(port, host, resolve);
  });
}

function whyNot({ code, message }: NodeJS.ErrnoException, host: string, port: number): string {
  switch (code) {
    case 'EADDRINUSE':
      return (
        `Port ${port} on ${host} is in use by another program. Stop that program, or choose another port: ` +
        `FUPIN_REGISTRY_PORT=${port + 1} fupin-registry serve`
      );
    case 'EACCES':
      return `Port ${port} on ${host} needs more rights. Choose one above 1023 (FUPIN_REGISTRY_PORT).`;
    default:
      return `The registry can't listen on ${host}, port ${port}: ${message}. Check FUPIN_HOST and FUPIN_REGISTRY_PORT.`;
  }
}

async function close(server: Server): Promise<void> {
  const overdue = setTimeout(() => {
    server.closeAllConnections();
  }, graceMs);
  await new Promise((resolve) => server.close(resolve));
  clearTimeout(overdue);
}

function addressOf({ host, port }: Settings): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
