import { CompiledQuery } from 'kysely';
import type { Connection } from './database.ts';
import type { DatabaseDialect } from './dialect.ts';
import { snakeCase } from './snake-case.ts';
import type { Tables } from './tables.ts';

type Column<Table extends keyof Tables> = keyof Tables[Table] & string;

// PostgreSQL takes 65,535 parameters in one statement, SQLite 32,766.
const parametersAtOnce = 2500;

/**
 * Writes rows of one shape, replacing those with the same key; the columns in `kept` keep what they hold already. Of rows
 * with the same key the last counts.
 */
export async function upsertRows<Table extends keyof Tables>(
  connection: Connection,
  table: Table,
  key: readonly Column<Table>[],
  rows: readonly Tables[Table][],
  kept: readonly Column<Table>[] = [],
): Promise<void> {
  const byKey = new Map(rows.map((row) => [JSON.stringify(key.map((name) => row[name])), row]));
  const columns = columnsOf(rows);
  const replaced = columns.filter((column) => !key.includes(column) && !kept.includes(column));
  const assignments = replaced.map((name) => `${snakeCase(name)} = excluded.${snakeCase(name)}`);
  const action = replaced.length > 0 ? `do update set ${assignments.join(', ')}` : 'do nothing';
  const conflict = `on conflict (${key.map(snakeCase).join(', ')}) ${action}`;
  for (const part of inParts([...byKey.values()], columns.length)) {
    await connection.db.executeQuery(insertion(connection.dialect, table, columns, part, conflict));
  }
}

/**
 * Writes rows of one shape; where one with the same key is there, the numbers of both are added up, but for the columns of the key. No two
 * rows may have the same key.
 */
export async function addToRows<Table extends keyof Tables>(
  connection: Connection,
  table: Table,
  key: readonly Column<Table>[],
  rows: readonly Tables[Table][],
): Promise<void> {
  const columns = columnsOf(rows);
  const sums = columns
    .filter((column) => !key.includes(column))
    .map(snakeCase)
    .map((name) => `${name} = ${snakeCase(table)}.${name} + excluded.${name}`);
  const conflict = `on conflict (${key.map(snakeCase).join(', ')}) do update set ${sums.join(', ')}`;
  // The plugins would go through all parameters only to leave them as they are.
  const db = connection.db.withoutPlugins();
  for (const part of inParts(rows, columns.length)) {
    await db.executeQuery(insertion(connection.dialect, table, columns, part, conflict));
  }
}

/** Inserts rows of one shape whose keys are not there yet, and returns what `returning` names of those inserted. */
export async function insertNewRows<Table extends keyof Tables, Name extends Column<Table>>(
  connection: Connection,
  table: Table,
  returning: Name,
  rows: readonly Tables[Table][],
): Promise<readonly Tables[Table][Name][]> {
  const columns = columnsOf(rows);
  const conflict = `on conflict do nothing returning ${snakeCase(returning)} as value`;
  // The plugins would go through all that comes back only to rename nothing.
  const db = connection.db.withoutPlugins();
  const inserted: Tables[Table][Name][] = [];
  for (const part of inParts(rows, columns.length)) {
    const query = insertion(connection.dialect, table, columns, part, conflict);
    const result = await db.executeQuery(query as CompiledQuery<{ value: Tables[Table][Name] }>);
    for (const { value } of result.rows) inserted.push(value);
  }
  return inserted;
}

/** What the columns of a table hold. */
export type ColumnKinds<Table extends keyof Tables> = {
  readonly [Name in Column<Table>]: 'text' | 'integer' | 'flag';
};

/**
 * Inserts many rows whose keys are not there yet, and returns how many these were: in the way that costs each database least,
 * which for PostgreSQL is one array a column, and for SQLite one row at a time.
 */
export async function insertManyRows<Table extends keyof Tables>(
  { db, dialect }: Connection,
  table: Table,
  kinds: ColumnKinds<Table>,
  rows: readonly Tables[Table][],
): Promise<number> {
  if (rows.length === 0) return 0;
  const columns = Object.keys(kinds) as Column<Table>[];
  const query =
    dialect.name === 'postgres'
      ? insertionOfArrays(table, kinds, columns, rows)
      : insertionOfEach(table, columns, rows);
  const { numAffectedRows = 0n } = await db.withoutPlugins().executeQuery(query);
  return Number(numAffectedRows);
}

function insertionOfEach<Table extends keyof Tables>(
  table: Table,
  columns: readonly Column<Table>[],
  rows: readonly Tables[Table][],
): CompiledQuery {
  const names = columns.map(snakeCase).join(', ');
  const places = columns.map(() => '?').join(', ');
  const text = `insert into ${snakeCase(table)} (${names}) values (${places}) on conflict do nothing`;
  // One array a row, for each of which the statement is run.
  const parameters = rows.map((row) => columns.map((column) => storable(row[column])));
  return CompiledQuery.raw(text, parameters);
}

function storable(value: unknown): unknown {
  return typeof value === 'boolean' ? Number(value) : value;
}

const arrayTypes = { text: 'text[]', integer: 'bigint[]', flag: 'boolean[]' } as const;

function insertionOfArrays<Table extends keyof Tables>(
  table: Table,
  kinds: ColumnKinds<Table>,
  columns: readonly Column<Table>[],
  rows: readonly Tables[Table][],
): CompiledQuery {
  const arrays = columns.map((column, place) => `$${place + 1}::${arrayTypes[kinds[column]]}`);
  const names = columns.map(snakeCase).join(', ');
  const text = `insert into ${snakeCase(table)} (${names}) select * from unnest(${arrays.join(', ')}) on conflict do nothing`;
  return CompiledQuery.raw(
    text,
    columns.map((column) => arrayText(rows, column)),
  );
}

// The driver would write arrays down in the same way (PostgreSQL 8.15.6), but slower.
function arrayText<Row extends object>(rows: readonly Row[], column: keyof Row): string {
  let text = '{';
  for (const row of rows) {
    const value: unknown = row[column];
    if (text.length > 1) text += ',';
    if (value === null) text += 'NULL';
    else if (typeof value === 'string') text += `"${value.replace(/["\\]/g, '\\$&')}"`;
    else text += String(value);
  }
  return `${text}}`;
}

function columnsOf<Row extends object>(rows: readonly Row[]): (keyof Row & string)[] {
  return rows[0] ? (Object.keys(rows[0]) as (keyof Row & string)[]) : [];
}

function inParts<Row>(rows: readonly Row[], columns: number): Row[][] {
  const size = Math.floor(parametersAtOnce / Math.max(columns, 1));
  const parts: Row[][] = [];
  for (let start = 0; start < rows.length; start += size) {
    parts.push(rows.slice(start, start + size));
  }
  return parts;
}

function insertion<Table extends keyof Tables>(
  dialect: DatabaseDialect,
  table: Table,
  columns: readonly Column<Table>[],
  rows: readonly Tables[Table][],
  conflict: string,
): CompiledQuery {
  const parameters: unknown[] = [];
  for (const row of rows) {
    for (const column of columns) parameters.push(row[column]);
  }
  const names = columns.map(snakeCase).join(', ');
  const values = places(dialect, rows.length, columns.length);
  const text = `insert into ${snakeCase(table)} (${names}) values ${values} ${conflict}`;
  return CompiledQuery.raw(text, parameters);
}

const knownPlaces = new Map<string, string>();
const placesKept = 500;

// Writing down thousands of places takes longer than the database takes for the rows; a few shapes come again and again.
function places(dialect: DatabaseDialect, rows: number, columns: number): string {
  const shape = `${dialect.name} ${rows} ${columns}`;
  const known = knownPlaces.get(shape);
  if (known !== undefined) return known;
  let place = 0;
  const row = () =>
    `(${Array.from({ length: columns }, () => dialect.placeholder((place += 1))).join(',')})`;
  const text = Array.from({ length: rows }, row).join(',');
  if (knownPlaces.size >= placesKept) knownPlaces.clear();
  knownPlaces.set(shape, text);
  return text;
}
