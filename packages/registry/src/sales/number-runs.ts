import type { CarriedFault } from '@fupin/schema';
import type { Connection } from '../database/database.ts';
import type { PlacedRun, Runs } from './carried-runs.ts';
import { mergeRanges, placesKnown, type NumberRange } from './number-range.ts';
import {
  findTouchedRanges,
  lockTerminals,
  replaceRanges,
  storeTerminals,
  terminalText,
  type TerminalName,
} from './terminal-store.ts';
import type { SaleTerminalRow } from './terminal-tables.ts';

/**
 * Notes which numbers have arrived: whatever became of their lines, they count as received. Returns what contradicts earlier
 * runs; `isNewSale` says whether the line at a place of the batch is a sale that was not in the ledger before.
 */
export async function numberRuns(
  connection: Connection,
  outletId: string,
  { placed }: Runs,
  isNewSale: (place: number) => boolean,
  now: Date,
): Promise<readonly CarriedFault[]> {
  const faults: CarriedFault[] = [];
  const terminals = await lockTerminals(connection, outletId, terminalsOf(placed), now);
  const rows = new Map(terminals);
  for (const run of placed) {
    const name = terminalText(run);
    const row = rows.get(name);
    if (!row) throw new Error(`terminal ${run.terminalId} is not there after it was stored`);
    const touched = await findTouchedRanges(connection, row, run);
    const { merged, isContradicted } = mergeRanges(touched, run);
    const known = placesKnown(touched, run);
    // A number that was here before belongs to a line that was: a new sale under it is another line.
    const isTaken = run.places.some((place, nth) => known.has(nth) && isNewSale(place));
    if (isContradicted || isTaken) {
      const detail = `other lines came before as numbers ${run.first} to ${run.last}, or some of them`;
      faults.push({ index: run.index, code: 'contradiction', detail });
    }
    await replaceRanges(connection, row, touched, merged);
    const isFork = isContradicted || isTaken || run.isBroken;
    const arrived = run.places.length - known.size;
    rows.set(name, grown(row, run, { merged, arrived, isFork, now }));
  }
  await storeTerminals(connection, [...rows.values()]);
  return faults;
}

/** In one order, so that two batches of the same terminals wait for each other and never both at once. */
function terminalsOf(runs: readonly PlacedRun[]): readonly TerminalName[] {
  const names = new Map(runs.map((run) => [terminalText(run), run]));
  return [...names].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, name]) => name);
}

interface Growth {
  /** The range that the run is part of now. */
  readonly merged: NumberRange;
  /** How many of its numbers are new. */
  readonly arrived: number;
  readonly isFork: boolean;
  readonly now: Date;
}

function grown(
  row: SaleTerminalRow,
  { first, last, clockSkewMs }: PlacedRun,
  { merged, arrived, isFork, now }: Growth,
): SaleTerminalRow {
  const at = now.toISOString();
  return {
    ...row,
    watermark: merged.first === 1 ? merged.last : row.watermark,
    highest: Math.max(row.highest, merged.last),
    received: row.received + arrived,
    lastHeardAt: at > row.lastHeardAt ? at : row.lastHeardAt,
    clockSkewMs: clockSkewMs ?? row.clockSkewMs,
    ...(isFork && { forks: row.forks + 1, forkFirst: first, forkLast: last, forkAt: at }),
  };
}
