import type { Kysely, Transaction } from 'kysely';
import type { DatabaseDialect } from './dialect.ts';
import type { Tables } from './tables.ts';

/** A way to the database, in or outside a transaction: what every store function takes first. */
export interface Connection {
  readonly db: Kysely<Tables> | Transaction<Tables>;
  readonly dialect: DatabaseDialect;
}

/** An open database. Inside `transaction`, use only the connection that is passed in. */
export interface Database extends Connection {
  readonly db: Kysely<Tables>;
  /**
   * Runs work in one transaction, which is on the disk when the promise resolves. After a deadlock or serialisation failure the work
   * runs again, so it must have no effect outside the database.
   */
  transaction<Result>(work: (connection: Connection) => Promise<Result>): Promise<Result>;
  /** Brings the tables to this version; safe to call from several processes at once. */
  migrate(): Promise<void>;
  close(): Promise<void>;
}
