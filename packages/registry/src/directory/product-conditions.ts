import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { hasCertificateInForce } from '../certificates/in-force-condition.ts';
import type { DatabaseDialect } from '../database/dialect.ts';
import { isFound } from '../search/search-condition.ts';
import { countyCodePrefixes } from './county.ts';

/** What products are to be listed; an absent member selects nothing. */
export interface ProductFilter {
  readonly q?: string | undefined;
  readonly divisionCode?: string | undefined;
  readonly categoryCode?: string | undefined;
  readonly inForce?: boolean | undefined;
}

/** The conditions on rows of `product` that a filter stands for; true where there are none. */
export function productConditions(
  dialect: DatabaseDialect,
  filter: ProductFilter,
  at: Date,
): RawBuilder<SqlBool> {
  const { q, divisionCode, categoryCode, inForce } = filter;
  const conditions: RawBuilder<SqlBool>[] = [];
  if (q !== undefined) conditions.push(isFound(dialect, 'product', q));
  if (divisionCode !== undefined) {
    conditions.push(isWithinDivision(sql.ref('product.countyCode'), divisionCode));
  }
  if (categoryCode !== undefined) {
    conditions.push(beginsWith(sql.ref('product.categoryCode'), categoryCode));
  }
  if (inForce === true) conditions.push(hasCertificateInForce(at));
  if (inForce === false) conditions.push(sql<SqlBool>`not ${hasCertificateInForce(at)}`);
  return conditions.length > 0 ? sql.join(conditions, sql` and `) : sql<SqlBool>`1 = 1`;
}

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
