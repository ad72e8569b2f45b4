import type { MigrationStatements } from '../migration.ts';

/** The transparency log: what is to be logged, its tiles and entries, its checkpoint, and where records stand in it. */
export const log: MigrationStatements = (dialect) => {
  const { key, text, integer, bytes } = dialect.columnTypes;
  const table = (name: string, columns: string) =>
    `create table ${name} (${columns}) ${dialect.tableOptions}`;
  const number =
    dialect.name === 'sqlite'
      ? 'number integer primary key'
      : 'number bigint generated always as identity primary key';
  return [
    table('log_pending', `${number}, intents ${text} not null`),
    table('log_tree', `tree_size ${integer} not null, peaks ${bytes} not null`),
    `insert into log_tree (tree_size, peaks) values (0, cast('' as ${bytes}))`,
    table(
      'log_tile',
      `level ${integer} not null,
       number ${integer} not null,
       hashes ${bytes} not null,
       primary key (level, number)`,
    ),
    table('log_entry_bundle', `number ${integer} not null primary key, entries ${bytes} not null`),
    table('log_leaf', `leaf_hash ${bytes} not null primary key, leaf_index ${integer} not null`),
    table(
      'log_checkpoint',
      `tree_size ${integer} not null primary key,
       peaks ${bytes} not null,
       note ${text} not null,
       verifier_key ${text} not null`,
    ),
    table('log_witness', `witness_key ${key} primary key, tree_size ${integer} not null`),
    table(
      'log_certificate',
      `certificate_id ${key} primary key,
       digest ${key} not null,
       leaf_index ${integer} not null`,
    ),
    table(
      'log_outlet',
      `outlet_id ${key} primary key, salt ${key} not null, lines ${integer} not null`,
    ),
    table(
      'log_sold',
      `certificate_id ${key} not null,
       year ${integer} not null,
       quantity ${key} not null,
       primary key (certificate_id, year)`,
    ),
  ];
};
