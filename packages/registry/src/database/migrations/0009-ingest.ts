import type { MigrationStatements } from '../migration.ts';

/** Which numbered lines have arrived from each terminal: in ranges, with the hash chain at both ends of each. */
export const ingest: MigrationStatements = (dialect) => {
  const { key, integer } = dialect.columnTypes;
  const table = (name: string, columns: string) =>
    `create table ${name} (${columns}) ${dialect.tableOptions}`;
  return [
    table(
      'sale_terminal',
      `outlet_id ${key} not null,
       terminal_id ${key} not null,
       epoch ${key} not null,
       watermark ${integer} not null,
       highest ${integer} not null,
       received ${integer} not null,
       announced ${integer},
       first_heard_at ${key} not null,
       last_heard_at ${key} not null,
       clock_skew_ms ${integer},
       forks ${integer} not null,
       fork_first ${integer},
       fork_last ${integer},
       fork_at ${key},
       primary key (outlet_id, terminal_id, epoch)`,
    ),
    table(
      'sale_terminal_range',
      `outlet_id ${key} not null,
       terminal_id ${key} not null,
       epoch ${key} not null,
       first ${integer} not null,
       last ${integer} not null,
       previous ${key} not null,
       head ${key} not null,
       primary key (outlet_id, terminal_id, epoch, first)`,
    ),
  ];
};
