/** A registry over the database named on the command line, in a process of its own. */
import type { AddressInfo } from 'node:net';
import { generateSigningKey } from '@fupin/credential';
import { createRegistry, fixedKey, openDatabase } from '@fupin/registry';
import { serve } from '@hono/node-server';

const database = await openDatabase(process.argv[2] ?? '');
const registry = createRegistry({
  database,
  publicUrl: 'https://registry.example',
  keys: fixedKey(await generateSigningKey()),
  clock: () => new Date('2024-06-01T04:00:00Z'),
});
const server = serve({ fetch: registry.fetch, port: 0, hostname: '127.0.0.1' }, () =>
  process.send?.((server.address() as AddressInfo).port),
);
process.on('disconnect', () => process.exit());
