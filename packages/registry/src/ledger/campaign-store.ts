import type { Campaign, z } from '@fupin/schema';
import type { NewCampaign } from '@fupin/schema';
import { sql } from 'kysely';
import type { Connection } from '../database/database.ts';
import { randomId } from '../record-id.ts';
import { readPage } from '../search/keyset.ts';
import type { CampaignRow } from './ledger-tables.ts';

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

function campaignOnWire({ campaignId, name, nameEn, firstDay, lastDay }: CampaignRow): Campaign {
  return { campaignId, name, ...(nameEn !== null && { nameEn }), from: firstDay, to: lastDay };
}
