import type { FindingRuleName } from '@fupin/schema';
import type { Connection } from '../database/database.ts';
import { insertNewRows } from '../database/write-rows.ts';
import type { FindingDueRow } from './finding-tables.ts';

const hourMs = 3_600_000;

/** Has cases of a rule looked at so many hours from now, unless they are to be looked at sooner. */
export async function addDue(
  connection: Connection,
  rule: FindingRuleName,
  caseKeys: readonly string[],
  settleHours: number,
  now: Date,
): Promise<void> {
  const dueAt = new Date(now.getTime() + settleHours * hourMs).toISOString();
  const rows = caseKeys.map((caseKey): FindingDueRow => ({ rule, caseKey, dueAt }));
  await insertNewRows(connection, 'findingDue', 'caseKey', rows);
}

/** Takes cases that are due off the list, so many at most. */
export async function takeDue(
  { db }: Connection,
  limit: number,
  now: Date,
): Promise<readonly FindingDueRow[]> {
  const rows = await db
    .selectFrom('findingDue')
    .selectAll()
    .where('dueAt', '<=', now.toISOString())
    .orderBy('dueAt')
    .limit(limit)
    .execute();
  for (const { rule, caseKey } of rows) {
    await db
      .deleteFrom('findingDue')
      .where('rule', '=', rule)
      .where('caseKey', '=', caseKey)
      .execute();
  }
  return rows;
}
