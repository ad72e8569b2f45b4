import { generateSigningKey } from '@fupin/credential';
import { serve } from '@hono/node-server';
import { createRegistry } from '../create-registry.ts';
import { openDatabase } from '../database/open-database.ts';
import { fixedKey } from '../signing/registry-keys.ts';

// A registry in a process of its own, for tests that kill it: serves the database named on the command line on a free
// port, and prints its address.
const database = await openDatabase(process.argv[2] ?? ':memory:');
const keys = fixedKey(await generateSigningKey());
const { fetch } = createRegistry({ database, keys, publicUrl: 'https://registry.example' });
serve({ fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => {
  process.stdout.write(`http://127.0.0.1:${port}\n`);
});
