import type { Database } from '../database/database.ts';
import { openDatabase } from '../database/open-database.ts';
import { ensureIndexed } from '../outlets/ensure-indexed.ts';
import { CliError } from './cli-error.ts';

/** Opens the database, whose tables are brought to this version, for some work and closes it after. */
export async function withDatabase<Result>(
  urlOrPath: string,
  work: (database: Database) => Promise<Result>,
): Promise<Result> {
  const database = await openOrExplain(urlOrPath);
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

/** Opens the database; throws a CliError that says what is wrong with it. */
export async function openOrExplain(urlOrPath: string): Promise<Database> {
  try {
    const database = await openDatabase(urlOrPath);
    await ensureIndexed(database);
    return database;
  } catch (error) {
    if (error instanceof Error && error.name === 'DatabaseInUseError') {
      throw new CliError(error.message);
    }
    throw new CliError(
      `The database ${withoutPassword(urlOrPath)} can't be opened: ${reasonOf(error)}\n` +
        (urlOrPath.includes('://')
          ? 'Expected: a PostgreSQL server of version 15 or later at DATABASE_URL, and the right to make tables.'
          : 'Expected: a SQLite file of the registry, or a folder in which one can be made (FUPIN_DATA_DIR).'),
    );
  }
}

/** The address or path of a database, without a password. */
export function withoutPassword(urlOrPath: string): string {
  if (!URL.canParse(urlOrPath)) return urlOrPath;
  const url = new URL(urlOrPath);
  url.password = '';
  return url.href;
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // Where every address of a host refuses, the reasons are in the parts of an AggregateError without a message.
  const parts = error instanceof AggregateError ? error.errors.map(reasonOf).join('; ') : '';
  const cause = error.cause ? `: ${reasonOf(error.cause)}` : '';
  return `${error.message || parts}${cause}`;
}
