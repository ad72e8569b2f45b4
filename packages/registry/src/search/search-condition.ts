import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { DatabaseDialect, SearchableTable } from '../database/dialect.ts';
import { searchTerms } from './search-text.ts';

/** Condition: a row is found by what a person searches for; nothing is where there are no words in it. */
export function isFound(
  dialect: DatabaseDialect,
  table: SearchableTable,
  query: string,
): RawBuilder<SqlBool> {
  const terms = searchTerms(query);
  return terms.length > 0 ? dialect.matches(table, terms) : sql<SqlBool>`1 = 0`;
}

/** How near a row's name is to what a person searches for: 0 the same, 1 its beginning, 2 a part of it, 3 found otherwise. */
export function nearness(table: SearchableTable, query: string): RawBuilder<number> {
  const text = query.toLowerCase();
  const pattern = text.replace(/[\\%_]/g, '\\$&');
  const name = sql`lower(${sql.ref(`${table}.name`)})`;
  return sql<number>`case
    when ${name} = ${text} then 0
    when ${name} like ${`${pattern}%`} escape '\\' then 1
    when ${name} like ${`%${pattern}%`} escape '\\' then 2
    else 3 end`;
}
