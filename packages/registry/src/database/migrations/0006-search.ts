import type { MigrationStatements } from '../migration.ts';

/** The indexes by which products and outlets are found. */
export const search: MigrationStatements = (dialect) => {
  const { key, text, integer, real, bytes } = dialect.columnTypes;
  const table = (name: string, columns: string) =>
    `create table ${name} (${columns}) ${dialect.tableOptions}`;
  return [
    table(
      'search_index',
      `collection ${key} primary key,
       version ${integer} not null,
       words_version ${integer} not null,
       next_place ${integer} not null,
       format ${integer} not null`,
    ),
    // Format 0 is that of no software, so what an older one has stored is indexed when this one first opens the database.
    `insert into search_index (collection, version, words_version, next_place, format)
      values ('product', 0, 0, 0, 0), ('outlet', 0, 0, 0, 0)`,
    // In SQLite kept by its key alone: the terms take more room than the places.
    `create table search_posting (
       collection ${key} not null,
       term ${key} not null,
       chunk ${integer} not null,
       places ${bytes} not null,
       primary key (collection, term, chunk)
     ) ${dialect.name === 'sqlite' ? 'strict, without rowid' : ''}`,
    table(
      'product_entry',
      `place ${integer} primary key,
       product_id ${key} not null unique references product (product_id),
       version ${integer} not null,
       county_code ${key} not null,
       category_code ${key} not null,
       reference_price_fen ${integer} not null,
       validity ${text} not null,
       households_helped ${text} not null,
       outlet_kinds ${text} not null,
       document ${text} not null`,
    ),
    'create index product_entry_by_version on product_entry (version, place)',
    table(
      'outlet_entry',
      `place ${integer} primary key,
       outlet_id ${key} not null unique references outlet (outlet_id),
       version ${integer} not null,
       kind ${key} not null,
       division_code ${key},
       longitude ${real},
       latitude ${real},
       document ${text} not null`,
    ),
    'create index outlet_entry_by_version on outlet_entry (version, place)',
    table(
      'shelf',
      `outlet_id ${key} primary key references outlet (outlet_id),
       version ${integer} not null,
       places ${bytes} not null`,
    ),
  ];
};
