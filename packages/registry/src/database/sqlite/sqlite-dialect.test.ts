import { sql } from 'kysely';
import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  copyFileSync,
  fstatSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test, type TestContext } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { upsertOperators } from '../../outlets/outlet-store.ts';
import { bodyOf, problemOf, registryOver } from '../../testing/registry-under-test.ts';
import { fillDirectory } from '../../testing/sample-directory.ts';
import { slowDisk } from '../../testing/slow-disk.ts';
import type { Database } from '../database.ts';
import { databaseOf, openDatabase } from '../open-database.ts';
import { sqliteDialect } from './sqlite-dialect.ts';

function newFile(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'fupin-registry-'));
  t.after(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return join(folder, 'deep', 'registry.db');
}

// Opens the file, says so, then writes without end.
const holder = `
  import { openDatabase } from ${JSON.stringify(new URL('../open-database.ts', import.meta.url).href)};
  import { upsertOperators } from ${JSON.stringify(new URL('../../outlets/outlet-store.ts', import.meta.url).href)};
  const database = await openDatabase(process.argv[1]);
  for (let count = 1; ; count += 1) {
    await upsertOperators(database, ['operator ' + count]);
    console.log(count);
  }`;

async function holdOpen(
  t: TestContext,
  file: string,
): Promise<{ child: ChildProcess; output: () => string }> {
  const child = spawn(
    process.execPath,
    ['--conditions=@fupin/source', '--input-type=module-typescript', '--eval', holder, file],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  t.after(() => child.kill('SIGKILL'));
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  while (!output.includes('\n20\n')) await once(child.stdout, 'data');
  return { child, output: () => output };
}

test('a file that another process has open is refused with a message that says what to do', async (t) => {
  const file = newFile(t);
  await holdOpen(t, file);
  await assert.rejects(openDatabase(file), {
    name: 'DatabaseInUseError',
    code: 'databaseInUse',
    message: /registry\.db is in use by another registry process.*DATABASE_URL/,
  });
});

test('a file that this process has open is refused a second time', async (t) => {
  const file = newFile(t);
  const first = await openDatabase(file);
  t.after(() => first.close());
  await assert.rejects(openDatabase(file), { code: 'databaseInUse' });
});

test('after SIGKILL of its holder a file opens at once and holds all that was committed', async (t) => {
  const file = newFile(t);
  const { child, output } = await holdOpen(t, file);
  child.kill('SIGKILL');
  await once(child, 'close');
  const committed = output().trim().split('\n').length;
  const database = await openDatabase(file);
  t.after(() => database.close());
  const operators = await database.db.selectFrom('operator').selectAll().execute();
  assert.ok(operators.length >= committed, `${operators.length} of ${committed}`);
  await upsertOperators(database, ['one more']);
});

test('a database has a write-ahead log that SQLite orders, and foreign keys', async (t) => {
  const database = await openDatabase(newFile(t));
  t.after(() => database.close());
  const pragma = async (name: string) => {
    const { rows } = await sql<Record<string, unknown>>`${sql.raw(`pragma ${name}`)}`.execute(
      database.db,
    );
    return Object.values(rows[0] ?? {})[0];
  };
  assert.equal(await pragma('journal_mode'), 'wal');
  assert.equal(await pragma('synchronous'), 1);
  assert.equal(await pragma('foreign_keys'), 1);
});

/** Opens a database in a new file, whose disk is brought up to date by a function that is given the write-ahead log. */
async function openOnDisk(
  t: TestContext,
  file: string,
  sync: (log: number) => Promise<void>,
): Promise<Database> {
  mkdirSync(dirname(file), { recursive: true });
  const database = await databaseOf(sqliteDialect(file, sync));
  // A disk that hangs keeps it open.
  t.after(() => void database.close().catch(() => undefined));
  return database;
}

const names = ({ db }: Database) =>
  db
    .selectFrom('operator')
    .select('name')
    .execute()
    .then((rows) => rows.map(({ name }) => name));

test('a transaction resolves when the disk has what it wrote', async (t) => {
  const file = newFile(t);
  const disk = `${file}-on-disk`;
  // What the files hold when a sync begins is on the disk when it ends.
  const database = await openOnDisk(t, file, async (log) => {
    assert.equal(fstatSync(log).ino, statSync(`${file}-wal`).ino);
    for (const part of ['', '-wal']) copyFileSync(`${file}${part}`, `${disk}-next${part}`);
    await delay(5);
    for (const part of ['', '-wal']) renameSync(`${disk}-next${part}`, `${disk}${part}`);
  });
  const add = async (name: string) => {
    await database.transaction((connection) => upsertOperators(connection, [name]));
    const found = new DatabaseSync(disk, { readOnly: true });
    const kept = found.prepare('select name from operator').all();
    found.close();
    assert.ok(
      kept.some((row) => row['name'] === name),
      name,
    );
  };
  await Promise.all(
    ['a', 'b', 'c'].map(async (outlet) => {
      for (let number = 0; number < 10; number += 1) await add(`${outlet} ${number}`);
    }),
  );
});

/** Adds an operator, and says when that is told. */
const writing = (database: Database, name: string, told: string[] = []) =>
  database
    .transaction((connection) => upsertOperators(connection, [name]))
    .then(() => told.push(`wrote ${name}`));

async function isThere(database: Database, name: string): Promise<void> {
  while (!(await names(database)).includes(name)) await delay(1);
}

test('nobody is told of what the disk may yet lose, and the next go on meanwhile', async (t) => {
  const disk = slowDisk();
  const database = await openOnDisk(t, newFile(t), disk.sync);
  await fillDirectory(database);
  const registry = registryOver(database);
  await bodyOf(await registry.call('listProducts'));
  disk.slowDown();
  const told: string[] = [];
  const first = writing(database, 'a', told);
  await isThere(database, 'a');
  const read = registry.call('listProducts').then(({ status }) => told.push(`read ${status}`));
  await delay(50);
  assert.equal(told.length, 0);
  const second = writing(database, 'b', told);
  await isThere(database, 'b');
  await disk.end();
  await first;
  assert.equal(told.includes('wrote b'), false);
  await disk.end();
  await Promise.all([second, read]);
  assert.deepEqual(told.toSorted(), ['read 200', 'wrote a', 'wrote b']);
});

test('what is written outside a transaction is waited for as well', async (t) => {
  const disk = slowDisk();
  const database = await openOnDisk(t, newFile(t), disk.sync);
  await database.dialect.durable();
  disk.slowDown();
  await upsertOperators(database, ['a']);
  let isDurable = false;
  const durable = database.dialect.durable().then(() => (isDurable = true));
  await delay(5);
  assert.equal(isDurable, false);
  await disk.end();
  await durable;
});

test('after a disk has failed nothing is taken or answered', async (t) => {
  const disk = slowDisk();
  const database = await openOnDisk(t, newFile(t), disk.sync);
  await fillDirectory(database);
  const registry = registryOver(database);
  disk.slowDown();
  const failed = assert.rejects(writing(database, 'a'), {
    name: 'NotOnDiskError',
    code: 'notOnDisk',
  });
  await disk.end(new Error('EIO'));
  await failed;
  await assert.rejects(writing(database, 'b'), (error) => database.dialect.isUnavailable(error));
  assert.equal((await names(database)).includes('b'), false);
  const headers = { 'accept-encoding': 'gzip' };
  const answer = await registry.call('listProducts', { headers });
  assert.deepEqual(
    ['content-encoding', 'etag', 'cache-control'].map((name) => answer.headers.get(name)),
    [null, null, 'no-store'],
  );
  assert.equal((await problemOf(answer)).code, 'unavailable');
});

test('what a process left that died before its disk had it is on the disk once the next has opened the file', async (t) => {
  const file = newFile(t);
  const disk = slowDisk();
  const database = await openOnDisk(t, file, disk.sync);
  disk.slowDown();
  const pending = writing(database, 'a');
  await isThere(database, 'a');
  const left = `${file}-left`;
  for (const part of ['', '-wal']) copyFileSync(`${file}${part}`, `${left}${part}`);
  await disk.end();
  await pending;
  const next = await openDatabase(left);
  t.after(() => next.close());
  const alone = `${file}-alone`;
  copyFileSync(left, alone);
  const found = new DatabaseSync(alone, { readOnly: true });
  assert.equal(found.prepare(`select 1 from operator where name = 'a'`).all().length, 1);
  found.close();
});

test('a file is opened through a link as well', async (t) => {
  const file = newFile(t);
  const database = await openOnDisk(t, file, () => Promise.resolve());
  await database.close();
  symlinkSync(file, `${file}-link`);
  const linked = await openDatabase(`${file}-link`);
  t.after(() => linked.close());
  await writing(linked, 'a');
});
