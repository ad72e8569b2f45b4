import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { Connection } from '../database/database.ts';
import type { LedgerCondition } from './ledger-filter.ts';
import type { LedgerScope } from './ledger-scope.ts';
import { unknownMember } from './line-sums.ts';
import type { MemberChoice } from './read-sums.ts';
import { rangeOf, readSums } from './read-sums.ts';
import { wholeOf, type DayRange } from './spans.ts';

/** Which lines are meant: whose, of which days, of which conditions all hold, up to which place of the log. */
export interface LineSelection {
  readonly scope: LedgerScope;
  readonly range: DayRange;
  readonly conditions: readonly LedgerCondition[];
  readonly upTo: number;
}

/** The lines of one outlet, or of one product. */
export type Lane = { readonly outletId: string } | { readonly productId: string };

/**
 * The lanes after one, in the order of their ids, by which an index leads to all lines that are meant: by outlet, or by product
 * where products or a supplier are asked for and no outlet.
 */
export async function lanesAfter(
  connection: Connection,
  { scope, range, conditions }: LineSelection,
  after: string | undefined,
  limit: number,
): Promise<readonly Lane[]> {
  const isAfter = (id: string) => after === undefined || id > after;
  if (scope.kind === 'outlet') {
    const ids = scope.ids.filter(isAfter).toSorted().slice(0, limit);
    return ids.map((outletId) => ({ outletId }));
  }
  const products = await productsOf(connection, conditions);
  if (products) {
    return products
      .filter(isAfter)
      .slice(0, limit)
      .map((productId) => ({ productId }));
  }
  const rows = await readSums(connection, {
    sums: ['lines'],
    scope,
    dimension: 'outlet',
    spans: [wholeOf(range)],
    after,
    limit,
  });
  const ids = rows
    .map(({ member }) => member)
    .toSorted()
    .slice(0, limit);
  return ids.map((outletId) => ({ outletId }));
}

/** The id of what a lane is of. */
export function laneId(lane: Lane): string {
  return 'outletId' in lane ? lane.outletId : lane.productId;
}

async function productsOf(
  { db }: Connection,
  conditions: readonly LedgerCondition[],
): Promise<readonly string[] | undefined> {
  const product = membersOf(conditions, 'product');
  if (product) return product;
  const supplier = membersOf(conditions, 'supplier');
  if (!supplier) return undefined;
  const rows = await db
    .selectFrom('ledgerProduct')
    .select('productId')
    .where('supplierId', 'in', supplier)
    .orderBy('productId')
    .execute();
  return rows.map(({ productId }) => productId);
}

function membersOf(
  conditions: readonly LedgerCondition[],
  dimension: LedgerCondition['dimension'],
): readonly string[] | undefined {
  const only = conditions.find((each) => each.dimension === dimension)?.only;
  return only && 'members' in only ? only.members : undefined;
}

/** Condition: a line of `sale_line l` in `sale_batch b` is meant, its lane and days apart. */
export function isMeant({ scope, conditions, upTo }: LineSelection): RawBuilder<SqlBool> {
  const parts = [
    sql<SqlBool>`b.first_leaf <= ${upTo}`,
    ...ofScope(scope),
    ...conditions.map(holds),
  ];
  return sql<SqlBool>`${sql.join(parts, sql` and `)}`;
}

function ofScope({ kind, ids }: LedgerScope): RawBuilder<SqlBool>[] {
  switch (kind) {
    case 'all':
      return [];
    case 'outlet':
      return [sql<SqlBool>`l.outlet_id in (${sql.join(ids)})`];
    case 'operator':
      return [ofOutlets(sql`operator_id in (${sql.join(ids)})`)];
    case 'province': {
      const provinces = ids.map((code) => code.slice(0, 2));
      return [ofOutlets(sql`substr(division_code, 1, 2) in (${sql.join(provinces)})`)];
    }
  }
}

function holds({ dimension, only }: LedgerCondition): RawBuilder<SqlBool> {
  switch (dimension) {
    case 'outlet':
      return isChosen(sql`l.outlet_id`, only);
    case 'outletKind':
      return ofOutlets(isChosen(sql`kind`, only));
    case 'operator':
      return ofOutlets(isChosen(sql`operator_id`, only));
    case 'product':
      return isChosen(sql`l.product_id`, only);
    case 'supplier':
      return ofProducts(isChosen(sql`supplier_id`, only));
    case 'category':
    case 'categoryGroup':
      return ofProducts(isChosen(sql`category_code`, only));
    case 'county':
    case 'prefecture':
    case 'province':
      return isChosen(sql`l.county_code`, only);
    case 'buyerKind':
      return isChosen(sql`l.buyer_kind`, only);
    case 'fundSource':
      return isChosen(sql`l.fund_source`, only);
    case 'cooperation':
      return isChosen(sql`l.cooperation`, only);
    case 'linkageKind':
      return helpsBy(only);
  }
}

function isChosen(column: RawBuilder<unknown>, only: MemberChoice): RawBuilder<SqlBool> {
  if ('prefixes' in only) {
    const ranges = only.prefixes.map(
      (prefix) => sql`(${column} >= ${prefix} and ${column} < ${`${prefix}:`})`,
    );
    return sql<SqlBool>`(${sql.join(ranges, sql` or `)})`;
  }
  const known = only.members.filter((member) => member !== unknownMember);
  const parts = [
    ...(known.length > 0 ? [sql`${column} in (${sql.join(known)})`] : []),
    ...(known.length < only.members.length ? [sql`${column} is null`] : []),
  ];
  return parts.length > 0 ? sql<SqlBool>`(${sql.join(parts, sql` or `)})` : sql<SqlBool>`1 = 0`;
}

// The names of kinds are plain words, which no other kind's holds between quotation marks.
function helpsBy(only: MemberChoice): RawBuilder<SqlBool> {
  const members = 'members' in only ? only.members : [];
  const parts = members.map((kind) =>
    kind === unknownMember
      ? sql`(l.certificate_id is null or l.certificate_id in
          (select certificate_id from ledger_certificate where linkage_kinds = '[]'))`
      : sql`l.certificate_id in
          (select certificate_id from ledger_certificate where linkage_kinds like ${`%"${kind}"%`})`,
  );
  return sql<SqlBool>`(${sql.join(parts, sql` or `)})`;
}

function ofOutlets(condition: RawBuilder<unknown>): RawBuilder<SqlBool> {
  return sql<SqlBool>`l.outlet_id in (select outlet_id from ledger_outlet where ${condition})`;
}

function ofProducts(condition: RawBuilder<unknown>): RawBuilder<SqlBool> {
  return sql<SqlBool>`l.product_id in (select product_id from ledger_product where ${condition})`;
}

/** What is meant by a scope and filter; undefined where nothing can be. */
export async function selectionOf(
  connection: Connection,
  scope: LedgerScope,
  filter: {
    readonly from: string | undefined;
    readonly to: string | undefined;
    readonly conditions: readonly LedgerCondition[];
  },
  upTo: number,
): Promise<LineSelection | undefined> {
  const range = await rangeOf(connection, scope, filter);
  return range && { scope, range, conditions: filter.conditions, upTo };
}
