import { createAdaptorServer } from '@hono/node-server';
import type { Server } from 'node:http';
import { parseArgs } from 'node:util';
import { createRegistry } from '../create-registry.ts';
import { jsonLogger } from '../http/logger.ts';
import { startRecheckWorker } from '../licences/recheck-worker.ts';
import { isLoopbackOrigin } from '../licences/site-origin.ts';
import { createSiteReader } from '../licences/site-reader.ts';
import { liveKeys, type LiveKeys } from '../signing/live-keys.ts';
import { loadKeys } from '../signing/load-keys.ts';
import { SigningKeyError } from '../signing/signing-key-error.ts';
import { CliError } from './cli-error.ts';
import type { Command, CommandContext } from './command.ts';
import { logWorkerOf } from './log-worker-of.ts';
import { settingsHelp, type Settings } from './settings.ts';
import { withDatabase, withoutPassword } from './with-database.ts';

/** How long requests under way may take to finish once the registry is told to stop. */
const graceMs = 10_000;
const rereadMs = 60_000;

/** `fupin-registry serve` */
export const serveCommand: Command = {
  summary: 'run the registry until it is told to stop',
  help: `\
Usage: fupin-registry serve

Answers on FUPIN_HOST:FUPIN_REGISTRY_PORT until Ctrl-C or SIGTERM; then it finishes the requests under way, closes the
database and ends with status 0.

${settingsHelp}`,

  async run(context) {
    const { parameters, settings } = context;
    parseArgs({ args: [...parameters], options: {}, strict: true });
    const stopped = stopSignal();
    try {
      return await withDatabase(settings.database, async (database) => {
        const keys = await loadLiveKeys(context);
        const { publicUrl } = settings;
        const siteReader = createSiteReader({ isSandbox: isLoopbackOrigin(publicUrl) });
        const registry = createRegistry({ database, publicUrl, keys: keys.source, siteReader });
        const server = createAdaptorServer({ fetch: registry.fetch }) as Server;
        await listen(server, settings);
        context.print(`The registry answers at ${addressOf(settings)}`);
        if (publicUrl !== addressOf(settings)) context.print(`Its public address is ${publicUrl}`);
        context.print(`Database: ${withoutPassword(settings.database)}`);
        const logWorker = await logWorkerOf(context, database, keys.source);
        logWorker.start();
        const rereading = rereadKeys(keys);
        const clock = () => new Date();
        const rechecking = startRecheckWorker(database, { siteReader, clock, logger: jsonLogger });
        await stopped.signal;
        rereading.stop();
        await close(server);
        await rechecking.stop();
        await logWorker.stop();
        return 0;
      });
    } finally {
      stopped.release();
    }
  },
};

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

async function loadLiveKeys({ settings, note }: CommandContext): Promise<LiveKeys> {
  const told = new Set<string>();
  const load = async () => {
    const { keys, warnings } = await loadKeys(settings.keyPlaces, new Date());
    // Each once a day and not each minute.
    const today = new Date().toISOString().slice(0, 10);
    for (const warning of warnings.filter((each) => !told.has(today + each))) {
      told.add(today + warning);
      note(`\n${warning}\n`);
    }
    return keys;
  };
  try {
    return liveKeys(await load(), load, {
      onChange: ({ signingKey }) => {
        note(`The keys have changed. The registry now signs with ${signingKey.kid}`);
        return Promise.resolve();
      },
      onFailure: (error) => {
        const { message } = error as Error;
        jsonLogger.error('keys not read again; those before stay in use', { message });
      },
    });
  } catch (error) {
    if (error instanceof SigningKeyError) throw new CliError(error.message);
    throw error;
  }
}

/** Reads the keys again every minute, and at once on SIGHUP. */
function rereadKeys(keys: LiveKeys): { stop(): void } {
  const reload = () => {
    void keys.reload();
  };
  const timer = setInterval(reload, rereadMs);
  process.on('SIGHUP', reload);
  return {
    stop() {
      clearInterval(timer);
      process.off('SIGHUP', reload);
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
