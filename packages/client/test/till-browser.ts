import { mkdtemp, rm } from 'node:fs/promises';
import {
  createServer,
  request as forward,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { chromium, type BrowserContext, type Page } from 'playwright-core';
import { build } from 'vite';
import { chromiumLaunch } from '../../../scripts/chromium.ts';

/** Chromium with a profile of its own, and a site whose `/v1/` is a registry's, for what can't be tested within a page. */
export interface TillBrowser extends AsyncDisposable {
  readonly origin: string;
  readonly context: BrowserContext;
  /** Opens the till's page; the parameters are those of its address. */
  open(parameters?: Readonly<Record<string, string>>): Promise<Page>;
  /** Kills (SIGKILL) every process that renders a page, and waits until the browser knows. */
  killRenderers(): Promise<void>;
}

/** Starts Chromium, and the site in front of a registry; `scripts` are texts in place of those of the files beside this one. */
export async function tillBrowser(
  registry: string,
  scripts: { readonly page?: string; readonly worker?: string } = {},
): Promise<TillBrowser> {
  const [page, worker] = await Promise.all([
    bundle(new URL('./till-page.ts', import.meta.url), scripts.page),
    bundle(new URL('./till-service-worker.ts', import.meta.url), scripts.worker),
  ]);
  const files = { '/till-page.js': page, '/service-worker.js': worker };
  const server = createServer((incoming, response) => {
    const { pathname } = new URL(incoming.url ?? '/', 'http://site');
    if (pathname.startsWith('/v1/')) return passOn(registry, incoming, response);
    const script = files[pathname as keyof typeof files];
    response.setHeader('content-type', script ? 'text/javascript' : 'text/html');
    response.end(
      script ??
        '<!doctype html><meta charset="utf-8"><script type="module" src="/till-page.js"></script>',
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const profile = await mkdtemp(path.join(tmpdir(), 'fupin-till-'));
  const context = await chromium.launchPersistentContext(profile, {
    ...chromiumLaunch,
    // Playwright switches the back-forward cache off, which shops' visitors have.
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
  });
  return {
    origin,
    context,
    async open(parameters = {}) {
      const page = await context.newPage();
      await page.goto(`${origin}/?${new URLSearchParams(parameters).toString()}`);
      return page;
    },
    async killRenderers() {
      const session = await context.browser()?.newBrowserCDPSession();
      if (!session) throw new Error('expected a browser to ask for its processes');
      const renderers = async () => {
        const { processInfo } = await session.send('SystemInfo.getProcessInfo');
        return processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
      };
      const killed = await renderers();
      const pages = context.pages().filter((page) => page.url().startsWith(origin));
      const crashed = pages.map((page) => page.waitForEvent('crash'));
      for (const id of killed) process.kill(id, 'SIGKILL');
      await Promise.all(crashed);
      // One may have been kept for the next page, which would get it as long as the browser takes it to be alive.
      while ((await renderers()).some((id) => killed.includes(id))) await sleep(5);
      await session.detach();
    },
    async [Symbol.asyncDispose]() {
      await context.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

function passOn(registry: string, incoming: IncomingMessage, response: ServerResponse): void {
  const { method, headers } = incoming;
  const target = new URL(incoming.url ?? '/', registry);
  const outgoing = forward(
    target,
    { method, headers: { ...headers, host: target.host } },
    (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    },
  );
  outgoing.on('error', () => response.destroy());
  incoming.pipe(outgoing);
}

/** A script with all that it imports, from the sources; the text, where there is one, is read in place of the file's. */
async function bundle(script: URL, text?: string): Promise<string> {
  const input = fileURLToPath(script);
  const result = await build({
    root: import.meta.dirname,
    configFile: false,
    logLevel: 'error',
    plugins: [{ name: 'text', load: (id) => (id === input ? text : undefined) }],
    resolve: { conditions: ['@fupin/source', 'browser', 'import', 'module', 'default'] },
    build: {
      write: false,
      target: 'es2023',
      minify: false,
      rolldownOptions: { input, output: { format: 'es', codeSplitting: false } },
    },
  });
  const [output] = [result].flat();
  const chunk = output && 'output' in output ? output.output[0] : undefined;
  if (!chunk) throw new Error(`expected a bundle of ${script.href}, found none`);
  return chunk.code;
}
