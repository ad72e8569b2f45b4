import type { LedgerDimension } from '@fupin/schema';
import { invalidInput } from '../http/problem-error.ts';
import type { Connection } from '../database/database.ts';
import { countyCodePrefixes } from '../directory/county.ts';
import { unknownMember } from './line-sums.ts';
import type { MemberChoice } from './read-sums.ts';

/** What a query may say of the lines that are meant, beside whose they are. */
export interface FilterQuery {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly campaignId?: string | undefined;
  readonly outletKind?: string | undefined;
  readonly productId?: string | undefined;
  readonly supplierId?: string | undefined;
  readonly categoryCode?: string | undefined;
  readonly divisionCode?: string | undefined;
  readonly linkageKind?: string | undefined;
  readonly buyerKind?: string | undefined;
  readonly fundSource?: string | undefined;
  readonly cooperation?: string | undefined;
}

/** One condition on lines: some members of a dimension. */
export interface LedgerCondition {
  readonly dimension: LedgerDimension;
  readonly only: MemberChoice;
}

/** Which lines are meant: the first and last day on which they count, and what must hold of them. */
export interface LedgerFilter {
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly conditions: readonly LedgerCondition[];
}

/** Reads the filter of a query. Throws `invalidInput` for days that are out of order, and for a campaign that there is not. */
export async function readFilter(
  connection: Connection,
  query: FilterQuery,
): Promise<LedgerFilter> {
  const { from, to } = await daysOf(connection, query);
  if (from !== undefined && to !== undefined && from > to) {
    throw invalidInput('query', '/to', 'must not be before from');
  }
  return { from, to, conditions: conditionsOf(query) };
}

async function daysOf({ db }: Connection, { from, to, campaignId }: FilterQuery) {
  if (campaignId === undefined) return { from, to };
  if (from !== undefined || to !== undefined) {
    throw invalidInput('query', '/campaignId', 'must be left out where from or to is given');
  }
  const campaign = await db
    .selectFrom('campaign')
    .select(['firstDay', 'lastDay'])
    .where('campaignId', '=', campaignId)
    .executeTakeFirst();
  if (!campaign) throw invalidInput('query', '/campaignId', 'must be a campaign of listCampaigns');
  return { from: campaign.firstDay, to: campaign.lastDay };
}

function conditionsOf(query: FilterQuery): LedgerCondition[] {
  const { productId, supplierId, categoryCode, divisionCode } = query;
  const conditions: LedgerCondition[] = [];
  const oneOf = (dimension: LedgerDimension, member: string | undefined) => {
    if (member === undefined) return;
    const members = [member === 'none' ? unknownMember : member];
    conditions.push({ dimension, only: { members } });
  };
  oneOf('product', productId);
  oneOf('supplier', supplierId);
  if (categoryCode !== undefined) {
    conditions.push({ dimension: 'category', only: { prefixes: [categoryCode] } });
  }
  if (divisionCode !== undefined) {
    const prefixes = countyCodePrefixes(divisionCode);
    conditions.push({ dimension: 'county', only: { prefixes } });
  }
  oneOf('outletKind', query.outletKind);
  oneOf('linkageKind', query.linkageKind);
  oneOf('buyerKind', query.buyerKind);
  oneOf('fundSource', query.fundSource);
  oneOf('cooperation', query.cooperation);
  return conditions;
}
