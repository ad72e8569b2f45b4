import type { LedgerDimension, LedgerFigure } from '@fupin/schema';
import type { Connection } from '../database/database.ts';
import { certifiedTotals, totals } from './ledger-totals.ts';
import { nameMembers } from './name-members.ts';
import type { FigureSums } from './read-figures.ts';

/** Figures as they go out, with the names of their members. */
export async function figureOnWire(
  connection: Connection,
  groupBy: LedgerDimension | undefined,
  figures: readonly FigureSums[],
): Promise<LedgerFigure[]> {
  const members = [...new Set(figures.flatMap(({ member }) => member ?? []))];
  const nameOf = groupBy && (await nameMembers(connection, groupBy, members));
  return figures.map(({ member, period, sums }) => {
    const named = member === null ? undefined : nameOf?.(member);
    return {
      member,
      name: named?.name ?? null,
      nameEn: named?.nameEn ?? null,
      period,
      all: totals(sums),
      certified: certifiedTotals(sums),
      unmatchedLines: sums.unmatchedLines,
      lateLines: sums.lateLines,
      lateFen: sums.lateFen,
    };
  });
}
