import type { MigrationStatements } from '../migrate.ts';

/** Finds the answers that have been kept for long enough. */
export const idempotencyByAge: MigrationStatements = () => [
  'create index idempotency_by_age on idempotency (created_at)',
];
