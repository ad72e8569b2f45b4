import { sql, type RawBuilder } from 'kysely';
import type { Connection } from '../database/database.ts';
import { insertNewRows } from '../database/write-rows.ts';
import { groupBy } from '../group-by.ts';
import { findOutlets } from '../outlets/outlet-store.ts';
import { addDue } from './due-cases.ts';
import type { SaleClaimRow, SharedOrderRow } from './finding-tables.ts';
import type { FollowedLine } from './followed-lines.ts';
import { hash53 } from './hash53.ts';
import type { AppliedRule } from './rule-store.ts';

const hourMs = 3_600_000;
const bucketMs = 30 * 24 * hourMs;
const bucketsKept = 3;
// A number that more outlets use says nothing about an order.
const mostOutlets = 3;
const keysAtOnce = 500;
const paddedSizes = [4, 20, 100, keysAtOnce];

/** The bucket of an instant: what is kept of an order stands in one of 30 days, so that it goes with its bucket. */
function bucketOf(ms: number): number {
  return Math.floor(ms / bucketMs);
}

/** Whether a line can be held against other outlets' reports. */
export function isClaim(
  { kind, productId, receiptNo }: FollowedLine,
  { enabled, thresholds }: AppliedRule<'duplicateClaim'>,
): boolean {
  return (
    enabled &&
    kind === 'sale' &&
    productId !== null &&
    receiptNo.length >= thresholds.minimumOrderLength
  );
}

/** Keeps of which goods the orders of lines are, and has pairs of outlets looked at that have used the same order number. */
export async function addClaims(
  connection: Connection,
  { rule, thresholds }: AppliedRule<'duplicateClaim'>,
  lines: readonly FollowedLine[],
  now: Date,
): Promise<void> {
  const oldest = bucketOf(now.getTime()) - bucketsKept;
  const rows = lines.map(claimOf).filter(({ bucket }) => bucket > oldest);
  if (rows.length === 0) return;
  await insertNewRows(connection, 'saleClaim', 'bucket', rows);
  const shared = await sharedOrders(connection, rows, thresholds.withinHours);
  await insertNewRows(connection, 'sharedOrder', 'bucket', shared);
  const pairs = new Set(shared.map((each) => `${each.outletId} ${each.otherOutletId}`));
  await addDue(connection, rule, [...pairs], thresholds.settleHours, now);
}

/** Takes away what is too old for an order to be reported a second time. */
export async function forgetClaims({ db }: Connection, now: Date): Promise<void> {
  const oldest = bucketOf(now.getTime()) - bucketsKept;
  await db.deleteFrom('saleClaim').where('bucket', '<=', oldest).execute();
  await db.deleteFrom('sharedOrder').where('bucket', '<=', oldest).execute();
}

function claimOf(line: FollowedLine): SaleClaimRow {
  const { outletId, lineId, receiptNo, productId, quantity, unit, amountFen } = line;
  const soldAt = Date.parse(line.soldAt);
  return {
    bucket: bucketOf(soldAt),
    orderKey: hash53(receiptNo.toUpperCase()),
    outletId,
    content: hash53(`${productId} ${Number(quantity)} ${unit} ${amountFen}`),
    soldAt,
    lineId,
  };
}

/** Orders of outlets of different operators that have a number in common with some claims, near in time. */
async function sharedOrders(
  connection: Connection,
  rows: readonly SaleClaimRow[],
  withinHours: number,
): Promise<readonly SharedOrderRow[]> {
  const marginMs = withinHours * hourMs;
  const byBuckets = groupBy(rows, ({ soldAt }) =>
    [bucketOf(soldAt - marginMs), bucketOf(soldAt + marginMs)].join(' '),
  );
  const shared: SharedOrderRow[] = [];
  for (const [buckets, claims] of byBuckets) {
    const [from = 0, to = 0] = buckets.split(' ').map(Number);
    const ofOutlets = new Map(
      claims.map((claim) => [`${claim.orderKey} ${claim.outletId}`, claim]),
    );
    const sought = [...ofOutlets.values()];
    for (let start = 0; start < sought.length; start += keysAtOnce) {
      const part = await usedElsewhere(
        connection,
        sought.slice(start, start + keysAtOnce),
        from,
        to,
      );
      const common = part.length > 0 ? await keysOfSeveral(connection, part, from, to) : [];
      shared.push(...(await pairsOf(connection, common, from, to)));
    }
  }
  return shared;
}

/** Which of the order numbers of some claims other outlets have used as well. */
async function usedElsewhere(
  { db }: Connection,
  claims: readonly SaleClaimRow[],
  from: number,
  to: number,
): Promise<readonly number[]> {
  const sought = padded(claims).map(
    ({ orderKey, outletId }) => sql`(cast(${orderKey} as bigint), ${outletId})`,
  );
  // Two looks into the index each, however many outlets there are.
  const isUsed = (comparison: RawBuilder<unknown>) => sql`exists (select 1 from sale_claim
    where bucket in (${from}, ${to}) and order_key = sought.column1
    and outlet_id ${comparison} sought.column2)`;
  const { rows } = await sql<{ orderKey: number }>`
    select sought.column1 as "orderKey" from (values ${sql.join(sought)}) as sought
    where ${isUsed(sql`<`)} or ${isUsed(sql`>`)}`.execute(db.withoutPlugins());
  return [...new Set(rows.map(({ orderKey }) => orderKey))];
}

/** Which of some order numbers two or three outlets have used, in two neighbouring buckets. */
export async function keysOfSeveral(
  { db }: Connection,
  orderKeys: readonly number[],
  from: number,
  to: number,
): Promise<readonly number[]> {
  const { rows } = await sql<{ orderKey: number }>`
    select sought.column1 as "orderKey"
    from (values ${sql.join(padded(orderKeys).map((key) => sql`(cast(${key} as bigint))`))}) as sought
    where (
      select count(*) from (
        select distinct outlet_id from sale_claim
        where bucket in (${from}, ${to}) and order_key = sought.column1
        limit ${mostOutlets + 1}
      ) as outlets
    ) between 2 and ${mostOutlets}`.execute(db.withoutPlugins());
  return [...new Set(rows.map(({ orderKey }) => orderKey))];
}

// Statements of few lengths are prepared once each.
function padded<Item>(items: readonly Item[]): readonly Item[] {
  const size = paddedSizes.find((each) => each >= items.length) ?? items.length;
  const [first] = items;
  if (first === undefined) return items;
  return [...items, ...Array.from({ length: size - items.length }, () => first)];
}

async function pairsOf(
  connection: Connection,
  orderKeys: readonly number[],
  from: number,
  to: number,
): Promise<readonly SharedOrderRow[]> {
  if (orderKeys.length === 0) return [];
  const rows = await connection.db
    .selectFrom('saleClaim')
    .select(['bucket', 'orderKey', 'outletId'])
    .distinct()
    .where('bucket', 'in', [...new Set([from, to])])
    .where('orderKey', 'in', orderKeys)
    .orderBy('outletId')
    .execute();
  const outlets = await findOutlets(
    connection,
    rows.map(({ outletId }) => outletId),
  );
  const operatorOf = (outletId: string) => outlets.get(outletId)?.operatorId;
  const pairs: SharedOrderRow[] = [];
  for (const [orderKey, claims] of groupBy(rows, (row) => row.orderKey)) {
    for (const [place, { outletId, bucket }] of claims.entries()) {
      for (const other of claims.slice(place + 1)) {
        const otherOutletId = other.outletId;
        if (operatorOf(outletId) === operatorOf(otherOutletId)) continue;
        pairs.push({ outletId, otherOutletId, bucket: Math.max(bucket, other.bucket), orderKey });
      }
    }
  }
  return pairs;
}
