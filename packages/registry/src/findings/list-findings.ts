import type { OperationQuery, OperationResponse } from '@fupin/schema';
import { sql } from 'kysely';
import type { Connection } from '../database/database.ts';
import { isWithinDivision } from '../directory/within-division.ts';
import { groupBy } from '../group-by.ts';
import { readPage, type SortKey } from '../search/keyset.ts';
import { findingOnWire } from './finding-on-wire.ts';

const sortKeys: readonly SortKey[] = [
  { expression: sql.ref<string>('finding.raisedAt'), type: 'text', direction: 'descending' },
  { expression: sql.ref<string>('finding.findingId'), type: 'text', direction: 'descending' },
];

/** Who sees findings: those of a division, or those about an operator's own outlets. */
export type FindingSight = { readonly division: string } | { readonly operatorId: string };

/** A page of findings, the latest first. */
export async function listFindings(
  connection: Connection,
  sight: FindingSight,
  { limit, cursor, ...filter }: OperationQuery<'listFindings'>,
): Promise<OperationResponse<'listFindings'>> {
  const list = ['findings', sight, filter];
  const { divisionCode, rule, findingState, outletId, productId, certificateId } = filter;
  const county = sql.ref('finding.countyCode');
  const isParty = (column: 'operatorId' | 'outletId', value: string) =>
    sql<boolean>`finding.finding_id in (select finding_id from finding_party
      where ${sql.ref(`findingParty.${column}`)} = ${value})`;
  let selected = connection.db.selectFrom('finding').selectAll();
  selected =
    'division' in sight
      ? selected.where(isWithinDivision(county, sight.division))
      : selected.where(isParty('operatorId', sight.operatorId));
  if (divisionCode !== undefined) selected = selected.where(isWithinDivision(county, divisionCode));
  if (rule !== undefined) selected = selected.where('rule', '=', rule);
  if (findingState !== undefined) selected = selected.where('state', '=', findingState);
  if (outletId !== undefined) selected = selected.where(isParty('outletId', outletId));
  if (productId !== undefined) selected = selected.where('productId', '=', productId);
  if (certificateId !== undefined) selected = selected.where('certificateId', '=', certificateId);
  const { rows, nextCursor } = await readPage(selected, { list, keys: sortKeys, limit, cursor });
  if ('division' in sight) return { items: rows.map((row) => findingOnWire(row)), nextCursor };
  const own = await ownOutlets(
    connection,
    sight.operatorId,
    rows.map(({ findingId }) => findingId),
  );
  return { items: rows.map((row) => findingOnWire(row, own(row.findingId))), nextCursor };
}

/** A function that says which outlets of an operator a finding is about. */
export async function ownOutlets(
  { db }: Connection,
  operatorId: string,
  findingIds: readonly string[],
): Promise<(findingId: string) => ReadonlySet<string>> {
  if (findingIds.length === 0) return () => new Set();
  const rows = await db
    .selectFrom('findingParty')
    .select(['findingId', 'outletId'])
    .where('findingId', 'in', findingIds)
    .where('operatorId', '=', operatorId)
    .execute();
  const byFinding = groupBy(rows, ({ findingId }) => findingId);
  return (findingId) => new Set((byFinding.get(findingId) ?? []).map(({ outletId }) => outletId));
}
