import { PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import type { DatabaseDialect } from '../dialect.ts';

const int8 = 20;
const numeric = 1700;
// Any number will do that nothing else in the database takes: these are the letters of fupin.
const migrationLock = 0x667570696e;
// Deadlock, serialisation failure.
const transientCodes = ['40P01', '40001'];
// Connection exceptions, shutdown, starting up, too many connections, disk full, read-only; then those of the socket.
const unavailableCodes =
  /^(?:08...|57P0[1-3]|53[13]00|25006|ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|E(?:HOST|NET)UNREACH|ETIMEDOUT|EPIPE)$/;
// What the driver says without a code.
const unavailableMessages =
  /^(?:Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect)/;
const connectTimeoutMs = 5000;

/** PostgreSQL 15 or later at a `postgres://` URL. */
export function postgresDialect(url: string): DatabaseDialect {
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: connectTimeoutMs,
    types: { getTypeParser },
  });
  // Without listeners, a connection that the server drops while it is idle, or between two queries of a transaction, would
  // end the process. The next query fails or reconnects.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return {
    name: 'postgres',
    kysely: new PostgresDialect({ pool }),
    // The server answers a commit when that is on its disk.
    durable: () => Promise.resolve(),
    columnTypes: {
      key: 'text collate "C"',
      text: 'text',
      integer: 'bigint',
      real: 'double precision',
      flag: 'boolean',
      bytes: 'bytea',
    },
    tableOptions: '',
    placeholder: (place) => `$${place}`,
    together: (statements) => [statements.join(';\n')],
    lockMigrations: sql`select pg_advisory_xact_lock(${migrationLock})`,
    forUpdate: sql`for update`,
    forShare: sql`for share`,
    forUpdateSkippingLocked: sql`for update skip locked`,
    isOneOf: (texts) => sql`= any(${texts}::text[])`,
    isTransient: (error) => transientCodes.includes(errorCodeOf(error)),
    isUnavailable,
  };
}

const getTypeParser = ((oid: number, format?: 'text' | 'binary') =>
  oid === int8 || oid === numeric
    ? parseInteger
    : pg.types.getTypeParser(oid, format as 'text')) as typeof pg.types.getTypeParser;

function parseInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} is no safe integer`);
  return value;
}

function isUnavailable(error: unknown): boolean {
  return (
    unavailableCodes.test(errorCodeOf(error)) ||
    (error instanceof Error && unavailableMessages.test(error.message))
  );
}

function errorCodeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
