import { createBreather } from './breather.ts';
import type { FileRow } from './file-rows.ts';
import { ReceiptFactsIndex } from './receipt-facts.ts';
import type { SaleSettings } from './sale-row.ts';
import {
  readTableRow,
  SalesChecker,
  type CheckedLine,
  type FaultyRow,
  type SalesSummary,
  type TableRow,
} from './sales-checker.ts';

/** A table of sales: its column names, its rows, and the number that a spreadsheet shows beside the first of them. */
export interface SalesTable {
  readonly headers: readonly string[];
  readonly rows: readonly FileRow[];
  readonly firstRowNumber: number;
}

/** What a table of sales comes to, row by row. */
export interface CheckedSales extends SalesSummary {
  readonly lines: readonly CheckedLine[];
  readonly faultyRows: readonly FaultyRow[];
}

/** What checking needs to know beside table and settings. */
export interface CheckOptions {
  readonly now: Date;
  readonly signal?: AbortSignal | undefined;
  /** Told how many rows are done, once in a while. */
  readonly onProgress?: ((rowsDone: number) => void) | undefined;
}

/** Makes sale lines of a table's rows, leaving the page its turns. */
export async function checkSales(
  table: SalesTable,
  settings: SaleSettings,
  { now, signal, onProgress }: CheckOptions,
): Promise<CheckedSales> {
  const breathe = createBreather();
  const pause = async (turn: Promise<void>, rowsDone: number) => {
    onProgress?.(rowsDone);
    await turn;
    signal?.throwIfAborted();
  };
  const facts = new ReceiptFactsIndex(settings.columns.status !== undefined);
  const read: TableRow[] = [];
  for (const row of table.rows) {
    const result = readTableRow(row, table.headers, settings);
    read.push(result);
    if (typeof result === 'object') facts.ask(result);
    const turn = breathe();
    if (turn) await pause(turn, read.length / 2);
  }
  if (facts.isAsked) for (const row of read) if (typeof row === 'object') facts.note(row);

  const checker = new SalesChecker(settings, facts, now);
  const lines: CheckedLine[] = [];
  const faultyRows: FaultyRow[] = [];
  for (const [place, row] of read.entries()) {
    const cells = table.rows[place]?.cells ?? [];
    const checked = checker.add(row, cells, table.firstRowNumber + place);
    if (checked && 'line' in checked) lines.push(checked);
    else if (checked) faultyRows.push(checked);
    const turn = breathe();
    if (turn) await pause(turn, (read.length + place) / 2);
  }
  return { lines, faultyRows, ...checker.summary };
}
