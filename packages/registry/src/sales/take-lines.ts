import type { SaleOutcome } from '@fupin/schema';
import type { Connection } from '../database/database.ts';
import type { SaleLineRow } from '../database/tables.ts';
import { groupBy } from '../group-by.ts';
import { RemainingSale } from './remaining-sale.ts';
import { conflictingLine, exceedingLine } from './sale-line-problems.ts';
import {
  appendSaleLines,
  findAcceptedLines,
  findReversals,
  findSales,
  lockReversals,
} from './sale-line-store.ts';
import { receiptOf } from './sale-receipt.ts';

/** A line that is to be taken into the ledger, and its place in the batch. */
export interface ReportedLine {
  readonly index: number;
  readonly row: SaleLineRow;
}

/** What became of the lines of a batch, in no order. */
export interface TakenLines {
  readonly outcomes: SaleOutcome[];
  /** Those that are new in the ledger, as they stand there. */
  readonly accepted: SaleLineRow[];
}

/** Takes the lines of a batch into the ledger, each by itself. */
export async function takeLines(
  connection: Connection,
  outletId: string,
  lines: readonly ReportedLine[],
): Promise<TakenLines> {
  const taken: TakenLines = { outcomes: [], accepted: [] };
  // Of lines with one id in a batch the first goes first, and the next meets it in the ledger.
  for (let pending = lines; pending.length > 0;) {
    const { first, others } = firstOfEach(pending);
    const pointing = first.filter(({ row }) => row.originalLineId !== null);
    const standing =
      pointing.length === 0 ? first : first.filter(({ row }) => row.originalLineId === null);
    await append(connection, outletId, standing, taken);
    await takeReversals(connection, outletId, pointing, taken);
    pending = others;
  }
  return taken;
}

function firstOfEach(lines: readonly ReportedLine[]) {
  if (new Set(lines.map(({ row }) => row.lineId)).size === lines.length) {
    return { first: lines, others: [] };
  }
  const groups = [...groupBy(lines, ({ row }) => row.lineId).values()];
  return {
    first: groups.flatMap((same) => same[0] ?? []),
    others: groups.flatMap((same) => same.slice(1)),
  };
}

async function append(
  connection: Connection,
  outletId: string,
  lines: readonly ReportedLine[],
  taken: TakenLines,
): Promise<void> {
  if (lines.length === 0) return;
  const appended = await appendSaleLines(
    connection,
    lines.map(({ row }) => row),
  );
  const others = lines.filter(({ index }) => !appended.has(index));
  const known = await findAcceptedLines(
    connection,
    outletId,
    others.map(({ row }) => row.lineId),
  );
  for (const { index, row } of lines) {
    const { lineId } = row;
    if (appended.has(index)) {
      taken.accepted.push(row);
      taken.outcomes.push({ index, lineId, outcome: 'accepted', receipt: receiptOf(row) });
      continue;
    }
    const first = known.get(lineId);
    if (!first) throw new Error(`line ${lineId} is neither new nor in the ledger`);
    taken.outcomes.push(
      first.fingerprint === row.fingerprint
        ? { index, lineId, outcome: 'duplicate', receipt: receiptOf(first) }
        : conflictingLine(index, lineId),
    );
  }
}

// One batch at a time, so that no two can each give back the last of a sale.
async function takeReversals(
  connection: Connection,
  outletId: string,
  lines: readonly ReportedLine[],
  taken: TakenLines,
): Promise<void> {
  if (lines.length === 0) return;
  const originals = [...new Set(lines.flatMap(({ row }) => row.originalLineId ?? []))];
  await lockReversals(connection, outletId);
  const sales = await findSales(connection, outletId, originals);
  const known = await findAcceptedLines(
    connection,
    outletId,
    lines.map(({ row }) => row.lineId),
  );
  const remaining = new Map([...sales].map(([lineId, sale]) => [lineId, new RemainingSale(sale)]));
  for (const reversal of await findReversals(connection, outletId, [...sales.keys()])) {
    remaining.get(reversal.originalLineId)?.take(reversal);
  }
  const fitting: ReportedLine[] = [];
  for (const { index, row } of lines) {
    const left = remaining.get(row.originalLineId ?? '');
    const isNew = !known.has(row.lineId);
    const excess = isNew ? left?.excess(row) : undefined;
    if (excess) {
      taken.outcomes.push(exceedingLine(index, row.lineId, excess));
      continue;
    }
    if (isNew) left?.take(row);
    fitting.push({ index, row: { ...row, unmatched: left === undefined } });
  }
  await append(connection, outletId, fitting, taken);
}
