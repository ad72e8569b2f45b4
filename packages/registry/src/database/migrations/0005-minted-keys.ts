import type { MigrationStatements } from '../migrate.ts';

/** With which key a reporting session was minted, so that it ends when that key is revoked. */
export const mintedKeys: MigrationStatements = ({ columnTypes: { key } }) => [
  `alter table api_key add column minted_by ${key} references api_key (key_id)`,
  'create index api_key_by_minter on api_key (minted_by)',
];
