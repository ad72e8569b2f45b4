import { generateSigningKey } from '@fupin/credential';
import type { MarkLicence } from '@fupin/schema';
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { createRegistry } from '../create-registry.ts';
import { createKey } from '../keys/key-store.ts';
import { fixedKey } from '../signing/registry-keys.ts';
import { databaseKinds } from '../testing/databases.ts';
import { acceptance } from '../testing/mark-licences.ts';
import { bodyOf, problemOf, sampleKeys } from '../testing/registry-under-test.ts';
import { fillDirectory, sampleIds } from '../testing/sample-directory.ts';

const [sqlite] = databaseKinds;

test('a sandbox reads the file of a shop on this machine; a registry on the internet refuses to', async (t) => {
  const database = await sqlite!.open(t);
  await fillDirectory(database);
  const now = new Date();
  const { secret } = await createKey(
    database,
    { kind: 'secret', label: 'test', ...sampleKeys.operator },
    now,
  );
  const keys = fixedKey(await generateSigningKey());
  const registryAt = (publicUrl: string) => createRegistry({ database, publicUrl, keys });
  const sandbox = registryAt('http://127.0.0.1:8787');
  const post = (app: typeof sandbox, path: string, body: unknown) =>
    Promise.resolve(
      app.request(path, {
        method: 'POST',
        headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    );

  const files = new Map<string, string>();
  const shop = createServer(({ url = '' }, response) => {
    response.writeHead(files.has(url) ? 200 : 404).end(files.get(url));
  }).listen(0, '127.0.0.1');
  t.after(() => shop.close());
  await once(shop, 'listening');
  const origin = `http://127.0.0.1:${(shop.address() as AddressInfo).port}`;

  const asked = { outletId: sampleIds.outlet, origins: [origin], ...acceptance };
  const outside = registryAt('https://registry.example');
  const refused = await problemOf(await post(outside, '/v1/mark-licences', asked));
  assert.equal(refused.issues?.[0]?.pointer, '/origins/0');
  const licence = await bodyOf<MarkLicence>(await post(sandbox, '/v1/mark-licences', asked), 201);
  const { text, fileUrl } = licence.origins[0]!.challenge!;
  files.set(new URL(fileUrl).pathname, `# fupin\r\n${text}\r\n`);
  const path = `/v1/mark-licences/${licence.licenceId}/verifications`;

  const unread = await bodyOf<MarkLicence>(await post(outside, path, {}));
  assert.equal(unread.status, 'pending');
  assert.match(unread.origins[0]?.finding?.found ?? '', /not on the public internet/);
  await database.db.updateTable('markLicence').set({ lookedAt: null }).execute();
  const granted = await bodyOf<MarkLicence>(await post(sandbox, path, {}));
  assert.equal(granted.status, 'granted');
  assert.match(granted.origins[0]?.proof?.seen ?? '', /127\.0\.0\.1 answered 200/);
});
