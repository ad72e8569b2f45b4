import type { FindingRuleName } from '@fupin/schema';
import type { Connection, Database } from '../database/database.ts';
import { groupBy } from '../group-by.ts';
import { findExceededSupplies } from './capacity-findings.ts';
import { findDuplicateClaims } from './claim-findings.ts';
import { takeDue } from './due-cases.ts';
import { lockCursor } from './follow-sales.ts';
import { findPriceJumps, findPricesAboveReference } from './price-findings.ts';
import { applicableRules } from './rule-store.ts';

const casesAtOnce = 200;

/** Judges the next cases that are due; false where there are none, or another process is at it. */
export function judgeDue(database: Database, now: Date): Promise<boolean> {
  return database.transaction(async (connection) => {
    if ((await lockCursor(connection)) === undefined) return false;
    const due = await takeDue(connection, casesAtOnce, now);
    if (due.length === 0) return false;
    const byRule = groupBy(due, ({ rule }) => rule);
    await judge(connection, (rule) => byRule.get(rule)?.map(({ caseKey }) => caseKey) ?? [], now);
    return true;
  });
}

async function judge(
  connection: Connection,
  keysOf: (rule: FindingRuleName) => readonly string[],
  now: Date,
): Promise<void> {
  const rules = await applicableRules(connection);
  const { overCapacity, priceAboveReference, priceJumpAfterListing, duplicateClaim } = rules;
  await findExceededSupplies(connection, overCapacity, keysOf('overCapacity'), now);
  await findPricesAboveReference(
    connection,
    priceAboveReference,
    keysOf('priceAboveReference'),
    now,
  );
  await findPriceJumps(connection, priceJumpAfterListing, keysOf('priceJumpAfterListing'), now);
  await findDuplicateClaims(connection, duplicateClaim, keysOf('duplicateClaim'), now);
}
