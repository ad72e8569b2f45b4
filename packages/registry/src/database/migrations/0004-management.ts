import type { MigrationStatements } from '../migration.ts';

/** Renewals, spot checks, complaints, the blacklist of suppliers, and one date for the status lists of all processes. */
export const management: MigrationStatements = (dialect) => {
  const { key, text, integer } = dialect.columnTypes;
  const table = (name: string, columns: string) =>
    `create table ${name} (${columns}) ${dialect.tableOptions}`;
  return [
    `alter table certificate add column renews ${key} references certificate`,
    'create unique index certificate_by_renewed on certificate (renews) where renews is not null',
    'create index certificate_by_end on certificate (valid_until, certificate_id)',
    'create index certificate_by_county on certificate (county_code, valid_until, certificate_id)',
    `alter table certificate_status_change add column reason_code ${key}`,
    `alter table certificate_status_change add column key_id ${key}`,
    `create index status_change_by_status on certificate_status_change (status, certificate_id)`,
    // Which state of the database the status lists show, and the date that they bear for it: one row.
    table(
      'status_list_state',
      `recorded ${integer} not null, shown ${integer} not null, dated_ms ${integer} not null`,
    ),
    `insert into status_list_state (recorded, shown, dated_ms)
      select count(*), -1, 0 from certificate_status_change`,
    table(
      'spot_check',
      `spot_check_id ${key} primary key,
       certificate_id ${key} not null references certificate,
       county_code ${key} not null,
       aspects ${text} not null,
       planned_for ${key} not null,
       outcome ${key},
       finding ${text},
       evidence ${text},
       remedy_by ${key},
       created_at ${key} not null,
       created_by ${key},
       concluded_at ${key},
       concluded_by ${key}`,
    ),
    'create index spot_check_by_certificate on spot_check (certificate_id, concluded_at)',
    'create index spot_check_by_day on spot_check (planned_for, spot_check_id)',
    'create index spot_check_by_county on spot_check (county_code, planned_for, spot_check_id)',
    `create index spot_check_planned on spot_check (county_code, planned_for, spot_check_id)
      where outcome is null`,
    table(
      'complaint',
      `complaint_id ${key} primary key,
       receipt_no ${key} not null unique,
       follow_up_hash ${key} not null,
       certificate_id ${key} not null references certificate,
       county_code ${key} not null,
       outlet_id ${key} references outlet (outlet_id),
       kind ${key} not null,
       text ${text} not null,
       state ${key} not null,
       received_at ${key} not null,
       acknowledge_by ${key} not null`,
    ),
    'create index complaint_by_certificate on complaint (certificate_id, state)',
    'create index complaint_by_age on complaint (received_at, complaint_id)',
    'create index complaint_by_state on complaint (state, received_at, complaint_id)',
    'create index complaint_by_county on complaint (county_code, received_at, complaint_id)',
    // What only those who handle a complaint may see stands apart from it, so that no list can show it by mistake.
    table(
      'complaint_private',
      `complaint_id ${key} primary key references complaint,
       order_no ${text},
       contact ${text},
       erase_after ${key}`,
    ),
    `create index complaint_private_by_end on complaint_private (erase_after)
      where erase_after is not null`,
    table(
      'complaint_event',
      `complaint_id ${key} not null references complaint,
       sequence ${integer} not null,
       state ${key} not null,
       at ${key} not null,
       reason ${text},
       key_id ${key},
       primary key (complaint_id, sequence)`,
    ),
    table(
      'blacklist_entry',
      `blacklist_entry_id ${key} primary key,
       supplier_id ${key} not null references supplier,
       county_code ${key} not null,
       reason ${text} not null,
       added_at ${key} not null,
       added_by ${key},
       until ${key},
       removed_at ${key},
       removed_by ${key},
       removal_reason ${text},
       certificate_status ${key} not null,
       certificates_changed ${integer} not null`,
    ),
    'create index blacklist_entry_by_supplier on blacklist_entry (supplier_id, added_at)',
    'create index blacklist_entry_by_age on blacklist_entry (added_at, blacklist_entry_id)',
  ];
};
