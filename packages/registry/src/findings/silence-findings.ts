import type { Connection } from '../database/database.ts';
import { pausesOf, usualPauseDays } from '../heartbeats/activity-store.ts';
import { knownCases, storeFindings, type CaseFound } from './finding-store.ts';
import type { AppliedRule } from './rule-store.ts';

const dayMs = 86_400_000;
// Fewer of them do not tell what is usual.
const pausesOfNewcomers = 10;

/**
 * Findings about outlets of which neither a report nor a heartbeat has come for longer than is usual with them. An outlet that was
 * never heard of has not begun; each silence is a case of its own.
 */
export async function findSilentOutlets(
  connection: Connection,
  rule: AppliedRule<'silentOutlet'>,
  now: Date,
): Promise<void> {
  if (!rule.enabled) return;
  const { minimumDays, factor, newcomerDays } = rule.thresholds;
  const rows = await connection.db
    .selectFrom('outletActivity')
    .innerJoin('outlet', 'outlet.outletId', 'outletActivity.outletId')
    .select(['outletActivity.outletId', 'heardAt', 'pauses', 'divisionCode'])
    .where('heardAt', '>', '')
    .where('heardAt', '<', new Date(now.getTime() - minimumDays * dayMs).toISOString())
    .whereRef('silenceFound', '<', 'heardAt')
    .execute();
  const silent = rows.filter((row) => {
    const isNewcomer = pausesOf(row).length < pausesOfNewcomers;
    const patienceDays = Math.max(
      isNewcomer ? newcomerDays : minimumDays,
      factor * (usualPauseDays(row) ?? 0),
    );
    return now.getTime() - Date.parse(row.heardAt) > patienceDays * dayMs;
  });
  if (silent.length === 0) return;
  const keyOf = (row: (typeof silent)[number]) => `${row.outletId} ${row.heardAt}`;
  const caseOf = await knownCases(connection, rule.rule, silent.map(keyOf));
  const found = silent.map((row): CaseFound => ({
    caseKey: keyOf(row),
    known: caseOf(keyOf(row)),
    subject: { outletIds: [row.outletId], countyCode: row.divisionCode ?? '' },
    evidence: {
      occurrences: 1,
      firstAt: row.heardAt,
      lastAt: now.toISOString(),
      lineIds: [],
      facts: { lastHeardAt: row.heardAt, usualPauseDays: usualPauseDays(row) ?? 0 },
    },
  }));
  await storeFindings(connection, rule, found, now);
  for (const { outletId, heardAt } of silent) {
    await connection.db
      .updateTable('outletActivity')
      .set({ silenceFound: heardAt })
      .where('outletId', '=', outletId)
      .execute();
  }
}
