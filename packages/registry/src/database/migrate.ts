import { sql, type Kysely } from 'kysely';
import type { DatabaseDialect } from './dialect.ts';
import { firstTables } from './migrations/0001-first-tables.ts';
import { log } from './migrations/0002-log.ts';
import { applications } from './migrations/0003-applications.ts';
import { management } from './migrations/0004-management.ts';
import { licences } from './migrations/0005-licences.ts';
import { search } from './migrations/0006-search.ts';
import { keys } from './migrations/0007-keys.ts';
import { salesBatches } from './migrations/0008-sale-batches.ts';
import { ingest } from './migrations/0009-ingest.ts';
import { ledger } from './migrations/0010-ledger.ts';
import { findings } from './migrations/0011-findings.ts';
import { webhooks } from './migrations/0012-webhooks.ts';
import type { MigrationStatements } from './migration.ts';
import type { Tables } from './tables.ts';

/** Every migration by its number and name, in order; forward only. */
const migrations: Readonly<Record<string, MigrationStatements>> = {
  '0001-first-tables': firstTables,
  '0002-log': log,
  '0003-applications': applications,
  '0004-management': management,
  '0005-licences': licences,
  '0006-search': search,
  '0007-keys': keys,
  '0008-sale-batches': salesBatches,
  '0009-ingest': ingest,
  '0010-ledger': ledger,
  '0011-findings': findings,
  '0012-webhooks': webhooks,
};

/**
 * Runs the migrations that have not run, in one transaction under a lock. Throws where a newer version of the registry has
 * been at this database, which this one could only spoil.
 */
export async function migrateToLatest(db: Kysely<Tables>, dialect: DatabaseDialect): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const run = (statement: string) => sql.raw(statement).execute(transaction);
    await dialect.lockMigrations.execute(transaction);
    await run('create table if not exists migration (name text primary key, ran_at text not null)');
    const done = await sql<{ name: string }>`select name from migration`.execute(transaction);
    const names = new Set(done.rows.map(({ name }) => name));
    const unknown = [...names].filter((name) => !(name in migrations));
    if (unknown.length > 0) {
      throw new Error(
        `the ${dialect.name} database is of a newer registry: it has ${unknown.join(', ')}. Start that version instead.`,
      );
    }
    for (const [name, statements] of Object.entries(migrations)) {
      if (names.has(name)) continue;
      for (const script of dialect.together(statements(dialect))) await run(script);
      await sql`insert into migration values (${name}, ${new Date().toISOString()})`.execute(
        transaction,
      );
    }
  });
}
