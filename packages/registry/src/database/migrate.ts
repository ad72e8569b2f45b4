import { sql, type Kysely } from 'kysely';
import { Migrator, type Migration } from 'kysely/migration';
import type { DatabaseDialect } from './dialect.ts';
import { firstTables } from './migrations/0001-first-tables.ts';
import { statusPlaces } from './migrations/0002-status-places.ts';
import type { Tables } from './tables.ts';

/** The statements of one migration, for a dialect. Once released, a migration is never changed. */
export type MigrationStatements = (dialect: DatabaseDialect) => readonly string[];

/** Every migration by its number and name, in order; forward only. */
const migrations: Readonly<Record<string, MigrationStatements>> = {
  '0001-first-tables': firstTables,
  '0002-status-places': statusPlaces,
};

/** Runs the migrations that have not run, under a lock, in one transaction. */
export async function migrateToLatest(db: Kysely<Tables>, dialect: DatabaseDialect): Promise<void> {
  const migrator = new Migrator({
    db: db.withoutPlugins(),
    provider: { getMigrations: () => Promise.resolve(asKyselyMigrations(dialect)) },
    migrationTableName: 'migration',
    migrationLockTableName: 'migration_lock',
  });
  const { error, results } = await migrator.migrateToLatest();
  if (!error) return;
  const failed = results?.find(({ status }) => status === 'Error')?.migrationName;
  throw new Error(`migration ${failed ?? ''} of the ${dialect.name} database failed`, {
    cause: error,
  });
}

function asKyselyMigrations(dialect: DatabaseDialect): Record<string, Migration> {
  return Object.fromEntries(
    Object.entries(migrations).map(([name, statements]) => [
      name,
      {
        async up(db) {
          for (const statement of statements(dialect)) await sql.raw(statement).execute(db);
        },
      },
    ]),
  );
}
