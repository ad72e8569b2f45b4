import { sql } from 'kysely';
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { upsertOperators } from '../../outlets/outlet-store.ts';
import type { Connection, Database } from '../database.ts';
import { openDatabase } from '../open-database.ts';
import { insertManyRows } from '../write-rows.ts';

async function open(t: TestContext): Promise<Database> {
  const database = await openDatabase(':memory:');
  t.after(() => database.close());
  return database;
}

const add = (database: Database, ...names: readonly string[]) =>
  database.transaction((connection) => upsertOperators(connection, names));

async function namesIn({ db }: Connection): Promise<readonly string[]> {
  const rows = await db.selectFrom('operator').select('name').orderBy('name').execute();
  return rows.map(({ name }) => name);
}

test('of transactions that wait at the same time each is kept or undone by itself', async (t) => {
  const database = await open(t);
  const failing = (name: string) =>
    database.transaction(async (connection) => {
      await upsertOperators(connection, [name]);
      throw new Error(`not ${name}`);
    });
  const settled = await Promise.allSettled([
    failing('a'),
    add(database, 'b'),
    failing('c'),
    add(database, 'd'),
  ]);
  assert.deepEqual(
    settled.map((each) => (each.status === 'fulfilled' ? 'kept' : String(each.reason))),
    ['Error: not a', 'kept', 'Error: not c', 'kept'],
  );
  assert.deepEqual(await namesIn(database), ['b', 'd']);
});

test('transactions that wait at the same time share a commit, and each sees those before it', async (t) => {
  const database = await open(t);
  const seen: number[] = [];
  const changes = Array.from({ length: 5 }, (_, place) =>
    database.transaction(async (connection) => {
      await upsertOperators(connection, [`${place}`]);
      const { rows } = await sql`select 1 from operator`.execute(connection.db);
      seen.push(rows.length);
    }),
  );
  // The first is told of the commit when all have done their work.
  await changes[0];
  assert.deepEqual(seen, [1, 2, 3, 4, 5]);
  assert.equal((await namesIn(database)).length, 5);
});

test('one that fails is told so with the others, for it may have seen what they wrote', async (t) => {
  const database = await open(t);
  const told: string[] = [];
  const first = add(database, 'a');
  const failing = database.transaction(async (connection) => {
    assert.deepEqual(await namesIn(connection), ['a']);
    throw new Error('a is there');
  });
  const last = database.transaction(async (connection) => {
    for (let turn = 0; turn < 10; turn += 1) await nextTurn();
    await upsertOperators(connection, ['c']);
    told.push('c written');
  });
  const rejected = failing.catch((error: unknown) => told.push(String(error)));
  await Promise.all([first, rejected, last]);
  assert.deepEqual(told, ['c written', 'Error: a is there']);
});

test('one that runs out of room undoes those that share its commit, and all of them are told', async (t) => {
  const database = await open(t);
  await sql`pragma max_page_count = 1`.execute(database.db);
  const rows = Array.from({ length: 9000 }, (_, place) => ({ operatorId: `${place}`, name: 'c' }));
  const kinds = { operatorId: 'text', name: 'text' } as const;
  const settled = await Promise.allSettled([
    add(database, 'a'),
    database.transaction((connection) => insertManyRows(connection, 'operator', kinds, rows)),
    add(database, 'b'),
  ]);
  assert.deepEqual(
    settled.map(
      (each) => each.status === 'rejected' && database.dialect.isUnavailable(each.reason),
    ),
    [true, true, false],
  );
  assert.deepEqual(await namesIn(database), ['b']);
});
