import type { MigrationStatements } from '../migration.ts';

/** The register of mark licences, and who holds an origin. */
export const licences: MigrationStatements = (dialect) => {
  const { key, text, integer } = dialect.columnTypes;
  const table = (name: string, columns: string) =>
    `create table ${name} (${columns}) ${dialect.tableOptions}`;
  return [
    table(
      'mark_licence',
      `licence_id ${key} primary key,
       licence_no ${key} unique,
       outlet_id ${key} not null references outlet (outlet_id),
       operator_id ${key} not null references operator,
       status ${key} not null,
       status_at ${key} not null,
       terms_version ${key},
       terms_digest ${key},
       accepted_at ${key},
       signatory ${text},
       requested_at ${key} not null,
       renewal_requested_at ${key},
       valid_from ${key},
       valid_until ${key},
       looked_at ${key},
       next_check_at ${key}`,
    ),
    'create index mark_licence_by_request on mark_licence (requested_at, licence_id)',
    'create index mark_licence_by_outlet on mark_licence (outlet_id, requested_at, licence_id)',
    'create index mark_licence_by_operator on mark_licence (operator_id, requested_at, licence_id)',
    'create index mark_licence_by_status on mark_licence (status, requested_at, licence_id)',
    // Nearly all licences are granted ones: no search for those of an outlet or an origin may begin with the status.
    'create index mark_licence_in_force on mark_licence (outlet_id, status, valid_until)',
    `create index mark_licence_by_end on mark_licence (valid_until) where status = 'granted'`,
    `create index mark_licence_to_check on mark_licence (next_check_at)
      where next_check_at is not null`,
    table(
      'mark_licence_origin',
      `licence_id ${key} not null references mark_licence,
       position ${integer} not null,
       origin ${key} not null,
       challenge ${key},
       challenge_expires_at ${key},
       proved_challenge ${key},
       proof_kind ${key},
       proved_at ${key},
       checked_at ${key},
       proof_seen ${text},
       failures ${integer} not null,
       failing_since ${key},
       finding ${text},
       primary key (licence_id, position)`,
    ),
    'create index mark_licence_origin_by_origin on mark_licence_origin (origin, licence_id)',
    table(
      'mark_licence_change',
      `licence_id ${key} not null references mark_licence,
       sequence ${integer} not null,
       status ${key} not null,
       at ${key} not null,
       actor ${key} not null,
       key_id ${key},
       reason ${text},
       primary key (licence_id, sequence)`,
    ),
    // Who was last licensed for an origin; its row makes grants of the same origin wait for each other.
    table('origin_holder', `origin ${key} primary key, operator_id ${key} not null`),
  ];
};
