import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { countyCodePrefixes } from './county.ts';

/** Condition: a column of division codes lies within a division. */
export function isWithinDivision(
  column: RawBuilder<unknown>,
  divisionCode: string,
): RawBuilder<SqlBool> {
  const prefixes = countyCodePrefixes(divisionCode);
  return sql<SqlBool>`(${sql.join(
    prefixes.map((prefix) => beginsWith(column, prefix)),
    sql` or `,
  )})`;
}

// A range rather than `like`, so that both databases can use the index. Codes are digits, and `:` comes after 9.
function beginsWith(column: RawBuilder<unknown>, digits: string): RawBuilder<SqlBool> {
  return sql<SqlBool>`(${column} >= ${digits} and ${column} < ${`${digits}:`})`;
}
