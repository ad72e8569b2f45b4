import { CamelCasePlugin, Kysely } from 'kysely';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Database } from './database.ts';
import type { DatabaseDialect } from './dialect.ts';
import { migrateToLatest } from './migrate.ts';
import { postgresDialect } from './postgres/postgres-dialect.ts';
import { groupCommit } from './sqlite/group-commit.ts';
import { sqliteDialect } from './sqlite/sqlite-dialect.ts';
import type { Tables } from './tables.ts';

const attempts = 5;

/**
 * Opens the database at a `postgres://` URL, in a SQLite file, or in memory for `:memory:`, and brings its tables to this
 * version. Throws a DatabaseInUseError where another process has the file open.
 */
export async function openDatabase(urlOrPath: string): Promise<Database> {
  const isUrl = /^postgres(?:ql)?:\/\//.test(urlOrPath);
  return databaseOf(isUrl ? postgresDialect(urlOrPath) : openFile(urlOrPath));
}

/** The database that a dialect leads to, with its tables brought to this version. */
export async function databaseOf(dialect: DatabaseDialect): Promise<Database> {
  const db = new Kysely<Tables>({
    dialect: dialect.kysely,
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  });
  const transaction =
    dialect.name === 'sqlite' ? groupCommit(db, dialect) : singleCommits(db, dialect);
  const database: Database = {
    db,
    dialect,
    transaction: (work) => retrying(dialect, () => transaction(work)),
    migrate: () => migrateToLatest(db, dialect),
    close: () => dialect.durable().finally(() => db.destroy()),
  };
  try {
    await database.migrate();
  } catch (error) {
    await database.close();
    throw error;
  }
  return database;
}

function openFile(path: string): DatabaseDialect {
  if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true });
  return sqliteDialect(path);
}

function singleCommits(db: Kysely<Tables>, dialect: DatabaseDialect): Database['transaction'] {
  return (work) => db.transaction().execute((transaction) => work({ db: transaction, dialect }));
}

async function retrying<Result>(
  dialect: DatabaseDialect,
  run: () => Promise<Result>,
): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await run();
    } catch (error) {
      if (attempt === attempts || !dialect.isTransient(error)) throw error;
    }
  }
}
