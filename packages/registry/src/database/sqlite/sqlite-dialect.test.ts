import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { upsertOperators } from '../../outlets/outlet-store.ts';
import { openDatabase } from '../open-database.ts';

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

test('a database is durable: write-ahead log, synchronous, with foreign keys', async (t) => {
  const database = await openDatabase(newFile(t));
  t.after(() => database.close());
  const pragma = async (name: string) => {
    const { sql } = await import('kysely');
    const { rows } = await sql<Record<string, unknown>>`${sql.raw(`pragma ${name}`)}`.execute(
      database.db,
    );
    return Object.values(rows[0] ?? {})[0];
  };
  assert.equal(await pragma('journal_mode'), 'wal');
  assert.equal(await pragma('synchronous'), 2);
  assert.equal(await pragma('foreign_keys'), 1);
});
