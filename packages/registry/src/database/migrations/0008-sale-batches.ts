import type { MigrationStatements } from '../migration.ts';

/** In which batch a line came, on which day the ledger counts it, and by how much the seller's clock was off. */
export const salesBatches: MigrationStatements = (dialect) => {
  const { key, integer } = dialect.columnTypes;
  return [
    `create table sale_batch (
       outlet_id ${key} not null,
       batch_id ${key} not null,
       lines ${integer} not null,
       accepted_at ${key} not null,
       first_leaf ${integer},
       primary key (outlet_id, batch_id)
     ) ${dialect.tableOptions}`,
    'create index sale_batch_by_leaf on sale_batch (first_leaf) where first_leaf is not null',
    `alter table sale_line add column cooperation ${key}`,
    `alter table sale_line add column booked_on ${key} not null default ''`,
    `alter table sale_line add column clock_skew_ms ${integer}`,
    `alter table sale_line add column batch_id ${key} not null default ''`,
    `alter table sale_line add column batch_place ${integer} not null default 0`,
    'create index sale_line_by_batch on sale_line (outlet_id, batch_id, batch_place)',
    // Lines from before count as one batch an outlet, before all that are in the log by their batch.
    `insert into sale_batch (outlet_id, batch_id, lines, accepted_at, first_leaf)
       select outlet_id, '', count(*), max(accepted_at), -row_number() over (order by outlet_id)
       from sale_line group by outlet_id`,
    `update sale_line set booked_on = business_date`,
  ];
};
