import { randomUUID } from 'node:crypto';
import pg from 'pg';

/** Runs work with the URL of a new database of a PostgreSQL server, which keeps what it says it has committed; drops it after. */
export async function withPostgresDatabase<Result>(
  serverUrl: string,
  work: (url: string) => Promise<Result>,
): Promise<Result> {
  const name = `faults_${randomUUID().replaceAll('-', '')}`;
  await onServer(serverUrl, `create database ${name}`);
  // The servers of tests run without; said here it holds whatever the server's own setting is.
  await onServer(serverUrl, `alter database ${name} set synchronous_commit = on`);
  try {
    return await work(new URL(`/${name}`, serverUrl).href);
  } finally {
    await onServer(serverUrl, `drop database ${name} with (force)`);
  }
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(statement);
  await client.end();
}
