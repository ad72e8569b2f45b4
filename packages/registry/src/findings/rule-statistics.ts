import { findingRules, type FindingRuleStatistics, type OperationQuery } from '@fupin/schema';
import { sql } from 'kysely';
import type { Connection } from '../database/database.ts';
import { isWithinDivision } from '../directory/within-division.ts';

const hourMs = 3_600_000;

/** How the findings of each rule fared within a division. */
export async function findRuleStatistics(
  { db }: Connection,
  division: string,
  { raisedSince, divisionCode }: OperationQuery<'getRuleStatistics'>,
): Promise<readonly FindingRuleStatistics[]> {
  const county = sql.ref('finding.countyCode');
  const since = raisedSince === undefined ? '' : new Date(raisedSince).toISOString();
  const selected = db
    .selectFrom('finding')
    .where('raisedAt', '>=', since)
    .where(isWithinDivision(county, division))
    .$if(divisionCode !== undefined, (query) =>
      query.where(isWithinDivision(county, divisionCode ?? '')),
    );
  const counts = await selected
    .select(['rule', 'state', ({ fn }) => fn.countAll<number>().as('count')])
    .groupBy(['rule', 'state'])
    .execute();
  return Promise.all(
    findingRules.map(async (rule) => {
      const inState = (state: string) =>
        counts.find((row) => row.rule === rule && row.state === state)?.count ?? 0;
      const [open, upheld, dismissed] = [inState('open'), inState('upheld'), inState('dismissed')];
      const resolved = upheld + dismissed;
      const middle = await selected
        .select('resolutionMs')
        .where('rule', '=', rule)
        .where('resolutionMs', 'is not', null)
        .orderBy('resolutionMs')
        .limit(1)
        .offset(Math.max(0, Math.ceil(resolved / 2) - 1))
        .executeTakeFirst();
      return {
        rule,
        raised: open + resolved,
        open,
        upheld,
        dismissed,
        dismissedShare: resolved === 0 ? null : dismissed / resolved,
        medianHoursToResolution: middle ? Number(middle.resolutionMs) / hourMs : null,
      };
    }),
  );
}
