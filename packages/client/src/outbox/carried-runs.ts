import type { CarriedRun } from '@fupin/schema';
import { terminalIn } from './number-lines.ts';
import type { LineNumber, QueuedLine } from './queue.ts';

/** Most runs of a batch: with terminal ids of any length they take at most a quarter of a body's 1 MiB. */
const maximumRuns = 500;

/** A batch of lines that can be sent together, and how its device has numbered them. */
export interface Batch {
  readonly lines: readonly QueuedLine[];
  /** Undefined where they have no numbers. */
  readonly carried: readonly CarriedRun[] | undefined;
}

/** A run that grows: its head is the link of its last line, which may take a hash to tell. */
interface Run extends Omit<CarriedRun, 'count' | 'head'> {
  count: number;
  last: LineNumber;
}

/**
 * As many of the lines, from the first on, as one batch can carry, with the runs that their numbers make. Each run of a
 * terminal goes on where its last one in the batch ends, so lines with numbers are not mixed with lines without.
 */
export function carry(lines: readonly QueuedLine[]): Batch {
  const runs: Run[] = [];
  const latest = new Map<string, Run>();
  let size = 0;
  for (const { lineId, number, clockSkewMs } of lines) {
    if (!number !== !lines[0]?.number) break;
    if (number) {
      const { epoch, sequence, previous } = number;
      const terminal = terminalIn(lineId);
      const run = latest.get(terminal);
      if (
        run?.epoch === epoch &&
        run.first + run.count === sequence &&
        run.clockSkewMs === clockSkewMs
      ) {
        run.count += 1;
        run.last = number;
      } else {
        if (runs.length === maximumRuns) break;
        const next = {
          terminalId: decodeURIComponent(terminal),
          epoch,
          first: sequence,
          count: 1,
          previous,
          last: number,
          clockSkewMs,
        };
        runs.push(next);
        latest.set(terminal, next);
      }
    }
    size += 1;
  }
  const carried = runs.map(({ last, ...run }) => ({ ...run, head: last.link }));
  return { lines: lines.slice(0, size), carried: lines[0]?.number && carried };
}
