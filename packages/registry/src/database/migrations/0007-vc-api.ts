import type { MigrationStatements } from '../migration.ts';

/** Status of the credentials that are issued through W3C's VC API. */
export const vcApi: MigrationStatements = (dialect) => {
  const { key, integer, flag } = dialect.columnTypes;
  return [
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
