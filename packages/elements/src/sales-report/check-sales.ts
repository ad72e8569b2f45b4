import { faultsOf, SaleLine, saleLineId } from '@fupin/schema';
import { createBreather } from './breather.ts';
import type { SaleField } from './columns.ts';
import type { FileRow } from './file-rows.ts';
import {
  readSaleRow,
  type ReadRow,
  type SaleFault,
  type SaleOddityCode,
  type SaleSettings,
} from './sale-row.ts';

/** A table of sales: its column names, its rows, and the number that a spreadsheet shows beside the first of them. */
export interface SalesTable {
  readonly headers: readonly string[];
  readonly rows: readonly FileRow[];
  readonly firstRowNumber: number;
}

/** A row that makes a sale line. */
export interface CheckedLine {
  readonly rowNumber: number;
  readonly line: SaleLine;
}

/** A row that can't be sent, with the line number that it keeps when it is corrected and sent by itself. */
export interface FaultyRow {
  readonly rowNumber: number;
  readonly cells: readonly string[];
  readonly lineNo: number | undefined;
  readonly faults: readonly SaleFault[];
}

/** Something unusual, in how many rows, and the numbers of the first of them. */
export interface SaleOddity {
  readonly code: SaleOddityCode;
  readonly count: number;
  readonly rowNumbers: readonly number[];
}

/** A number of lines and the sum of their amounts. */
export interface LineTotal {
  readonly lines: number;
  readonly amountFen: bigint;
}

/** What a table of sales comes to. Every row that is not blank or a repeated header is a line or a faulty row. */
export interface CheckedSales {
  readonly lines: readonly CheckedLine[];
  readonly faultyRows: readonly FaultyRow[];
  readonly oddities: readonly SaleOddity[];
  readonly sales: LineTotal;
  readonly returns: LineTotal;
}

/** What checking needs to know beside table and settings. */
export interface CheckOptions {
  readonly now: Date;
  readonly signal?: AbortSignal | undefined;
  /** Told how many rows are done, once in a while. */
  readonly onProgress?: ((rowsDone: number) => void) | undefined;
}

const shownRowNumbers = 100;

/**
 * Makes sale lines of a table's rows. Where no column has line numbers, a row's number is its place among the rows of its
 * receipt (same terminal, business date and receipt number) in the order of the file, from 1, sales and returns together. A
 * faulty row keeps its place, so that sending the others now and it later numbers them all as one file would.
 */
export async function checkSales(
  table: SalesTable,
  settings: SaleSettings,
  { now, signal, onProgress }: CheckOptions,
): Promise<CheckedSales> {
  const breathe = createBreather();
  const read: (ReadRow | SaleOddityCode)[] = [];
  const dates = new Map<string, string>();
  for (const row of table.rows) {
    const result = setAside(row.cells, table.headers) ?? readTableRow(row, table, settings);
    read.push(result);
    if (typeof result === 'object' && result.line.businessDate !== undefined) {
      const receipt = receiptOf(result);
      if (!dates.has(receipt)) dates.set(receipt, result.line.businessDate);
    }
    const turn = breathe();
    if (turn) {
      onProgress?.(read.length / 2);
      await turn;
      signal?.throwIfAborted();
    }
  }

  const collection = new Collection(table, settings.columns.lineNo !== undefined, dates, now);
  for (const [place, row] of read.entries()) {
    collection.add(row, place);
    const turn = breathe();
    if (turn) {
      onProgress?.((read.length + place) / 2);
      await turn;
      signal?.throwIfAborted();
    }
  }
  return collection.result();
}

const receiptOf = ({ line }: ReadRow) => `${line.terminalId}\n${line.receiptNo ?? ''}`;

function setAside(
  cells: readonly string[],
  headers: readonly string[],
): SaleOddityCode | undefined {
  if (cells.every((cell) => cell.trim() === '')) return 'blankRow';
  const isHeader =
    cells.length === headers.length && cells.every((cell, place) => cell === headers[place]);
  return isHeader ? 'repeatedHeader' : undefined;
}

function readTableRow(row: FileRow, table: SalesTable, settings: SaleSettings): ReadRow {
  const read = readSaleRow(row.cells, settings);
  const extra = row.cells.slice(table.headers.length).find((cell) => cell.trim() !== '');
  const faults: SaleFault[] = [];
  if (row.hasBrokenQuotes) {
    const value = row.cells.find((cell) => cell.includes('"')) ?? '';
    faults.push({ value, code: 'brokenQuotes' });
  } else if (extra !== undefined) faults.push({ value: extra, code: 'extraCells' });
  return faults.length > 0 ? { ...read, faults: [...faults, ...read.faults] } : read;
}

/** Gathers the lines of a table, numbering them on the way. */
class Collection {
  readonly #table: SalesTable;
  readonly #hasLineNo: boolean;
  readonly #dates: ReadonlyMap<string, string>;
  readonly #latestMs: number;
  readonly #places = new Map<string, number>();
  readonly #seen = new Set<string>();
  readonly #lines: CheckedLine[] = [];
  readonly #faultyRows: FaultyRow[] = [];
  readonly #oddities = new Map<SaleOddityCode, { count: number; rowNumbers: number[] }>();
  readonly #totals = { sale: { lines: 0, amountFen: 0n }, return: { lines: 0, amountFen: 0n } };

  constructor(
    table: SalesTable,
    hasLineNo: boolean,
    dates: ReadonlyMap<string, string>,
    now: Date,
  ) {
    this.#table = table;
    this.#hasLineNo = hasLineNo;
    this.#dates = dates;
    this.#latestMs = now.getTime() + 86_400_000;
  }

  add(row: ReadRow | SaleOddityCode, place: number): void {
    const rowNumber = this.#table.firstRowNumber + place;
    if (typeof row === 'string') return this.#note(row, rowNumber);
    const cells = this.#table.rows[place]?.cells ?? [];
    const lineNo = this.#hasLineNo ? row.line.lineNo : this.#nextPlace(row);
    const faults = [...row.faults];
    const parsed = SaleLine.safeParse({ ...row.line, lineNo });
    if (faults.length === 0 && !parsed.success) {
      faults.push(...schemaFaults(parsed.error));
    }
    if (faults.length === 0 && parsed.success && this.#isRepeated(parsed.data, cells, rowNumber)) {
      faults.push({ field: 'lineNo', value: String(lineNo), code: 'lineNoRepeated' });
    }
    if (faults.length > 0 || !parsed.success) {
      this.#faultyRows.push({ rowNumber, cells, lineNo, faults });
      return;
    }
    this.#lines.push({ rowNumber, line: parsed.data });
    for (const oddity of row.oddities) this.#note(oddity, rowNumber);
    if (Date.parse(parsed.data.soldAt) > this.#latestMs) this.#note('inFuture', rowNumber);
    const total = this.#totals[parsed.data.kind === 'return' ? 'return' : 'sale'];
    total.lines += 1;
    total.amountFen += BigInt(parsed.data.amountFen);
  }

  result(): CheckedSales {
    return {
      lines: this.#lines,
      faultyRows: this.#faultyRows,
      oddities: [...this.#oddities].map(([code, noted]) => ({ code, ...noted })),
      sales: this.#totals.sale,
      returns: this.#totals.return,
    };
  }

  #note(code: SaleOddityCode, rowNumber: number): void {
    let noted = this.#oddities.get(code);
    if (!noted) this.#oddities.set(code, (noted = { count: 0, rowNumbers: [] }));
    noted.count += 1;
    if (noted.count <= shownRowNumbers) noted.rowNumbers.push(rowNumber);
  }

  /** A row whose date can't be read belongs to its receipt all the same, by the date of the receipt's other rows. */
  #nextPlace(row: ReadRow): number | undefined {
    if (row.line.receiptNo === undefined) return undefined;
    const receipt = receiptOf(row);
    const date = row.line.businessDate ?? this.#dates.get(receipt) ?? '';
    const key = `${date}\n${receipt}`;
    const place = (this.#places.get(key) ?? 0) + 1;
    this.#places.set(key, place);
    return place;
  }

  /** Notes a row that stands twice on its receipt; whether it has the number of another line. */
  #isRepeated(line: SaleLine, cells: readonly string[], rowNumber: number): boolean {
    const key = this.#hasLineNo
      ? saleLineId('', line)
      : `${line.terminalId}\n${line.businessDate}\n${line.receiptNo}\n${cells.join('\u001f')}`;
    if (!this.#seen.has(key)) {
      this.#seen.add(key);
      return false;
    }
    if (!this.#hasLineNo) this.#note('identicalRow', rowNumber);
    return this.#hasLineNo;
  }
}

const fieldOf: Record<string, SaleField> = {
  ...{ amountFen: 'amount', soldAt: 'soldAt', businessDate: 'businessDate', lineNo: 'lineNo' },
  ...{ receiptNo: 'receiptNo', terminalId: 'terminalId', sku: 'sku', gtin: 'gtin', name: 'name' },
  ...{ quantity: 'quantity', unit: 'unit' },
};

function schemaFaults(error: Parameters<typeof faultsOf>[0]): SaleFault[] {
  return faultsOf(error).map(({ pointer, detail }) => {
    const field = fieldOf[pointer.slice(1)];
    return { ...(field && { field }), value: '', code: 'invalid', detail };
  });
}
