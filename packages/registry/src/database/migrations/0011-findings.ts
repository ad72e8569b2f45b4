import type { MigrationStatements } from '../migration.ts';

/** What supervision finds in the ledger, by which rules, and what it keeps to find it. */
export const findings: MigrationStatements = (dialect) => {
  const { key, text, integer, real, flag } = dialect.columnTypes;
  const table = (name: string, columns: string) =>
    `create table ${name} (${columns}) ${dialect.tableOptions}`;
  return [
    table(
      'finding',
      `finding_id ${key} primary key,
       rule ${key} not null,
       rule_version ${integer} not null,
       case_key ${key} not null,
       state ${key} not null,
       county_code ${key} not null,
       outlet_ids ${text} not null,
       product_id ${key},
       certificate_id ${key},
       terminal_id ${key},
       evidence ${text} not null,
       counts_from ${key} not null,
       raised_at ${key} not null,
       updated_at ${key} not null,
       reason_code ${key},
       reason ${text},
       resolved_at ${key},
       resolved_by ${key},
       status_changed_at ${key},
       resolution_ms ${integer}`,
    ),
    `create unique index finding_by_open_case on finding (rule, case_key) where state = 'open'`,
    'create index finding_by_case on finding (rule, case_key, raised_at)',
    'create index finding_by_age on finding (raised_at, finding_id)',
    'create index finding_by_state on finding (state, raised_at, finding_id)',
    'create index finding_by_rule on finding (rule, state, raised_at, finding_id)',
    'create index finding_by_county on finding (county_code, raised_at, finding_id)',
    `create index finding_by_product on finding (product_id, raised_at, finding_id)
      where product_id is not null`,
    `create index finding_by_certificate on finding (certificate_id, raised_at, finding_id)
      where certificate_id is not null`,
    table(
      'finding_party',
      `outlet_id ${key} not null references outlet (outlet_id),
       finding_id ${key} not null references finding (finding_id),
       operator_id ${key} not null,
       primary key (finding_id, outlet_id)`,
    ),
    'create index finding_party_by_outlet on finding_party (outlet_id, finding_id)',
    'create index finding_party_by_operator on finding_party (operator_id, finding_id)',
    table(
      'finding_rule',
      `rule ${key} not null,
       version ${integer} not null,
       enabled ${flag} not null,
       thresholds ${text} not null,
       reasoning ${text} not null,
       set_at ${key} not null,
       set_by ${key},
       primary key (rule, version)`,
    ),
    // How far accepted lines have been followed: one row.
    table('finding_cursor', `first_leaf ${integer} not null`),
    `insert into finding_cursor (first_leaf) values (${Number.MIN_SAFE_INTEGER})`,
    // Cases that are to be looked at once what belongs to them has come in.
    table(
      'finding_due',
      `rule ${key} not null,
       case_key ${key} not null,
       due_at ${key} not null,
       primary key (rule, case_key)`,
    ),
    'create index finding_due_by_instant on finding_due (due_at)',
    table(
      'price_week',
      `outlet_id ${key} not null,
       product_id ${key} not null,
       week ${key} not null,
       lines ${integer} not null,
       dear_lines ${integer} not null,
       amount_fen ${real} not null,
       reference_fen ${real} not null,
       primary key (outlet_id, product_id, week)`,
    ),
    // What was sold under a certificate in a year, in thousandths of the smallest unit that goes with its supply's.
    table(
      'certificate_year',
      `certificate_id ${key} not null,
       year ${integer} not null,
       sold ${real} not null,
       primary key (certificate_id, year)`,
    ),
    table(
      'sale_claim',
      `bucket ${integer} not null,
       order_key ${integer} not null,
       outlet_id ${key} not null,
       content ${integer} not null,
       sold_at ${integer} not null,
       line_id ${key} not null,
       primary key (bucket, order_key, outlet_id, line_id)`,
    ),
    // Order numbers that two outlets have used, for the share of them that is of the same goods.
    table(
      'shared_order',
      `outlet_id ${key} not null,
       other_outlet_id ${key} not null,
       bucket ${integer} not null,
       order_key ${integer} not null,
       primary key (outlet_id, other_outlet_id, bucket, order_key)`,
    ),
    'create index shared_order_by_age on shared_order (bucket)',
    table(
      'outlet_activity',
      `outlet_id ${key} primary key references outlet (outlet_id),
       heard_at ${key} not null,
       last_report_at ${key},
       last_sold_at ${key},
       last_heartbeat_at ${key},
       pauses ${text} not null,
       silence_found ${key} not null`,
    ),
    'create index outlet_activity_by_instant on outlet_activity (heard_at, outlet_id)',
    `insert into outlet_activity (outlet_id, heard_at, pauses, silence_found)
       select outlet_id, '', '[]', '' from outlet`,
    // Since when a terminal has had numbers missing, for those that have.
    table(
      'terminal_gap',
      `outlet_id ${key} not null,
       terminal_id ${key} not null,
       epoch ${key} not null,
       first ${integer} not null,
       last ${integer} not null,
       seen_at ${key} not null,
       primary key (outlet_id, terminal_id, epoch, first)`,
    ),
    `create index sale_terminal_with_gap on sale_terminal (outlet_id, terminal_id, epoch)
      where watermark < highest or watermark < announced`,
  ];
};
