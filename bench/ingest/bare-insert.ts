import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import pg from 'pg';
import { groupBy } from '../../packages/registry/src/group-by.ts';

const rowsInStatement = 100;
type Row = Readonly<Record<string, SQLInputValue>>;

/**
 * Inserts the sale lines of a database once more, into a fresh table of the same definition with the same indexes in the same
 * database: prepared statements of a hundred rows, a transaction for each batch. Returns how long that took for all but the first so many, in
 * milliseconds.
 */
export function insertBare(place: string, linesBefore: number): Promise<number> | number {
  return place.startsWith('postgres:')
    ? insertIntoPostgres(place, linesBefore)
    : insertIntoSqlite(place, linesBefore);
}

function insertIntoSqlite(path: string, linesBefore: number): number {
  const database = new DatabaseSync(path);
  for (const setting of [
    'locking_mode = exclusive',
    'journal_mode = wal',
    'synchronous = full',
    'cache_size = -65536',
    'wal_autocheckpoint = 16000',
  ]) {
    database.exec(`pragma ${setting}`);
  }
  const definitions = database
    .prepare(`select sql from sqlite_master where tbl_name = 'sale_line' and sql is not null`)
    .all() as { sql: string }[];
  for (const { sql } of definitions) database.exec(sql.replaceAll('sale_line', 'bare_line'));
  const batches = batchesOf(
    database.prepare('select * from sale_line order by rowid').all() as Row[],
  );
  const columns = Object.keys(batches[0]?.[0] ?? {});
  const row = `(${columns.map(() => '?').join()})`;
  const statement = database.prepare(
    `insert into bare_line (${columns.join()}) values ${Array.from({ length: rowsInStatement }, () => row).join()}`,
  );
  let started = performance.now();
  let inserted = 0;
  for (const rows of batches) {
    if (inserted === linesBefore) started = performance.now();
    database.exec('begin immediate');
    for (const part of partsOf(rows)) statement.run(...valuesOf(part, columns));
    database.exec('commit');
    inserted += rows.length;
  }
  const took = performance.now() - started;
  database.close();
  return took;
}

async function insertIntoPostgres(url: string, linesBefore: number): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('create table bare_line (like sale_line including all)');
  const { rows: found } = await client.query<Row>(
    'select * from sale_line order by accepted_at, batch_id, batch_place',
  );
  const batches = batchesOf(found);
  const columns = Object.keys(batches[0]?.[0] ?? {});
  let place = 0;
  const row = () => `(${columns.map(() => `$${(place += 1)}`).join()})`;
  const text = `insert into bare_line (${columns.join()}) values ${Array.from({ length: rowsInStatement }, row).join()}`;
  let started = performance.now();
  let inserted = 0;
  for (const rows of batches) {
    if (inserted === linesBefore) started = performance.now();
    await client.query('begin');
    for (const part of partsOf(rows)) {
      await client.query({ name: 'insert', text, values: valuesOf(part, columns) });
    }
    await client.query('commit');
    inserted += rows.length;
  }
  const took = performance.now() - started;
  await client.end();
  return took;
}

function batchesOf(rows: readonly Row[]): (readonly Row[])[] {
  return [...groupBy(rows, (row) => row['batch_id']).values()];
}

function partsOf(rows: readonly Row[]): Row[][] {
  const parts: Row[][] = [];
  for (let start = 0; start < rows.length; start += rowsInStatement) {
    parts.push(rows.slice(start, start + rowsInStatement));
  }
  return parts;
}

function valuesOf(rows: readonly Row[], columns: readonly string[]): SQLInputValue[] {
  const values: SQLInputValue[] = [];
  for (const row of rows) for (const column of columns) values.push(row[column] ?? null);
  return values;
}
