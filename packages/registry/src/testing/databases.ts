import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import pg from 'pg';
import type { Database } from '../database/database.ts';
import { openDatabase } from '../database/open-database.ts';

/** A kind of database over which tests are run. */
export interface DatabaseKind {
  readonly name: string;
  /** Opens an empty database that goes when the test ends. */
  open(t: TestContext): Promise<Database>;
  /** A new place for a database that several may open, one after the other in SQLite, at once in PostgreSQL. */
  place(t: TestContext): Promise<string>;
}

const sqlite: DatabaseKind = {
  name: 'SQLite',
  open: (t) => opened(t, ':memory:'),
  place(t) {
    const folder = mkdtempSync(join(tmpdir(), 'fupin-registry-'));
    t.after(() => {
      rmSync(folder, { recursive: true, force: true });
    });
    return Promise.resolve(join(folder, 'registry.db'));
  },
};

const server = process.env['FUPIN_TEST_POSTGRES'];

/** The kinds at hand: SQLite always, PostgreSQL where FUPIN_TEST_POSTGRES is the URL of a server to try it on. */
export const databaseKinds: readonly DatabaseKind[] = server
  ? [sqlite, postgres(server)]
  : [sqlite];

/** PostgreSQL alone, where there is a server; for what only several processes can do. */
export const sharedDatabaseKinds = databaseKinds.filter((kind) => kind !== sqlite);

function postgres(url: string): DatabaseKind {
  const place = async (t: TestContext) => {
    const schema = `fupin_${randomUUID().replaceAll('-', '')}`;
    await onServer(url, `create schema ${schema}`);
    t.after(() => onServer(url, `drop schema ${schema} cascade`));
    const placed = new URL(url);
    placed.searchParams.set('options', `-c search_path=${schema}`);
    return placed.href.replaceAll('+', '%20');
  };
  return { name: 'PostgreSQL', place, open: async (t) => opened(t, await place(t)) };
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(statement);
  await client.end();
}

async function opened(t: TestContext, place: string): Promise<Database> {
  const database = await openDatabase(place);
  t.after(() => database.close());
  return database;
}
