import { sql } from 'kysely';
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { describe, test, type TestContext } from 'node:test';
import { databaseKinds, sharedDatabaseKinds } from '../testing/databases.ts';
import {
  bodyOf,
  problemOf,
  registryOver,
  sampleKeys,
  startRegistry,
} from '../testing/registry-under-test.ts';
import { inWords, report, saleLine } from '../testing/sale-lines.ts';
import { fillDirectory, sampleIds } from '../testing/sample-directory.ts';
import { openDatabase } from './open-database.ts';

const [sqlite] = databaseKinds;
assert.ok(sqlite);

const params = { outletId: sampleIds.outlet };

async function assertUnavailable(response: Response): Promise<void> {
  assert.equal((await problemOf(response)).code, 'unavailable');
  assert.match(response.headers.get('retry-after') ?? '', /^\d+$/);
}

/** A way to a server that can be cut and opened again, as a network is. */
async function wayTo(t: TestContext, { hostname, port }: URL) {
  const sockets = new Set<Socket>();
  const way = createServer((near) => {
    const far = connect(Number(port), hostname);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket
        .on('error', () => undefined)
        .on('close', () => {
          near.destroy();
          far.destroy();
        });
    }
    near.pipe(far).pipe(near);
  });
  const open = async (at: number) => {
    await once(way.listen(at, '127.0.0.1'), 'listening');
    return (way.address() as AddressInfo).port;
  };
  const cut = async () => {
    const closed = once(way, 'close');
    way.close();
    for (const socket of sockets) socket.destroy();
    await closed;
  };
  t.after(() => way.listening && cut());
  return { port: await open(0), open, cut };
}

test('SQLite without room takes no line and says to come again; reads go on', async (t) => {
  const registry = await startRegistry(t, sqlite);
  const { db } = registry.database;
  const key = await registry.key(sampleKeys.operator);
  await sql`pragma max_page_count = 1`.execute(db);
  const lines = Array.from({ length: 900 }, (_, place) => saleLine({ lineNo: place + 1 }));
  await assertUnavailable(await registry.call('reportSales', { params, key, body: { lines } }));
  assert.equal((await db.selectFrom('saleLine').select('lineId').execute()).length, 0);
  await bodyOf(await registry.call('listProducts'));
  await sql`pragma max_page_count = 1000000`.execute(db);
  assert.deepEqual([...new Set(inWords(await report(registry, key, lines)))], ['accepted']);
});

for (const kind of sharedDatabaseKinds) {
  describe(kind.name, () => {
    test('cut off, the registry says to come again, and recovers by itself', async (t) => {
      const url = new URL(await kind.place(t));
      const way = await wayTo(t, url);
      url.host = `127.0.0.1:${way.port}`;
      const database = await openDatabase(url.href);
      t.after(() => database.close());
      await fillDirectory(database);
      const registry = registryOver(database);
      const underway = database.transaction(async ({ db }) => {
        await way.cut();
        await db.selectFrom('product').selectAll().execute();
      });
      await assert.rejects(underway, (error) => database.dialect.isUnavailable(error));
      await assertUnavailable(await registry.call('listProducts'));
      await way.open(way.port);
      await bodyOf(await registry.call('listProducts'));
    });

    test('where another transaction ends each attempt, the registry says to come again', async (t) => {
      const registry = await startRegistry(t, kind);
      await sql`create function fail() returns trigger language plpgsql as
        $$ begin raise exception 'deadlock' using errcode = '40P01'; end $$`.execute(
        registry.database.db,
      );
      await sql`create trigger fail before insert on sale_line execute function fail()`.execute(
        registry.database.db,
      );
      const key = await registry.key(sampleKeys.operator);
      const body = { lines: [saleLine()] };
      await assertUnavailable(await registry.call('reportSales', { params, key, body }));
    });
  });
}
