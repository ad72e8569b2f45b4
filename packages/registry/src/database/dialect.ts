import type { Dialect as KyselyDialect, RawBuilder } from 'kysely';

/** Column types of the migrations, where the databases name them differently. */
export interface ColumnTypes {
  /** Text compared byte by byte: identifiers, codes, dates and instants. */
  readonly key: string;
  readonly text: string;
  readonly integer: string;
  readonly real: string;
  readonly flag: string;
  readonly bytes: string;
}

/** All that differs between the databases. Everything else is written once, in the stores. */
export interface DatabaseDialect {
  readonly name: 'sqlite' | 'postgres';
  readonly kysely: KyselyDialect;
  /** Resolves when all that was written by now is on the disk; rejects where it can't be. */
  durable(): Promise<void>;
  readonly columnTypes: ColumnTypes;
  /** What follows the closing bracket of `create table`. */
  readonly tableOptions: string;
  /** A statement's parameter by its place, from 1. */
  placeholder(place: number): string;
  /** Statements without parameters, put together as far as the database takes several at once. */
  together(statements: readonly string[]): readonly string[];
  /** What keeps other processes from migrating until the transaction ends. */
  readonly lockMigrations: RawBuilder<unknown>;
  /** What locks the selected rows until the transaction ends; nothing where there is one writer. */
  readonly forUpdate: RawBuilder<unknown>;
  /** What keeps the selected rows from being changed until the transaction ends, while others may do the same. */
  readonly forShare: RawBuilder<unknown>;
  /** What locks the selected rows, leaving out those that another transaction has locked. */
  readonly forUpdateSkippingLocked: RawBuilder<unknown>;
  /** What follows a column that is to hold one of some texts: the same statement however many they are. */
  isOneOf(texts: readonly string[]): RawBuilder<unknown>;
  /** Whether a failed transaction is worth running again: a deadlock or a serialisation failure. */
  isTransient(error: unknown): boolean;
  /** Whether the database can't be reached or written now, through no fault of the request. */
  isUnavailable(error: unknown): boolean;
}
