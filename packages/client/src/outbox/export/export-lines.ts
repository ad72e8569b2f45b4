import type { SaleLine } from '@fupin/schema';
import type { Queue } from '../queue.ts';
import type { ExportedDeadLetter, ExportedLine, ExportKind } from './exported.ts';
import { signExport } from './sign-export.ts';

// The most that IndexedDB can be asked for.
const all = 0xffff_ffff;

/** Writes what lies in a queue as a file to be carried by hand, see signExport; it stays there. */
export async function exportLines(
  kind: ExportKind,
  queue: Queue,
  outletId: string,
  now: number,
): Promise<string> {
  const lines = await (kind === 'queued' ? queuedIn(queue, outletId) : refusedIn(queue, outletId));
  return signExport(kind, outletId, lines, await queue.deviceKey(), now);
}

async function refusedIn(queue: Queue, outletId: string): Promise<ExportedDeadLetter[]> {
  const letters = await queue.deadLetters();
  return letters.map(({ lineId, line, outcome, problem, rejectedAt }) => ({
    lineId,
    outletId,
    line,
    outcome,
    problem,
    rejectedAt,
  }));
}

async function queuedIn(queue: Queue, outletId: string): Promise<ExportedLine[]> {
  const lines = await queue.take(all, Infinity);
  return lines.map(({ lineId, content }) => {
    return { lineId, outletId, line: JSON.parse(content) as SaleLine };
  });
}
