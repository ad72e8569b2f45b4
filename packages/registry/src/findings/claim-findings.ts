import type { Connection } from '../database/database.ts';
import { groupBy } from '../group-by.ts';
import { knownCases, storeFindings, type CaseEvidence, type CaseFound } from './finding-store.ts';
import type { SaleClaimRow } from './finding-tables.ts';
import { firstLines } from './gathered-lines.ts';
import type { AppliedRule } from './rule-store.ts';
import { keysOfSeveral } from './sale-claims.ts';

const hourMs = 3_600_000;
const ordersAtOnce = 1000;

/** Two lines of one order that two outlets have reported. */
type LinePair = readonly [SaleClaimRow, SaleClaimRow];

/** Findings about orders that two outlets of different operators have reported. */
export async function findDuplicateClaims(
  connection: Connection,
  rule: AppliedRule<'duplicateClaim'>,
  caseKeys: readonly string[],
  now: Date,
): Promise<void> {
  if (!rule.enabled) return;
  const { withinHours, minimumAgreement } = rule.thresholds;
  const caseOf = await knownCases(connection, rule.rule, caseKeys);
  const found: CaseFound[] = [];
  for (const caseKey of caseKeys) {
    const known = caseOf(caseKey);
    const orders = await readOrders(connection, caseKey);
    const fromMs = known.countsFrom ? Date.parse(known.countsFrom) : -Infinity;
    const [outletId = '', otherOutletId = ''] = caseKey.split(' ');
    let near = 0;
    const agreeing: LinePair[][] = [];
    for (const claims of orders) {
      const pairs = pairsNear(claims, outletId, withinHours * hourMs);
      if (!pairs.some(([one, other]) => Math.max(one.soldAt, other.soldAt) >= fromMs)) continue;
      near += 1;
      const same = pairs.filter(([one, other]) => one.content === other.content);
      if (same.length > 0) agreeing.push(same);
    }
    if (agreeing.length === 0 || agreeing.length / near < minimumAgreement) continue;
    const lines = agreeing.flat(2);
    const instants = lines.map(({ soldAt }) => soldAt);
    // What is kept goes after two months; what was found by it stays.
    const before = known.open && (JSON.parse(known.open.evidence) as CaseEvidence);
    if (before) instants.push(Date.parse(before.firstAt));
    const occurrences = Math.max(agreeing.length, before?.occurrences ?? 0);
    const { productId, countyCode } = await goodOf(connection, agreeing[0]?.[0]?.[0]);
    found.push({
      caseKey,
      known,
      subject: { outletIds: [outletId, otherOutletId], productId, countyCode },
      evidence: {
        occurrences,
        firstAt: new Date(Math.min(...instants)).toISOString(),
        lastAt: new Date(Math.max(...instants)).toISOString(),
        lineIds: linesOfBoth(agreeing),
        facts: { ordersAlike: agreeing.length, orderNumbersShared: near },
      },
    });
  }
  await storeFindings(connection, rule, found, now);
}

/** What is kept of the orders whose numbers two outlets share, by order; the latest so many. */
async function readOrders(connection: Connection, caseKey: string) {
  const { db } = connection;
  const [outletId = '', otherOutletId = ''] = caseKey.split(' ');
  const shared = await db
    .selectFrom('sharedOrder')
    .select(['bucket', 'orderKey'])
    .where('outletId', '=', outletId)
    .where('otherOutletId', '=', otherOutletId)
    .orderBy('bucket', 'desc')
    .orderBy('orderKey')
    .limit(ordersAtOnce)
    .execute();
  if (shared.length === 0) return [];
  const buckets = shared.flatMap(({ bucket }) => [bucket - 1, bucket]);
  const numbers: number[] = [];
  for (const [bucket, ofBucket] of groupBy(shared, (row) => row.bucket)) {
    const keys = ofBucket.map(({ orderKey }) => orderKey);
    numbers.push(...(await keysOfSeveral(connection, keys, bucket - 1, bucket)));
  }
  if (numbers.length === 0) return [];
  const claims = await db
    .selectFrom('saleClaim')
    .selectAll()
    .where('bucket', 'in', [...new Set(buckets)])
    .where('orderKey', 'in', [...new Set(numbers)])
    .where('outletId', 'in', [outletId, otherOutletId])
    .orderBy('soldAt')
    .orderBy('lineId')
    .execute();
  return [...groupBy(claims, ({ orderKey }) => orderKey).values()];
}

/** Lines of the one outlet with those of the other that were sold at about the same time. */
function pairsNear(
  claims: readonly SaleClaimRow[],
  outletId: string,
  marginMs: number,
): readonly LinePair[] {
  const ones = claims.filter((claim) => claim.outletId === outletId);
  const others = claims.filter((claim) => claim.outletId !== outletId);
  return ones.flatMap((one) =>
    others
      .filter((other) => Math.abs(other.soldAt - one.soldAt) <= marginMs)
      .map((other): LinePair => [one, other]),
  );
}

// Half of them of the one outlet, half of the other, whichever has more.
function linesOfBoth(orders: readonly (readonly LinePair[])[]): readonly string[] {
  const pairs = orders.flatMap(([pair]) => (pair ? [pair] : [])).slice(0, 5);
  return firstLines(pairs.flatMap((pair) => pair.map(({ lineId }) => lineId)));
}

async function goodOf({ db }: Connection, claim: SaleClaimRow | undefined) {
  const row = await db
    .selectFrom('saleLine')
    .select(['productId', 'countyCode'])
    .where('outletId', '=', claim?.outletId ?? '')
    .where('lineId', '=', claim?.lineId ?? '')
    .executeTakeFirst();
  return { productId: row?.productId ?? null, countyCode: row?.countyCode ?? '' };
}
