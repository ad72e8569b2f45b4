import type { MigrationStatements } from '../migration.ts';

/** Which key sets were logged, and the status of the credentials that are issued through W3C's VC API. */
export const keys: MigrationStatements = (dialect) => {
  const { key, integer, flag } = dialect.columnTypes;
  return [
    `create table logged_key_set (digest ${key} primary key, logged_at ${key} not null) ${dialect.tableOptions}`,
    `create table vc_api_status (
       purpose ${key} not null,
       place ${integer} not null,
       credential_id ${key} not null,
       is_set ${flag} not null,
       primary key (purpose, place),
       unique (credential_id, purpose)
     ) ${dialect.tableOptions}`,
  ];
};
