import type { SqliteDatabase, SqliteStatement } from 'kysely';
import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';

const statementsKept = 200;

/**
 * A `node:sqlite` database in the shape that Kysely's SQLite dialect takes, with its statements prepared once. One whose parameters
 * are arrays is run for each of these.
 */
export class NodeSqlite implements SqliteDatabase {
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, SqliteStatement>();

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  close(): void {
    this.#statements.clear();
    this.#database.close();
  }

  prepare(sql: string): SqliteStatement {
    const kept = this.#statements.get(sql);
    if (kept) return kept;
    const statement = asKyselyStatement(this.#database.prepare(sql));
    if (this.#statements.size >= statementsKept) this.#statements.clear();
    this.#statements.set(sql, statement);
    return statement;
  }
}

function asKyselyStatement(statement: StatementSync): SqliteStatement {
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => statement.all(...parameters.map(bindable)),
    run: (parameters) =>
      Array.isArray(parameters[0])
        ? runForEach(statement, parameters as readonly (readonly SQLInputValue[])[])
        : statement.run(...parameters.map(bindable)),
    iterate: (parameters) => statement.iterate(...parameters.map(bindable)),
  };
}

// A statement of one row needs no journal of its own, as one of many rows does: it takes less time for each.
function runForEach(statement: StatementSync, rows: readonly (readonly SQLInputValue[])[]) {
  let changes = 0;
  for (const row of rows) changes += Number(statement.run(...row).changes);
  return { changes, lastInsertRowid: 0 };
}

function bindable(value: unknown): SQLInputValue {
  if (typeof value === 'boolean') return value ? 1 : 0;
  return value as SQLInputValue;
}
