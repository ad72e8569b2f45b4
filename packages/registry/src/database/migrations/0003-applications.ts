import { nationalDirectoryId } from '@fupin/schema';
import { knownSchemes } from '../../schemes/known-schemes.ts';
import type { MigrationStatements } from '../migration.ts';

/** Certification schemes, and of each certificate under which it was given. */
export const applications: MigrationStatements = (dialect) => {
  const { key, text } = dialect.columnTypes;
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
  ];
};

function quoted(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}
