import type { SqliteDatabase, SqliteStatement } from 'kysely';
import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';

const statementsKept = 200;

/** What happens to a database. */
export interface DatabaseEvents {
  /** A transaction is about to begin; what this throws keeps it from that. */
  readonly onBegin: () => void;
  /** Changes were committed. */
  readonly onChange: () => void;
  /** The database was closed. */
  readonly onClose: () => void;
}

/**
 * A `node:sqlite` database in the shape that Kysely's SQLite dialect takes, with its statements prepared once. One whose parameters
 * are arrays is run for each of these.
 */
export class NodeSqlite implements SqliteDatabase {
  readonly #database: DatabaseSync;
  readonly #events: DatabaseEvents;
  readonly #totalChanges: StatementSync;
  readonly #statements = new Map<string, SqliteStatement>();
  #isInTransaction = false;
  #changesCommitted = 0;

  constructor(database: DatabaseSync, events: DatabaseEvents) {
    this.#database = database;
    this.#events = events;
    this.#totalChanges = database.prepare('select total_changes() as changes');
  }

  close(): void {
    this.#statements.clear();
    this.#database.close();
    this.#events.onClose();
  }

  prepare(sql: string): SqliteStatement {
    const kept = this.#statements.get(sql);
    if (kept) return kept;
    const statement = this.#prepare(sql);
    if (this.#statements.size >= statementsKept) this.#statements.clear();
    this.#statements.set(sql, statement);
    return statement;
  }

  #prepare(sql: string): SqliteStatement {
    const { reader, all, run, iterate } = asKyselyStatement(this.#database.prepare(sql));
    return {
      reader,
      all: (parameters) => this.#watched(sql, () => all(parameters)),
      run: (parameters) => this.#watched(sql, () => run(parameters)),
      iterate,
    };
  }

  #watched<Result>(sql: string, run: () => Result): Result {
    if (sql === 'begin') this.#events.onBegin();
    // SQLite may have rolled it back by itself, and then says that there is none.
    if (sql === 'rollback') this.#isInTransaction = false;
    const result = run();
    if (sql === 'begin') this.#isInTransaction = true;
    if (sql === 'commit') this.#isInTransaction = false;
    if (!this.#isInTransaction) this.#noteChanges();
    return result;
  }

  #noteChanges(): void {
    const changes = Number(this.#totalChanges.get()?.['changes']);
    if (changes === this.#changesCommitted) return;
    this.#changesCommitted = changes;
    this.#events.onChange();
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
