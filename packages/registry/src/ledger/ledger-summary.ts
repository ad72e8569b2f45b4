import type { LedgerSummary, LedgerTotals } from '@fupin/schema';
import type { Connection } from '../database/database.ts';
import { countyOf } from '../directory/county.ts';
import { addExactly } from './exact.ts';
import { atOnePlace } from './ledger-cursor.ts';
import type { LedgerScope } from './ledger-scope.ts';
import type { LedgerSums } from './ledger-tables.ts';
import { noSums, unknownMember } from './line-sums.ts';
import { certifiedTotals, totals } from './ledger-totals.ts';
import { rangeOf, readDays, readSums } from './read-sums.ts';
import { wholeOf } from './spans.ts';
import { readTail, type TailGroup } from './tail.ts';

const certifiedSums = [
  'certifiedLines',
  'certifiedSalesFen',
  'certifiedReturnsFen',
  'certifiedVoidsFen',
] as const;

interface Days {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/**
 * Sums up the lines of a scope over the days on which they count. Lines that came since the sums were last added to are read
 * themselves, so that a seller finds at once what it has reported; where these are too many, `asOf` says since when they wait.
 */
export async function summarizeLedger(
  connection: Connection,
  scope: LedgerScope,
  days: Days,
  now: Date,
): Promise<LedgerSummary> {
  return atOnePlace(connection, async ({ rolledUpAt }) => {
    const range = await rangeOf(connection, scope, days);
    const byDay = new Map<string, LedgerSums>();
    const byCounty = new Map<string, LedgerSums>();
    if (range) {
      for (const row of await readDays(connection, scope, range)) {
        addExactly(at(byDay, row.day), row);
      }
      for (const row of await readSums(connection, {
        sums: certifiedSums,
        scope,
        dimension: 'county',
        spans: [wholeOf(range)],
      })) {
        if (row.member !== unknownMember) addExactly(at(byCounty, row.member), row);
      }
    }
    const tail = await readTail(connection, scope, days);
    for (const group of tail ?? []) {
      book(byDay, group.bookedOn, group);
      if (group.countyCode !== null) book(byCounty, group.countyCode, group);
    }
    const all = noSums();
    for (const sums of byDay.values()) addExactly(all, sums);
    const dates = [...byDay.keys()].toSorted();
    return {
      asOf: tail ? now.toISOString() : rolledUpAt,
      from: dates.at(0) ?? null,
      to: dates.at(-1) ?? null,
      ...bothTotals(all),
      unmatchedLines: all.unmatchedLines,
      byDay: dates.map((date) => ({ date, ...bothTotals(byDay.get(date) ?? noSums()) })),
      byOrigin: [...byCounty]
        .filter(([, { certifiedLines }]) => certifiedLines > 0)
        .map(([code, sums]) => ({ county: countyOf(code), certified: certifiedTotals(sums) }))
        .toSorted(
          (a, b) =>
            b.certified.netFen - a.certified.netFen || (a.county.code < b.county.code ? -1 : 1),
        ),
    };
  });
}

function bothTotals(sums: LedgerSums): { all: LedgerTotals; certified: LedgerTotals } {
  return { all: totals(sums), certified: certifiedTotals(sums) };
}

function book(into: Map<string, LedgerSums>, key: string, group: TailGroup): void {
  const sums = at(into, key);
  const { kind, lines, amountFen, certified } = group;
  const amounts = {
    salesFen: kind === 'sale' ? amountFen : 0,
    returnsFen: kind === 'return' ? amountFen : 0,
    voidsFen: kind === 'void' ? amountFen : 0,
  };
  addExactly(sums, {
    lines,
    unmatchedLines: group.unmatchedLines,
    ...amounts,
    ...(certified && {
      certifiedLines: lines,
      certifiedSalesFen: amounts.salesFen,
      certifiedReturnsFen: amounts.returnsFen,
      certifiedVoidsFen: amounts.voidsFen,
    }),
  });
}

function at(map: Map<string, LedgerSums>, key: string): LedgerSums {
  const known = map.get(key);
  if (known) return known;
  const sums = noSums();
  map.set(key, sums);
  return sums;
}
