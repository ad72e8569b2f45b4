import type { CarriedFault } from '@fupin/schema';
import type { Connection } from '../database/database.ts';
import type { PlacedRun, Runs } from './carried-runs.ts';
import { mergeRanges, placesKnown, type NumberRange } from './number-range.ts';
import {
  findTouchedRanges,
  lockTerminal,
  replaceRanges,
  storeTerminal,
  type TerminalKey,
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
  // In one order, so that two batches of the same terminals wait for each other and never both at once.
  for (const runs of byTerminal(placed)) {
    const [{ terminalId, epoch }] = runs;
    const key: TerminalKey = { outletId, terminalId, epoch };
    let row = await lockTerminal(connection, key, now);
    for (const run of runs) {
      const touched = await findTouchedRanges(connection, key, run);
      const { merged, isContradicted } = mergeRanges(touched, run);
      const known = placesKnown(touched, run);
      // A number that was here before belongs to a line that was: a new sale under it is another line.
      const isTaken = run.places.some((place, nth) => known.has(nth) && isNewSale(place));
      if (isContradicted || isTaken) {
        const detail = `other lines came before as numbers ${run.first} to ${run.last}, or some of them`;
        faults.push({ index: run.index, code: 'contradiction', detail });
      }
      await replaceRanges(connection, key, touched, merged);
      const isFork = isContradicted || isTaken || run.isBroken;
      row = grown(row, run, { merged, arrived: run.places.length - known.size, isFork, now });
    }
    await storeTerminal(connection, row);
  }
  return faults;
}

function byTerminal(runs: readonly PlacedRun[]): readonly [PlacedRun, ...PlacedRun[]][] {
  const groups = new Map<string, [PlacedRun, ...PlacedRun[]]>();
  for (const run of runs) {
    const key = JSON.stringify([run.terminalId, run.epoch]);
    const group = groups.get(key);
    if (group) group.push(run);
    else groups.set(key, [run]);
  }
  return [...groups].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
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
