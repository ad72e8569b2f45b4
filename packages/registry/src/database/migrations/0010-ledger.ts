import type { MigrationStatements } from '../migration.ts';

/** Closed months; sums of the ledger's lines, kept by a worker behind a cursor; campaigns. */
export const ledger: MigrationStatements = (dialect) => {
  const { key, text, integer } = dialect.columnTypes;
  const table = (name: string, columns: string, options: readonly string[] = []) =>
    `create table ${name} (${columns}) ${[dialect.tableOptions, ...options].filter(Boolean).join(', ')}`;
  const clustered = dialect.name === 'sqlite' ? ['without rowid'] : [];
  const sums = [
    'lines',
    'unmatched_lines',
    'late_lines',
    'sales_fen',
    'returns_fen',
    'voids_fen',
    'late_fen',
    'certified_lines',
    'certified_sales_fen',
    'certified_returns_fen',
    'certified_voids_fen',
  ];
  return [
    table(
      'ledger_period',
      `month ${key} primary key,
       closed_at ${key} not null,
       closed_by ${key},
       settled_at ${key}`,
    ),
    // The last closed month; in a row of its own, so that one who takes lines can keep it from changing.
    table('ledger_closing', `closed_month ${key} not null`),
    `insert into ledger_closing (closed_month) values ('')`,
    table('ledger_cursor', `first_leaf ${integer} not null, rolled_up_at ${key} not null`),
    `insert into ledger_cursor (first_leaf, rolled_up_at) values (${Number.MIN_SAFE_INTEGER}, '1970-01-01T00:00:00.000Z')`,
    table(
      'ledger_outlet',
      `outlet_id ${key} primary key,
       operator_id ${key} not null,
       kind ${key} not null,
       division_code ${key}`,
    ),
    'create index ledger_outlet_by_operator on ledger_outlet (operator_id, outlet_id)',
    table(
      'ledger_product',
      `product_id ${key} primary key, supplier_id ${key} not null, category_code ${key} not null`,
    ),
    'create index ledger_product_by_supplier on ledger_product (supplier_id)',
    table(
      'ledger_certificate',
      `certificate_id ${key} primary key, linkage_kinds ${text} not null`,
    ),
    table(
      'ledger_sum',
      `scope ${key} not null,
       dimension ${key} not null,
       period ${key} not null,
       member ${key} not null,
       ${sums.map((name) => `${name} ${integer} not null,`).join('\n       ')}
       primary key (scope, dimension, period, member)`,
      clustered,
    ),
    table(
      'campaign',
      `campaign_id ${key} primary key,
       name ${text} not null,
       name_en ${text},
       first_day ${key} not null,
       last_day ${key} not null,
       created_at ${key} not null`,
    ),
    'create index campaign_by_first_day on campaign (first_day, campaign_id)',
    // Lines are looked for by the day on which they count.
    'drop index sale_line_by_date',
    'create index sale_line_by_booking on sale_line (outlet_id, booked_on, batch_id, batch_place)',
    'create index sale_line_by_product on sale_line (product_id, booked_on) where product_id is not null',
    'create index sale_batch_without_leaf on sale_batch (outlet_id) where first_leaf is null',
  ];
};
