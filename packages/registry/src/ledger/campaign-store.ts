import type { Campaign, z } from '@fupin/schema';
import type { NewCampaign } from '@fupin/schema';
import { sql } from 'kysely';
import type { Connection } from '../database/database.ts';
import { randomId } from '../record-id.ts';
import { readPage } from '../search/keyset.ts';
import type { CampaignRow } from './ledger-tables.ts';
import type { DayRange, Span } from './spans.ts';

/** Stores a new campaign. */
export async function createCampaign(
  { db }: Connection,
  { name, nameEn, from, to }: z.output<typeof NewCampaign>,
  now: Date,
): Promise<Campaign> {
  const row = {
    campaignId: randomId('cpn'),
    name,
    nameEn: nameEn ?? null,
    firstDay: from,
    lastDay: to,
    createdAt: now.toISOString(),
  };
  await db.insertInto('campaign').values(row).execute();
  return campaignOnWire(row);
}

/** One page of the campaigns, the latest first. */
export async function listCampaigns(
  { db }: Connection,
  { limit, cursor }: { readonly limit?: number | undefined; readonly cursor?: string | undefined },
): Promise<{ items: Campaign[]; nextCursor: string | null }> {
  const { rows, nextCursor } = await readPage(db.selectFrom('campaign').selectAll(), {
    list: 'campaigns',
    keys: [
      { expression: sql`first_day`, type: 'text', direction: 'descending' },
      { expression: sql`campaign_id`, type: 'text', direction: 'descending' },
    ],
    limit,
    cursor,
  });
  return { items: rows.map(campaignOnWire), nextCursor };
}

/** The days of campaigns as far as they lie in a range, each by the campaign's id; no more of them than the limit. */
export async function campaignSpans(
  { db }: Connection,
  { from, to }: DayRange,
  limit: number,
): Promise<readonly Span[]> {
  const rows = await db
    .selectFrom('campaign')
    .select(['campaignId', 'firstDay', 'lastDay'])
    .where('firstDay', '<=', to)
    .where('lastDay', '>=', from)
    .limit(limit)
    .execute();
  return rows.map(({ campaignId, firstDay, lastDay }) => ({
    name: campaignId,
    from: firstDay > from ? firstDay : from,
    to: lastDay < to ? lastDay : to,
  }));
}

/** The names of campaigns by their ids. */
export async function nameCampaigns(
  { db }: Connection,
  campaignIds: readonly string[],
): Promise<ReadonlyMap<string, Pick<CampaignRow, 'name' | 'nameEn'>>> {
  const rows = await db
    .selectFrom('campaign')
    .select(['campaignId', 'name', 'nameEn'])
    .where('campaignId', 'in', campaignIds)
    .execute();
  return new Map(rows.map((row) => [row.campaignId, row]));
}

function campaignOnWire({ campaignId, name, nameEn, firstDay, lastDay }: CampaignRow): Campaign {
  return { campaignId, name, ...(nameEn !== null && { nameEn }), from: firstDay, to: lastDay };
}
