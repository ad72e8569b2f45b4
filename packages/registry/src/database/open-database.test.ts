import { sql } from 'kysely';
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { databaseKinds, sharedDatabaseKinds } from '../testing/databases.ts';
import { operatorIdOf, upsertOperators } from '../outlets/outlet-store.ts';
import { openDatabase } from './open-database.ts';
import { insertNewRows, upsertRows } from './write-rows.ts';

for (const kind of databaseKinds) {
  describe(kind.name, () => {
    test('opens again with what was stored', async (t) => {
      const place = await kind.place(t);
      const first = await openDatabase(place);
      await upsertOperators(first, ['甲']);
      await first.close();
      const second = await openDatabase(place);
      const operators = await second.db.selectFrom('operator').selectAll().execute();
      await second.close();
      assert.deepEqual(
        operators.map((row) => ({ ...row })),
        [{ operatorId: operatorIdOf('甲'), name: '甲' }],
      );
    });

    test('a database of a newer version is refused, named and left as it is', async (t) => {
      const place = await kind.place(t);
      const newer = await openDatabase(place);
      await sql`insert into migration values ('9999-of-tomorrow', '')`.execute(newer.db);
      await newer.close();
      await assert.rejects(openDatabase(place), /of a newer registry: it has 9999-of-tomorrow/);
      await assert.rejects(openDatabase(place), /newer registry/, 'it was let go of');
    });

    test('a transaction that fails leaves nothing behind', async (t) => {
      const database = await kind.open(t);
      const failing = database.transaction(async (connection) => {
        await upsertOperators(connection, ['甲']);
        throw new Error('no');
      });
      await assert.rejects(failing, { message: 'no' });
      assert.equal((await database.db.selectFrom('operator').selectAll().execute()).length, 0);
    });

    test('reads wait for a transaction under way, and see all of it', async (t) => {
      const database = await kind.open(t);
      const writing = database.transaction(async (connection) => {
        await upsertOperators(connection, ['甲']);
        await new Promise((resolve) => setTimeout(resolve, 20));
        await upsertOperators(connection, ['乙']);
      });
      const seen = (await database.db.selectFrom('operator').selectAll().execute()).length;
      await writing;
      assert.ok(seen === 0 || seen === 2, `saw ${seen}`);
    });

    test('of rows with one key in a batch the last counts', async (t) => {
      const database = await kind.open(t);
      const rows = ['first', 'last'].map((name) => ({ code: '01', name, nameEn: name }));
      await upsertRows(database, 'category', ['code'], rows);
      const stored = await database.db.selectFrom('category').select('name').execute();
      assert.deepEqual(
        stored.map(({ name }) => name),
        ['last'],
      );
    });

    test('more rows than one statement takes are all written, and only new ones are named', async (t) => {
      const database = await kind.open(t);
      const rows = Array.from({ length: 25_000 }, (_, count) => ({
        operatorId: `opr_${count}`,
        name: `${count}`,
      }));
      await upsertRows(database, 'operator', ['operatorId'], rows.slice(0, 24_000));
      const inserted = await insertNewRows(database, 'operator', 'operatorId', rows);
      assert.equal(inserted.length, 1000);
      assert.equal(inserted[0], 'opr_24000');
    });

    test('money beyond 32 bits and text outside the basic plane come back as they went in', async (t) => {
      const database = await kind.open(t);
      const answer = { callerId: 'a', idempotencyKey: 'b', requestHash: 'c', createdAt: '' };
      const row = { ...answer, status: 9_007_199_254_740_991, body: '𠮷🌶️' };
      await upsertRows(database, 'idempotency', ['callerId'], []);
      await insertNewRows(database, 'idempotency', 'idempotencyKey', [row]);
      const stored = await database.db
        .selectFrom('idempotency')
        .selectAll()
        .executeTakeFirstOrThrow();
      assert.deepEqual({ ...stored }, row);
    });
  });
}

for (const kind of sharedDatabaseKinds) {
  test(`${kind.name} is migrated once by processes that start together`, async (t) => {
    const place = await kind.place(t);
    const databases = await Promise.all([1, 2, 3, 4].map(() => openDatabase(place)));
    await Promise.all(databases.map((database) => database.close()));
    assert.equal(databases.length, 4);
  });
}
