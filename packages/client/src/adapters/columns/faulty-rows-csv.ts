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

/**
 * Faulty rows as a CSV file to be corrected and imported by itself. What the whole file gave to a row goes with it: line
 * number, terminal and unit, so that the corrected row is the same sale line that it would have been in its file.
 */
export function faultyRowsCsv(
  { headers }: SalesTable,
  faultyRows: readonly FaultyRow[],
  { columns, terminalId, unit }: SaleSettings,
  labels: FaultyRowsLabels,
): string {
  const given: [label: string, value: (row: FaultyRow) => string][] = [];
  if (columns.lineNo === undefined) {
    given.push([labels.lineNo, ({ lineNo }) => (lineNo === undefined ? '' : String(lineNo))]);
  }
  if (columns.terminalId === undefined) given.push([labels.terminalId, () => terminalId]);
  if (columns.unit === undefined) given.push([labels.unit, () => unit]);
  given.push([labels.rowNumber, ({ rowNumber }) => String(rowNumber)]);
  given.push([labels.problem, ({ faults }) => faults.map(labels.describe).join(' ')]);

  const width = Math.max(headers.length, ...faultyRows.map(({ cells }) => cells.length));
  const full = (cells: readonly string[]) =>
    Array.from({ length: width }, (_, place) => cells[place] ?? '');
  return csvText([
    [...full(headers), ...given.map(([label]) => label)],
    ...faultyRows.map((row) => [...full(row.cells), ...given.map(([, value]) => value(row))]),
  ]);
}
