import { sql, SqliteDialect } from 'kysely';
import { closeSync, fdatasync, openSync, realpathSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';
import type { DatabaseDialect } from '../dialect.ts';
import { NodeSqlite } from './node-sqlite.ts';
import { SharedSync } from './shared-sync.ts';

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

/** The disk failed while it was to keep what was written. */
export class NotOnDiskError extends Error {
  override readonly name = 'NotOnDiskError';
  readonly code = 'notOnDisk';

  constructor(path: string, cause: unknown) {
    super(
      `The disk did not keep what was written to the database ${path}. Nothing more is ` +
        `acknowledged or answered until the registry is started again: mend the disk first.`,
      { cause },
    );
  }
}

/** SQLite in a file, or in memory for `:memory:`. Throws a DatabaseInUseError where another process has the file. */
export function sqliteDialect(path: string, sync = promisify(fdatasync)): DatabaseDialect {
  const { database, log } = openExclusively(path);
  let failure: NotOnDiskError | undefined;
  const syncs = new SharedSync(async () => {
    try {
      if (log !== undefined) await sync(log);
    } catch (error) {
      throw (failure = new NotOnDiskError(path, error));
    }
  });
  const sqlite = new NodeSqlite(database, {
    onBegin: () => {
      if (failure) throw failure;
    },
    onChange: () => {
      syncs.due();
    },
    onClose: () => {
      if (log !== undefined) closeSync(log);
    },
  });
  return {
    name: 'sqlite',
    kysely: new SqliteDialect({ database: sqlite }),
    durable: () => syncs.done(),
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
    isUnavailable: (error) =>
      error instanceof NotOnDiskError || unavailableCodes.includes(errorCodeOf(error)),
  };
}

// In exclusive mode SQLite keeps the file locked while it is open; the system drops the lock when the process dies,
// however it dies. The write-ahead log is there as long.
function openExclusively(path: string): { readonly database: DatabaseSync; readonly log?: number } {
  const database = new DatabaseSync(path, { timeout: 1000, enableForeignKeyConstraints: true });
  try {
    database.exec('pragma locking_mode = exclusive');
    database.exec('pragma journal_mode = wal');
    // A commit doesn't wait for the disk: see `durable`.
    database.exec('pragma synchronous = normal');
    // 64 MB each of cache and of log before a checkpoint: an import writes to every page of every index.
    database.exec('pragma cache_size = -65536');
    database.exec('pragma wal_autocheckpoint = 16000');
    database.exec('begin exclusive; commit');
    // What another process left in the log may never have reached the disk: in the file itself it does.
    database.exec('pragma wal_checkpoint(truncate)');
    return path === ':memory:'
      ? { database }
      : { database, log: openSync(`${realpathSync(path)}-wal`, 'r+') };
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
