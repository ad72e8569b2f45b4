import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync } from 'node:zlib';
import { chromium, type Browser } from 'playwright-core';
import { chromiumLaunch } from '../../scripts/chromium.ts';

/** Headless Chromium. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch(chromiumLaunch);
}

/** What a page may ask for: path → media type and body. */
export type PageFiles = Readonly<Record<string, readonly [mediaType: string, body: string]>>;

/** Serves files on a free port of the loopback address, compressed as a shop's own server would. */
export async function serveFiles(
  files: PageFiles,
): Promise<{ origin: string; close(): Promise<void> }> {
  const ready = new Map(
    Object.entries(files).map(([path, [mediaType, body]]) => [
      path,
      {
        headers: { 'content-type': mediaType, 'content-encoding': 'br' },
        body: brotliCompressSync(body),
      },
    ]),
  );
  const server = createServer((request, response) => {
    const file = ready.get(new URL(request.url ?? '/', 'http://host').pathname);
    if (file) response.writeHead(200, file.headers).end(file.body);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
}
