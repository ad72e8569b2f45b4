import { generateSigningKey, toDidWeb } from '@fupin/credential';
import { createRegistry, fixedKey, openDatabase, type VcApiOptions } from '@fupin/registry';
import { createAdaptorServer } from '@hono/node-server';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer as createSecureServer } from 'node:https';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from '../../free-port.ts';

/** A registry that a suite can drive, for as long as the suite runs. */
export interface ServedRegistry {
  /** Its address: https, because suites fetch nothing else. */
  readonly url: string;
  /** In whose name it issues for others. */
  readonly issuer: string;
  /** A folder that goes with it. */
  readonly folder: string;
  readonly keys: VcApiOptions;
  close(): Promise<void>;
}

/** Serves an empty registry as an open sandbox on loopback, under a throwaway certificate that openssl makes. */
export async function serveRegistry(): Promise<ServedRegistry> {
  const folder = mkdtempSync(path.join(tmpdir(), 'fupin-conformance-'));
  const port = await freePort();
  const url = `https://localhost:${port}`;
  const database = await openDatabase(':memory:');
  const vcApi = { signingKey: await generateSigningKey(), isOpen: true };
  const { fetch } = createRegistry({
    database,
    publicUrl: url,
    keys: fixedKey(await generateSigningKey()),
    vcApi,
  });
  const server = createAdaptorServer({
    fetch,
    createServer: createSecureServer,
    serverOptions: throwawayCertificate(folder),
  }) as Server;
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    url,
    issuer: `${toDidWeb(url)}:vc-api`,
    folder,
    keys: vcApi,
    async close() {
      server.closeAllConnections();
      server.close();
      await database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function throwawayCertificate(folder: string): { readonly key: Buffer; readonly cert: Buffer } {
  const [key, cert] = ['key.pem', 'cert.pem'].map((file) => path.join(folder, file)) as [
    string,
    string,
  ];
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
  const parameters = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', ...subject];
  execFileSync('openssl', [...parameters, '-keyout', key, '-out', cert], { stdio: 'pipe' });
  return { key: readFileSync(key), cert: readFileSync(cert) };
}
