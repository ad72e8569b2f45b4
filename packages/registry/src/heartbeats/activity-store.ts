import { dateInShanghai } from '@fupin/schema';
import { sql } from 'kysely';
import type { Connection } from '../database/database.ts';
import { groupBy } from '../group-by.ts';
import type { OutletActivityRow } from '../findings/finding-tables.ts';

const pausesKept = 30;
const dayMs = 86_400_000;

/** Notes that an outlet was heard of. */
export async function noteHeartbeat(
  { db }: Connection,
  outletId: string,
  now: Date,
): Promise<void> {
  const at = now.toISOString();
  await db
    .insertInto('outletActivity')
    .values({ ...unheard(outletId), heardAt: at, lastHeartbeatAt: at })
    .onConflict((conflict) =>
      conflict.column('outletId').doUpdateSet({ heardAt: at, lastHeartbeatAt: at }),
    )
    .execute();
}

/** Lines of an outlet that were accepted at one instant. */
export interface Report {
  readonly outletId: string;
  /** RFC 3339, UTC. */
  readonly acceptedAt: string;
  readonly soldAt: string;
}

/** Notes when outlets have reported, in the order in which they did. */
export async function noteReports(
  connection: Connection,
  reports: readonly Report[],
): Promise<void> {
  const byOutlet = groupBy(reports, ({ outletId }) => outletId);
  if (byOutlet.size === 0) return;
  const { db } = connection;
  const known = await db
    .selectFrom('outletActivity')
    .selectAll()
    .where('outletId', 'in', [...byOutlet.keys()])
    .execute();
  const rows = new Map(known.map((row) => [row.outletId, row]));
  for (const [outletId, ofOutlet] of byOutlet) {
    const before = rows.get(outletId) ?? unheard(outletId);
    const after = ofOutlet.toSorted((a, b) => (a.acceptedAt < b.acceptedAt ? -1 : 1));
    const row = after.reduce(withReport, before);
    const { lastReportAt, lastSoldAt, pauses } = row;
    // A heartbeat may have come in between, and must not be taken back.
    await sql`insert into outlet_activity
      (outlet_id, heard_at, last_report_at, last_sold_at, pauses, silence_found)
      values (${outletId}, ${row.heardAt}, ${lastReportAt}, ${lastSoldAt}, ${pauses}, '')
      on conflict (outlet_id) do update set last_report_at = excluded.last_report_at,
        last_sold_at = excluded.last_sold_at, pauses = excluded.pauses,
        heard_at = case when outlet_activity.heard_at > excluded.heard_at
          then outlet_activity.heard_at else excluded.heard_at end`.execute(db);
  }
}

function unheard(outletId: string): OutletActivityRow {
  return {
    outletId,
    heardAt: '',
    lastReportAt: null,
    lastSoldAt: null,
    lastHeartbeatAt: null,
    pauses: '[]',
    silenceFound: '',
  };
}

function withReport(row: OutletActivityRow, { acceptedAt, soldAt }: Report): OutletActivityRow {
  const { lastReportAt } = row;
  const pause = lastReportAt === null ? 0 : daysBetween(lastReportAt, acceptedAt);
  return {
    ...row,
    heardAt: latest(row.heardAt, acceptedAt),
    lastReportAt: latest(lastReportAt, acceptedAt),
    lastSoldAt: latest(row.lastSoldAt, soldAt),
    pauses: pause > 0 ? JSON.stringify([...pausesOf(row), pause].slice(-pausesKept)) : row.pauses,
  };
}

/** The last pauses between days on which an outlet reported, in days. */
export function pausesOf({ pauses }: Pick<OutletActivityRow, 'pauses'>): readonly number[] {
  return JSON.parse(pauses) as number[];
}

/** The longest of them; null before the second such day. */
export function usualPauseDays(row: Pick<OutletActivityRow, 'pauses'>): number | null {
  const pauses = pausesOf(row);
  return pauses.length > 0 ? Math.max(...pauses) : null;
}

function daysBetween(from: string, to: string): number {
  const day = (instant: string) => Date.parse(dateInShanghai(new Date(instant))) / dayMs;
  return day(to) - day(from);
}

function latest(a: string | null, b: string): string {
  return a !== null && a > b ? a : b;
}

/** Makes the rows of outlets that are new, so that those of which nothing was ever heard are shown as well. */
export async function addNewOutlets({ db }: Connection): Promise<void> {
  await sql`insert into outlet_activity (outlet_id, heard_at, pauses, silence_found)
    select outlet_id, '', '[]', '' from outlet
    where not exists (select 1 from outlet_activity where outlet_activity.outlet_id = outlet.outlet_id)
    on conflict do nothing`.execute(db);
}
