import { sql } from 'kysely';
import type { Connection } from '../database/database.ts';
import { insertNewRows } from '../database/write-rows.ts';
import { groupBy } from '../group-by.ts';
import { findOutlets } from '../outlets/outlet-store.ts';
import { appendEvents } from '../webhooks/append-events.ts';
import { knownCases, storeFindings, type CaseFound } from './finding-store.ts';
import type { TerminalGapRow } from './finding-tables.ts';
import type { AppliedRule } from './rule-store.ts';

const hourMs = 3_600_000;
const rangesTold = 100;

/** Numbers that are missing of a terminal. */
type Gap = Pick<TerminalGapRow, 'outletId' | 'terminalId' | 'epoch' | 'first' | 'last'>;

const terminalOf = ({ outletId, terminalId, epoch }: Omit<Gap, 'first' | 'last'>) =>
  `${outletId} ${epoch} ${terminalId}`;

/**
 * Findings about terminals of which numbers have been missing for longer than they may take to arrive: between those that came,
 * or after them where a heartbeat says that there are more.
 */
export async function findSequenceGaps(
  connection: Connection,
  rule: AppliedRule<'sequenceGap'>,
  now: Date,
): Promise<void> {
  if (!rule.enabled) return;
  const missing = await missingNumbers(connection);
  const seen = await noteGaps(connection, missing, now);
  const until = new Date(now.getTime() - rule.thresholds.graceHours * hourMs).toISOString();
  const byTerminal = groupBy(
    seen.filter(({ seenAt }) => seenAt <= until),
    terminalOf,
  );
  if (byTerminal.size === 0) return;
  const caseOf = await knownCases(connection, rule.rule, [...byTerminal.keys()]);
  const outlets = await findOutlets(
    connection,
    [...byTerminal.values()].flatMap(([gap]) => gap?.outletId ?? []),
  );
  const found: (CaseFound & { readonly gaps: readonly TerminalGapRow[] })[] = [];
  for (const [caseKey, all] of byTerminal) {
    const known = caseOf(caseKey);
    const settled = known.open ? 0 : lastMissing(known.resolved?.evidence);
    const gaps = all.filter(({ first }) => first > settled);
    const [gap] = gaps;
    if (!gap) continue;
    const { outletId, terminalId, epoch } = gap;
    const instants = gaps.map(({ seenAt }) => seenAt).sort();
    const evidence = {
      occurrences: countOf(gaps),
      firstAt: instants[0] ?? '',
      lastAt: instants.at(-1) ?? '',
      lineIds: [],
      facts: {
        epoch,
        missing: gaps.slice(0, rangesTold).map(inWords).join(', '),
        lastMissing: Math.max(...gaps.map(({ last }) => last)),
      },
    };
    const countyCode = outlets.get(outletId)?.divisionCode ?? '';
    const subject = { outletIds: [outletId], terminalId, countyCode };
    found.push({ caseKey, known, subject, evidence, gaps });
  }
  const changed = await storeFindings(connection, rule, found, now);
  await tell(
    connection,
    found.filter(({ caseKey }) => changed.has(caseKey)),
    now,
  );
}

/** What is missing now of any terminal, in its order. */
async function missingNumbers({ db }: Connection): Promise<readonly Gap[]> {
  const { rows: terminals } = await sql<Omit<Gap, 'first' | 'last'> & { readonly end: number }>`
    select outlet_id, terminal_id, epoch, highest, announced,
      case when announced > highest then announced else highest end as "end"
    from sale_terminal where watermark < highest or watermark < announced
    order by outlet_id, terminal_id, epoch`.execute(db);
  const gaps: Gap[] = [];
  for (const { outletId, terminalId, epoch, end } of terminals) {
    const ranges = await db
      .selectFrom('saleTerminalRange')
      .select(['first', 'last'])
      .where('outletId', '=', outletId)
      .where('terminalId', '=', terminalId)
      .where('epoch', '=', epoch)
      .orderBy('first')
      .execute();
    let next = 1;
    for (const range of [...ranges, { first: end + 1, last: end }]) {
      if (range.first > next) {
        gaps.push({ outletId, terminalId, epoch, first: next, last: range.first - 1 });
      }
      next = range.last + 1;
    }
  }
  return gaps;
}

/** Keeps since when each gap is there; one that closes in part stays as old as it was. */
async function noteGaps(
  connection: Connection,
  missing: readonly Gap[],
  now: Date,
): Promise<readonly TerminalGapRow[]> {
  const { db } = connection;
  const known = await db.selectFrom('terminalGap').selectAll().execute();
  const byTerminal = groupBy(known, terminalOf);
  const seen = missing.map((gap): TerminalGapRow => {
    const older = byTerminal
      .get(terminalOf(gap))
      ?.find(({ first, last }) => first <= gap.first && last >= gap.last);
    return { ...gap, seenAt: older?.seenAt ?? now.toISOString() };
  });
  const keyOf = (gap: TerminalGapRow) => `${terminalOf(gap)} ${gap.first} ${gap.last}`;
  const wanted = new Set(seen.map(keyOf));
  for (const gap of known.filter((each) => !wanted.has(keyOf(each)))) {
    await db
      .deleteFrom('terminalGap')
      .where('outletId', '=', gap.outletId)
      .where('terminalId', '=', gap.terminalId)
      .where('epoch', '=', gap.epoch)
      .where('first', '=', gap.first)
      .execute();
  }
  await insertNewRows(connection, 'terminalGap', 'first', seen);
  return seen;
}

async function tell(
  connection: Connection,
  found: readonly (CaseFound & { readonly gaps: readonly TerminalGapRow[] })[],
  now: Date,
): Promise<void> {
  await appendEvents(
    connection,
    found.flatMap(({ gaps, evidence }) => {
      const [gap] = gaps;
      if (!gap) return [];
      const { outletId, terminalId, epoch } = gap;
      const missing = gaps.slice(0, rangesTold).map(({ first, last }) => ({ first, last }));
      const data = { outletId, terminalId, epoch, missing, missingCount: evidence.occurrences };
      return [{ type: 'terminal.gapFound' as const, timestamp: now.toISOString(), data }];
    }),
  );
}

function countOf(gaps: readonly Gap[]): number {
  return gaps.reduce((sum, { first, last }) => sum + last - first + 1, 0);
}

function inWords({ first, last }: Gap): string {
  return first === last ? String(first) : `${first}–${last}`;
}

function lastMissing(evidence: string | undefined): number {
  if (evidence === undefined) return 0;
  return (JSON.parse(evidence) as { facts: { lastMissing: number } }).facts.lastMissing;
}
