import { nationalDirectoryId } from '@fupin/schema';
import { knownSchemes } from '../../schemes/known-schemes.ts';
import type { MigrationStatements } from '../migration.ts';

/** Certification schemes; applications under them with evidence and objections; the batches that list certificates. */
export const applications: MigrationStatements = (dialect) => {
  const { key, text, integer, flag } = dialect.columnTypes;
  const table = (name: string, columns: string) =>
    `create table ${name} (${columns}) ${dialect.tableOptions}`;
  return [
    table(
      'scheme',
      `scheme_id ${key} primary key,
       name ${text} not null,
       name_en ${text} not null,
       number_prefix ${key} not null unique,
       definition ${text} not null`,
    ),
    ...knownSchemes.map(
      (scheme) =>
        `insert into scheme (scheme_id, name, name_en, number_prefix, definition) values (${[
          scheme.schemeId,
          scheme.name,
          scheme.nameEn,
          scheme.numberPrefix,
          JSON.stringify(scheme),
        ]
          .map(quoted)
          .join(', ')})`,
    ),
    `alter table certificate add column scheme_id ${key} not null default ${quoted(nationalDirectoryId)}`,
    'create index certificate_by_scheme on certificate (scheme_id, product_id)',
    'create index certificate_by_batch on certificate (scheme_id, batch, directory_no)',
    table(
      'application',
      `application_id ${key} primary key,
       supplier_id ${key} not null references supplier,
       county_code ${key} not null,
       version ${integer} not null,
       revision ${integer} not null,
       created_at ${key} not null`,
    ),
    'create index application_by_supplier on application (supplier_id, application_id)',
    table(
      'application_dossier',
      `application_id ${key} not null references application,
       revision ${integer} not null,
       content ${text} not null,
       submitted ${flag} not null,
       primary key (application_id, revision)`,
    ),
    table(
      'batch',
      `batch_id ${key} primary key,
       scheme_id ${key} not null references scheme,
       name ${text} not null,
       division_code ${key},
       created_at ${key} not null,
       published_at ${key},
       unique (scheme_id, name)`,
    ),
    'create index batch_by_publication on batch (published_at, batch_id)',
    // What an official's desk and the public lists select by stands in columns of its own.
    table(
      'application_track',
      `application_id ${key} not null references application,
       scheme_id ${key} not null references scheme,
       supplier_id ${key} not null,
       county_code ${key} not null,
       township_code ${key},
       version ${integer} not null,
       state ${key} not null,
       place ${integer} not null,
       revision ${integer},
       awaited_step ${key},
       awaited_level ${key},
       awaited_role ${key},
       awaited_area ${key},
       due_on ${key},
       notice_from ${key},
       notice_until ${key},
       product_id ${key},
       product_name ${text},
       open_product_id ${key},
       batch_id ${key} references batch,
       certificate_id ${key},
       updated_at ${key} not null,
       primary key (application_id, scheme_id),
       unique (scheme_id, open_product_id)`,
    ),
    'create index track_by_supplier on application_track (supplier_id, updated_at)',
    'create index track_by_county on application_track (county_code, updated_at)',
    'create index track_by_update on application_track (updated_at, application_id, scheme_id) where revision is not null',
    'create index track_by_awaited on application_track (awaited_level, awaited_area, updated_at)',
    'create index track_by_awaited_step on application_track (scheme_id, awaited_step, application_id)',
    `create index track_by_notice on application_track (notice_until, application_id, scheme_id)
      where state = 'publicNotice'`,
    'create index track_by_batch on application_track (batch_id) where batch_id is not null',
    table(
      'track_entry',
      `application_id ${key} not null,
       scheme_id ${key} not null,
       sequence ${integer} not null,
       action ${key} not null,
       step ${key},
       state ${key} not null,
       key_id ${key} not null,
       actor_label ${text} not null,
       actor_role ${key} not null,
       actor_division ${key},
       at ${key} not null,
       reason ${text},
       primary key (application_id, scheme_id, sequence)`,
    ),
    table(
      'objection',
      `objection_id ${key} primary key,
       application_id ${key} not null,
       scheme_id ${key} not null,
       revision ${integer} not null,
       reason ${text} not null,
       contact ${text} not null,
       filed_at ${key} not null,
       answer ${text},
       upheld ${flag},
       answered_at ${key},
       answered_by ${text}`,
    ),
    'create index objection_by_application on objection (application_id, scheme_id, objection_id)',
    table(
      'evidence',
      `evidence_id ${key} primary key,
       application_id ${key} not null references application,
       kind ${key} not null,
       file_name ${text} not null,
       media_type ${key} not null,
       size_bytes ${integer} not null,
       sha256 ${key} not null,
       submitted_revision ${integer},
       added_at ${key} not null,
       unique (application_id, kind, file_name)`,
    ),
    'create index evidence_by_digest on evidence (sha256)',
    table('loose_file', `sha256 ${key} primary key, loose_since ${key} not null`),
    'create index loose_file_by_time on loose_file (loose_since)',
    table(
      'directory_counter',
      `number_prefix ${key} not null,
       year ${key} not null,
       county_code ${key} not null,
       next ${integer} not null,
       primary key (number_prefix, year, county_code)`,
    ),
  ];
};

function quoted(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}
