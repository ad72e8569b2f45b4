import { PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import type { DatabaseDialect, SearchableTable, SearchTerm } from '../dialect.ts';

const int8 = 20;
const numeric = 1700;
// Any number will do that nothing else in the database takes: these are the letters of fupin.
const migrationLock = 0x667570696e;
// Deadlock, serialisation failure.
const transientCodes = ['40P01', '40001'];
// Connection exceptions, shutdown, starting up, too many connections, disk full; then those of the socket.
const unavailableCodes =
  /^(?:08...|57P0[1-3]|53[13]00|ECONNREFUSED|ECONNRESET|ENOTFOUND|ETIMEDOUT|EPIPE)$/;

/** PostgreSQL 15 or later at a `postgres://` URL. */
export function postgresDialect(url: string): DatabaseDialect {
  const pool = new pg.Pool({ connectionString: url, max: 10, types: { getTypeParser } });
  // Without a listener, an idle connection that the server drops would end the process; the next query reconnects.
  pool.on('error', () => undefined);
  return {
    name: 'postgres',
    kysely: new PostgresDialect({ pool }),
    columnTypes: {
      key: 'text collate "C"',
      text: 'text',
      integer: 'bigint',
      real: 'double precision',
      flag: 'boolean',
    },
    tableOptions: '',
    placeholder: (place) => `$${place}`,
    lockMigrations: sql`select pg_advisory_xact_lock(${migrationLock})`,
    searchIndex,
    matches,
    forUpdate: sql`for update`,
    forUpdateSkippingLocked: sql`for update skip locked`,
    isTransient: (error) => transientCodes.includes(errorCodeOf(error)),
    isUnavailable: (error) => unavailableCodes.test(errorCodeOf(error)),
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

function errorCodeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

function searchIndex(table: SearchableTable): readonly string[] {
  return [
    `alter table ${table} add column search_vector tsvector
      generated always as (array_to_tsvector(string_to_array(search_text, ' '))) stored`,
    `create index ${table}_search on ${table} using gin (search_vector)`,
  ];
}

function matches(table: SearchableTable, terms: readonly SearchTerm[]) {
  const query = terms.map(({ token, prefix }) => `'${token}'${prefix ? ':*' : ''}`).join(' & ');
  return sql<boolean>`${sql.ref(`${table}.searchVector`)} @@ ${query}::tsquery`;
}
