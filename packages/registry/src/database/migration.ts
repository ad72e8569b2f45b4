import type { DatabaseDialect } from './dialect.ts';

/** The statements of one migration, for a dialect. Once released, a migration is never changed. */
export type MigrationStatements = (dialect: DatabaseDialect) => readonly string[];
