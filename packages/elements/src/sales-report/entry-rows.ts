import type { ColumnMapping, SaleField, SalesTable } from '@fupin/client/adapters/columns';

/** The cells of a row that is typed in, in the order of the keyboard. */
export const entryFields = [
  ...(['receiptNo', 'soldAt', 'sku', 'name', 'quantity', 'unit', 'unitPrice', 'lineNo'] as const),
] as const satisfies readonly SaleField[];
export type EntryField = (typeof entryFields)[number];

/** A row as it is typed in. */
export type EntryRow = Readonly<Record<EntryField, string>>;

/** Where the columns of typed rows are. */
export const entryColumns: ColumnMapping = Object.fromEntries(
  entryFields.map((field, place) => [field, place]),
);

/** An empty row; a further one on a receipt takes over its number and time. */
export function nextEntryRow(previous?: EntryRow): EntryRow {
  const { receiptNo = '', soldAt = '' } = previous ?? {};
  const blank = Object.fromEntries(entryFields.map((field) => [field, ''])) as EntryRow;
  return { ...blank, receiptNo, soldAt };
}

/** Whether anything but what was taken over from the row before is filled in. */
export function isFilled({ sku, name, quantity, unitPrice }: EntryRow): boolean {
  return [sku, name, quantity, unitPrice].some((cell) => cell.trim() !== '');
}

/**
 * The line number of every row: the one typed in, else the row's place among the filled rows of its receipt and day, as a
 * file without line numbers would count it.
 */
export function entryLineNumbers(rows: readonly EntryRow[]): string[] {
  const places = new Map<string, number>();
  return rows.map((row) => {
    const day = row.soldAt.trim().split(/[\sT]/)[0];
    const receipt = `${row.receiptNo.trim()}\n${day}`;
    const place = (places.get(receipt) ?? 0) + (isFilled(row) ? 1 : 0);
    places.set(receipt, place);
    return row.lineNo.trim() || String(Math.max(1, place));
  });
}

/** Rows that are typed in as a table; rows without content are blank in it. */
export function entryTable(rows: readonly EntryRow[], headers: readonly string[]): SalesTable {
  const lineNumbers = entryLineNumbers(rows);
  return {
    headers,
    firstRowNumber: 1,
    rows: rows.map((row, place) => ({
      cells: entryFields.map((field) =>
        !isFilled(row) ? '' : field === 'lineNo' ? (lineNumbers[place] ?? '') : row[field],
      ),
    })),
  };
}

/** Rows with a block of cells, copied from a spreadsheet, put in at a cell; rows are added where they are wanting. */
export function pasteCells(
  rows: readonly EntryRow[],
  rowPlace: number,
  field: EntryField,
  text: string,
): EntryRow[] {
  const block = text.replace(/\r?\n$/, '').split(/\r?\n/);
  const result = [...rows];
  for (const [down, line] of block.entries()) {
    const fields = entryFields.slice(entryFields.indexOf(field));
    const cells = line.split('\t').slice(0, fields.length);
    const pasted = Object.fromEntries(cells.map((cell, right) => [fields[right], cell.trim()]));
    const place = rowPlace + down;
    result[place] = { ...(result[place] ?? nextEntryRow(result[place - 1])), ...pasted };
  }
  return result;
}
