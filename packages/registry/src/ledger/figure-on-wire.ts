import type { LedgerFigure } from '@fupin/schema';
import type { Connection } from '../database/database.ts';
import { nameCampaigns } from './campaign-store.ts';
import { certifiedTotals, totals } from './ledger-totals.ts';
import { nameMembers } from './name-members.ts';
import type { FigureRequest, FigureSums } from './read-figures.ts';

/** Figures as they go out, with the names of their members. */
export async function figureOnWire(
  connection: Connection,
  { groupBy, every }: Pick<FigureRequest, 'groupBy' | 'every'>,
  figures: readonly FigureSums[],
): Promise<LedgerFigure[]> {
  const members = [...new Set(figures.flatMap(({ member }) => member ?? []))];
  const nameOf = groupBy && (await nameMembers(connection, groupBy, members));
  const campaigns =
    every === 'campaign'
      ? await nameCampaigns(connection, [...new Set(figures.flatMap(({ period }) => period ?? []))])
      : undefined;
  return figures.map(({ member, period, sums }) => {
    const campaign = campaigns?.get(period ?? '');
    const named = member === null ? undefined : nameOf?.(member);
    return {
      member,
      name: named?.name ?? null,
      nameEn: named?.nameEn ?? null,
      period,
      periodName: campaign?.name ?? null,
      periodNameEn: campaign?.nameEn ?? null,
      all: totals(sums),
      certified: certifiedTotals(sums),
      unmatchedLines: sums.unmatchedLines,
      lateLines: sums.lateLines,
      lateFen: sums.lateFen,
    };
  });
}
