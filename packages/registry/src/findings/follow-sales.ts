import { sql } from 'kysely';
import type { Connection, Database } from '../database/database.ts';
import { noteReports, type Report } from '../heartbeats/activity-store.ts';
import { addToBalances } from './capacity-findings.ts';
import { linesAfter, type FollowedLine } from './followed-lines.ts';
import { addToPriceWeeks, isPriced } from './price-weeks.ts';
import { applicableRules } from './rule-store.ts';
import { addClaims, isClaim } from './sale-claims.ts';
import { findUncertified, isUncertifiedClaim } from './validity-findings.ts';

/**
 * Looks through the next lines of the ledger, about so many at most; false where there are none, or another process is at it. What
 * was found, and how far it got, is stored in one transaction.
 */
export function followSales(database: Database, limit: number, now: Date): Promise<boolean> {
  return database.transaction(async (connection) => {
    const firstLeaf = await lockCursor(connection);
    const followed =
      firstLeaf === undefined ? undefined : await linesAfter(connection, firstLeaf, limit);
    if (!followed) return false;
    await look(connection, followed.lines, now);
    await connection.db
      .updateTable('findingCursor')
      .set({ firstLeaf: followed.firstLeaf })
      .execute();
    return true;
  });
}

/** How far lines have been followed; undefined where another process is at it, which it keeps waiting otherwise. */
export async function lockCursor({ db, dialect }: Connection): Promise<number | undefined> {
  const { rows } = await sql<{ firstLeaf: number }>`
    select first_leaf from finding_cursor ${dialect.forUpdateSkippingLocked}`.execute(db);
  return rows[0]?.firstLeaf;
}

async function look(
  connection: Connection,
  lines: readonly FollowedLine[],
  now: Date,
): Promise<void> {
  const rules = await applicableRules(connection);
  const reports = new Map<string, Report>();
  for (const { outletId, acceptedAt, soldAt } of lines) {
    const key = `${outletId} ${acceptedAt}`;
    const known = reports.get(key);
    if (!known || known.soldAt < soldAt) reports.set(key, { outletId, acceptedAt, soldAt });
  }
  await noteReports(connection, [...reports.values()]);
  await findUncertified(connection, rules, lines.filter(isUncertifiedClaim), now);
  const certified = lines.filter(({ certificateId }) => certificateId !== null);
  await addToBalances(connection, rules.overCapacity, certified, now);
  await addToPriceWeeks(connection, rules, lines.filter(isPriced), now);
  const claims = lines.filter((line) => isClaim(line, rules.duplicateClaim));
  await addClaims(connection, rules.duplicateClaim, claims, now);
}
