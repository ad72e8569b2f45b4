import { sql, type RawBuilder } from 'kysely';
import type { Connection } from '../database/database.ts';
import type { SaleLineRow } from '../database/tables.ts';
import { isMeant, laneId, lanesAfter, type Lane, type LineSelection } from './line-selection.ts';

const linesLookedAt = 5000;
const lanesAtOnce = 50;

/** A line's place in its lane: the day on which it counts, its outlet, its batch and its place there. */
type LinePlace = readonly [string, string, string, number];

/** Where a page of lines ended: in which lane, and after which line there. */
export type LinesPosition = readonly [string, ...LinePlace];

/** Some lines, in order, and where to go on; undefined where there are no more. */
export interface FoundLines {
  readonly lines: readonly SaleLineRow[];
  readonly next: LinesPosition | undefined;
}

const start: LinePlace = ['', '', '', -1];

/**
 * Finds lines that are meant, so many at most, lane by lane. It looks at a bounded number of lines: where few of them are meant
 * it finds few, or none, and says where to go on.
 */
export async function findLines(
  connection: Connection,
  selection: LineSelection,
  position: LinesPosition | undefined,
  limit: number,
): Promise<FoundLines> {
  const lines: SaleLineRow[] = [];
  let lookedAt = 0;
  for await (const lane of lanesFrom(connection, selection, position)) {
    const id = laneId(lane);
    if (lines.length >= limit || lookedAt >= linesLookedAt) return { lines, next: [id, ...start] };
    const [ofPosition, ...place] = position ?? [undefined, ...start];
    const found = await linesOfLane(
      connection,
      selection,
      { lane, after: id === ofPosition ? place : start },
      limit - lines.length,
    );
    lines.push(...found.lines);
    lookedAt += found.lookedAt;
    if (found.next) return { lines, next: [id, ...found.next] };
  }
  return { lines, next: undefined };
}

async function* lanesFrom(
  connection: Connection,
  selection: LineSelection,
  position: LinesPosition | undefined,
): AsyncGenerator<Lane> {
  let last = position?.[0];
  if (last !== undefined) yield last.startsWith('out_') ? { outletId: last } : { productId: last };
  for (;;) {
    const lanes = await lanesAfter(connection, selection, last, lanesAtOnce);
    yield* lanes;
    const end = lanes.at(-1);
    if (!end || lanes.length < lanesAtOnce) return;
    last = laneId(end);
  }
}

async function linesOfLane(
  { db }: Connection,
  selection: LineSelection,
  { lane, after }: { readonly lane: Lane; readonly after: LinePlace },
  limit: number,
): Promise<{
  readonly lines: readonly SaleLineRow[];
  readonly lookedAt: number;
  readonly next: LinePlace | undefined;
}> {
  const inLane = isInLane(selection, lane, after);
  const order = sql`booked_on, outlet_id, batch_id, batch_place`;
  const { rows } = await sql<SaleLineRow>`
    select l.* from (select * from sale_line where ${inLane} order by ${order} limit ${linesLookedAt}) l
    join sale_batch b on b.outlet_id = l.outlet_id and b.batch_id = l.batch_id
    where ${isMeant(selection)}
    order by l.booked_on, l.outlet_id, l.batch_id, l.batch_place
    limit ${limit + 1}`.execute(db);
  const lines = rows.slice(0, limit);
  const last = lines.at(-1);
  if (rows.length > limit && last) return { lines, lookedAt: limit, next: placeOf(last) };
  const { rows: counts } = await sql<{ lookedAt: number }>`
    select count(*) as looked_at
    from (select 1 from sale_line where ${inLane} limit ${linesLookedAt}) l`.execute(db);
  const lookedAt = counts[0]?.lookedAt ?? 0;
  if (lookedAt < linesLookedAt) return { lines, lookedAt, next: undefined };
  const { rows: ends } = await sql<SaleLineRow>`
    select booked_on, outlet_id, batch_id, batch_place from sale_line where ${inLane}
    order by ${order} limit 1 offset ${linesLookedAt - 1}`.execute(db);
  return { lines, lookedAt, next: ends[0] && placeOf(ends[0]) };
}

function isInLane(
  { range }: LineSelection,
  lane: Lane,
  [day, outletId, batchId, batchPlace]: LinePlace,
): RawBuilder<unknown> {
  const from = day > range.from ? day : range.from;
  const isInRange = sql`booked_on >= ${from} and booked_on <= ${range.to}`;
  return 'outletId' in lane
    ? sql`outlet_id = ${lane.outletId} and ${isInRange}
        and (booked_on, batch_id, batch_place) > (${day}, ${batchId}, ${batchPlace})`
    : sql`product_id = ${lane.productId} and ${isInRange}
        and (booked_on, outlet_id, batch_id, batch_place) > (${day}, ${outletId}, ${batchId}, ${batchPlace})`;
}

function placeOf({ bookedOn, outletId, batchId, batchPlace }: SaleLineRow): LinePlace {
  return [bookedOn, outletId, batchId, batchPlace];
}
