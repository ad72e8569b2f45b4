import type { MigrationStatements } from '../migrate.ts';

/** The place of each certificate in the status lists, given once and never moved. */
export const statusPlaces: MigrationStatements = (dialect) => {
  const { key, integer } = dialect.columnTypes;
  return [
    `create table status_place (
       certificate_id ${key} primary key references certificate,
       place ${integer} not null unique
     ) ${dialect.tableOptions}`,
    `create table status_place_counter (next ${integer} not null) ${dialect.tableOptions}`,
    `insert into status_place (certificate_id, place)
       select certificate_id, row_number() over (order by certificate_id) - 1 from certificate`,
    'insert into status_place_counter (next) select count(*) from status_place',
    'create index status_change_by_instant on certificate_status_change (at_ms)',
  ];
};
