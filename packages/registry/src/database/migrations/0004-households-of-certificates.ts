import type { MigrationStatements } from '../migrate.ts';

/** Which certificate speaks for a product changes with the day, so what it says is not kept beside the product. */
export const householdsOfCertificates: MigrationStatements = () => [
  'alter table product drop column households_helped',
];
