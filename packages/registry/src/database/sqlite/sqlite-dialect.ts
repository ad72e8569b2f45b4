import { sql, SqliteDialect } from 'kysely';
import { DatabaseSync } from 'node:sqlite';
import type { DatabaseDialect, SearchableTable, SearchTerm } from '../dialect.ts';
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
    lockMigrations: sql`select 1`,
    searchIndex,
    matches,
    forUpdate: sql``,
    forUpdateSkippingLocked: sql``,
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

function searchIndex(table: SearchableTable): readonly string[] {
  const index = `${table}_search`;
  const insert = `insert into ${index}(rowid, search_text) values (new.row_no, new.search_text);`;
  const remove =
    `insert into ${index}(${index}, rowid, search_text) ` +
    `values ('delete', old.row_no, old.search_text);`;
  return [
    `create virtual table ${index} using fts5(search_text, content='${table}', content_rowid='row_no',
      tokenize='unicode61 remove_diacritics 0', prefix='2 3')`,
    `create trigger ${index}_insert after insert on ${table} begin ${insert} end`,
    `create trigger ${index}_delete after delete on ${table} begin ${remove} end`,
    `create trigger ${index}_update after update of search_text on ${table}
      when old.search_text <> new.search_text begin ${remove} ${insert} end`,
  ];
}

function matches(table: SearchableTable, terms: readonly SearchTerm[]) {
  const query = terms.map(({ token, prefix }) => `"${token}"${prefix ? '*' : ''}`).join(' AND ');
  const index = sql.raw(`${table}_search`);
  return sql<boolean>`${sql.ref(`${table}.rowNo`)} in (select rowid from ${index} where ${index} match ${query})`;
}
