import { dateInShanghai, type CarriedFault, type SaleOutcome } from '@fupin/schema';
import type { Connection } from '../database/database.ts';
import type { SaleLineRow } from '../database/tables.ts';
import { openBooks } from '../ledger/booking.ts';
import { appendToLog } from '../log/append-to-log.ts';
import { randomId } from '../record-id.ts';
import { appendEvents } from '../webhooks/append-events.ts';
import { readRuns, type Runs } from './carried-runs.ts';
import { goodsJudge } from './judge-certified.ts';
import { lateRejections } from './late-rejections.ts';
import { numberRuns } from './number-runs.ts';
import { readLines } from './read-lines.ts';
import { keepBatch } from './recent-batches.ts';
import { appendSaleBatch } from './sale-line-store.ts';
import { rowOf } from './sale-row.ts';
import { takeLines } from './take-lines.ts';

/** A batch before its lines are judged one by one. */
export interface ReportedBatch {
  readonly lines: readonly unknown[];
  /** What it says of the numbers of its lines; nothing where absent. */
  readonly carried?: unknown;
}

/** What became of a batch. */
export interface TakenBatch {
  /** In the order of the lines. */
  readonly outcomes: readonly SaleOutcome[];
  readonly carriedFaults: readonly CarriedFault[];
}

/**
 * Takes a batch of one outlet into the ledger, each line by itself, and says what became of each. The lines, their numbers
 * and the promise to log them are there when the transaction of the connection ends, or none of them is.
 */
export async function reportSales(
  connection: Connection,
  outletId: string,
  { lines, carried }: ReportedBatch,
  now: Date,
): Promise<TakenBatch> {
  const { valid, invalid, contents } = readLines(lines);
  const present = valid.filter((line) => line !== undefined);
  const terminalIds = lines.map((line, place) => valid[place]?.line.terminalId ?? terminalOf(line));
  const runs = readRuns(carried, { terminalIds, contents });
  const batch = await openBatch(connection, outletId, now);
  const judge = await goodsJudge(
    connection,
    outletId,
    present.map(({ line }) => line),
  );
  const skews = clockSkews(runs);
  const { outcomes, accepted } = await takeLines(
    connection,
    outletId,
    present.map((each) => {
      const { index } = each;
      return { index, row: rowOf(batch, each, judge(each.line), skews.get(index) ?? null) };
    }),
  );
  outcomes.push(...invalid);
  outcomes.sort((a, b) => a.index - b.index);
  await promise(connection, batch, accepted);
  await appendEvents(connection, lateRejections(outletId, outcomes, valid, now));
  const isNewSale = (place: number) =>
    outcomes[place]?.outcome === 'accepted' && valid[place]?.line.kind === 'sale';
  const contradictions = await numberRuns(connection, outletId, runs, isNewSale, now);
  return { outcomes, carriedFaults: [...runs.faults, ...contradictions] };
}

async function openBatch(connection: Connection, outletId: string, now: Date) {
  const bookingDateOf = await openBooks(connection);
  const today = dateInShanghai(now);
  return {
    outletId,
    batchId: randomId('sbt'),
    acceptedAt: now.toISOString(),
    bookedOn: (businessDate: string) => bookingDateOf(businessDate, today),
  };
}

// The accepted lines as a batch, whose place among all batches the log will give.
async function promise(
  connection: Connection,
  { outletId, batchId, acceptedAt }: Awaited<ReturnType<typeof openBatch>>,
  accepted: readonly SaleLineRow[],
): Promise<void> {
  const lines = accepted.length;
  if (lines === 0) return;
  await appendSaleBatch(connection, { outletId, batchId, lines, acceptedAt, firstLeaf: null });
  await appendToLog(connection, [{ type: 'sales', outletId, batchId, lines }]);
  keepBatch(
    connection,
    batchId,
    accepted.toSorted((a, b) => a.batchPlace - b.batchPlace),
  );
}

function terminalOf(reported: unknown): string | undefined {
  const { terminalId } = Object(reported) as { readonly terminalId?: unknown };
  return typeof terminalId === 'string' ? terminalId : undefined;
}

function clockSkews({ placed }: Runs): ReadonlyMap<number, number> {
  const skews = new Map<number, number>();
  for (const { places, clockSkewMs } of placed) {
    if (clockSkewMs === null) continue;
    for (const place of places) skews.set(place, clockSkewMs);
  }
  return skews;
}
