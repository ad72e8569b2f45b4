import { DatabaseSync, type SQLOutputValue } from 'node:sqlite';
import { openDatabase } from '@fupin/registry';
import pg from 'pg';

// In an order in which what is referred to comes first.
const tables = [
  'category',
  'supplier',
  'product',
  'certificate',
  'certificate_status_change',
  'operator',
  'outlet',
  'listing',
  'search_posting',
  'product_entry',
  'outlet_entry',
  'shelf',
];
const valuesAtOnce = 20_000;

/** Copies a made-up directory row by row from a SQLite file into a new database of a PostgreSQL server; gives its URL. */
export async function copyToPostgres(
  file: string,
  serverUrl: string,
  name: string,
): Promise<string> {
  const server = new pg.Client({ connectionString: serverUrl });
  await server.connect();
  await server.query(`create database ${name}`);
  await server.end();
  const url = new URL(`/${name}`, serverUrl).href;
  await (await openDatabase(url)).close();
  const source = new DatabaseSync(file, { readOnly: true });
  const target = new pg.Client({ connectionString: url });
  await target.connect();
  for (const table of tables) {
    const columns = source
      .prepare(`select * from ${table}`)
      .columns()
      .map(({ name }) => name);
    const insert = async (values: unknown[]) => {
      const rows = Array.from({ length: values.length / columns.length }, (_, row) => {
        const places = columns.map((__, column) => `$${row * columns.length + column + 1}`);
        return `(${places.join(',')})`;
      });
      if (rows.length === 0) return;
      const text = `insert into ${table} (${columns.join(', ')}) values ${rows.join(',')}`;
      await target.query(text, values);
    };
    let values: unknown[] = [];
    for (const row of source.prepare(`select * from ${table}`).iterate()) {
      for (const column of columns) values.push(asPostgres(column, row[column]));
      if (values.length + columns.length > valuesAtOnce) {
        await insert(values);
        values = [];
      }
    }
    await insert(values);
  }
  for (const row of source.prepare('select * from search_index').all()) {
    await target.query(
      `update search_index set version = $2, words_version = $3, next_place = $4, format = $5
        where collection = $1`,
      [row['collection'], row['version'], row['words_version'], row['next_place'], row['format']],
    );
  }
  await target.query('vacuum analyze');
  await target.end();
  source.close();
  return url;
}

function asPostgres(column: string, value: SQLOutputValue | undefined): unknown {
  if (column === 'online') return value === 1;
  return value instanceof Uint8Array ? Buffer.from(value) : value;
}
