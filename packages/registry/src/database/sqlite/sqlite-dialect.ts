import { sql, SqliteDialect } from 'kysely';
import { DatabaseSync } from 'node:sqlite';
import type { DatabaseDialect } from '../dialect.ts';
import { NodeSqlite } from './node-sqlite.ts';

const sqliteBusy = 5;
// Busy; input or output failed; no room left; the file can't be opened.
const unavailableCodes: readonly unknown[] = [sqliteBusy, 10, 13, 14];

/** The file is open in another process, or a second time in this one. */
export class DatabaseInUseError extends Error {
  override readonly name = 'DatabaseInUseError';
  readonly code = 'databaseInUse';

  constructor(path: string, cause: unknown) {
    super(
      `The database ${path} is in use by another registry process. Stop that one first, or use PostgreSQL ` +
        `(DATABASE_URL), which several processes can share.`,
      { cause },
    );
  }
}

/** SQLite in a file, or in memory for `:memory:`. Throws a DatabaseInUseError where another process has the file. */
export function sqliteDialect(path: string): DatabaseDialect {
  return {
    name: 'sqlite',
    kysely: new SqliteDialect({ database: new NodeSqlite(openExclusively(path)) }),
    columnTypes: {
      key: 'text',
      text: 'text',
      integer: 'integer',
      real: 'real',
      flag: 'integer',
      bytes: 'blob',
    },
    tableOptions: 'strict',
    placeholder: () => '?',
    // No other process has the file open.
    together: (statements) => statements,
    lockMigrations: sql`select 1`,
    forUpdate: sql``,
    forShare: sql``,
    forUpdateSkippingLocked: sql``,
    isOneOf: (texts) => sql`in (select value from json_each(${JSON.stringify(texts)}))`,
    isTransient: () => false,
    isUnavailable: (error) => unavailableCodes.includes(errorCodeOf(error)),
  };
}

// In exclusive mode SQLite keeps the file locked while it is open; the system drops the lock when the process dies,
// however it dies.
function openExclusively(path: string): DatabaseSync {
  const database = new DatabaseSync(path, { timeout: 1000, enableForeignKeyConstraints: true });
  try {
    database.exec('pragma locking_mode = exclusive');
    database.exec('pragma journal_mode = wal');
    database.exec('pragma synchronous = full');
    // 64 MB each of cache and of log before a checkpoint: an import writes to every page of every index.
    database.exec('pragma cache_size = -65536');
    database.exec('pragma wal_autocheckpoint = 16000');
    database.exec('begin exclusive; commit');
    return database;
  } catch (error) {
    database.close();
    if (errorCodeOf(error) === sqliteBusy) throw new DatabaseInUseError(path, error);
    throw error;
  }
}

// The primary result code: the low byte of the extended ones.
function errorCodeOf(error: unknown): number | undefined {
  return error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : undefined;
}
