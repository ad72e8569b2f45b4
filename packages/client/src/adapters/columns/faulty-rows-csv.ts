import type { SalesTable } from './check-sales.ts';
import type { FaultyRow } from './sales-checker.ts';
import { csvText } from './csv-text.ts';
import type { SaleFault, SaleSettings } from './sale-row.ts';

/** The names of the columns that are added to an export of faulty rows, and a fault in words. */
export interface FaultyRowsLabels {
  readonly lineNo: string;
  readonly terminalId: string;
  readonly unit: string;
  readonly rowNumber: string;
  readonly problem: string;
  readonly describe: (fault: SaleFault) => string;
}

/** Rows as they are to be corrected, one by one: the column names, and how a row is written below them. */
export interface FaultyRowsTable {
  readonly header: readonly string[];
  rowOf(row: Pick<FaultyRow, 'rowNumber' | 'cells' | 'lineNo'>, problem: string): string[];
}

/**
 * The table of a file's faulty rows, of which the longest has `width` cells. What the whole file gave to a row goes with it: line
 * number, terminal and unit, so that the corrected row is the same sale line that it would have been in its file.
 */
export function faultyRowsTable(
  headers: readonly string[],
  width: number,
  { columns, terminalId, unit }: SaleSettings,
  labels: Omit<FaultyRowsLabels, 'describe'>,
): FaultyRowsTable {
  const given: [label: string, value: (row: Pick<FaultyRow, 'lineNo'>) => string][] = [];
  if (columns.lineNo === undefined) {
    given.push([labels.lineNo, ({ lineNo }) => (lineNo === undefined ? '' : String(lineNo))]);
  }
  if (columns.terminalId === undefined) given.push([labels.terminalId, () => terminalId]);
  if (columns.unit === undefined) given.push([labels.unit, () => unit]);
  const full = (cells: readonly string[]) =>
    Array.from({ length: Math.max(headers.length, width) }, (_, place) => cells[place] ?? '');
  return {
    header: [...full(headers), ...given.map(([label]) => label), labels.rowNumber, labels.problem],
    rowOf: (row, problem) => [
      ...full(row.cells),
      ...given.map(([, value]) => value(row)),
      ...[String(row.rowNumber), problem],
    ],
  };
}

/** Faulty rows as a CSV file to be corrected and imported by itself. */
export function faultyRowsCsv(
  { headers }: SalesTable,
  faultyRows: readonly FaultyRow[],
  settings: SaleSettings,
  labels: FaultyRowsLabels,
): string {
  const width = Math.max(0, ...faultyRows.map(({ cells }) => cells.length));
  const table = faultyRowsTable(headers, width, settings, labels);
  return csvText([
    table.header,
    ...faultyRows.map((row) => table.rowOf(row, row.faults.map(labels.describe).join(' '))),
  ]);
}
