import { faultsOf, SaleLine } from '@fupin/schema';
import type { SaleField } from './columns.ts';
import type { FileRow } from './file-rows.ts';
import { receiptOf, type ReceiptFactsIndex } from './receipt-facts.ts';
import {
  readSaleRow,
  type ReadRow,
  type SaleFault,
  type SaleOddityCode,
  type SaleSettings,
} from './sale-row.ts';

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

/** What rows come to. Every row that is not blank or a repeated header is a line, a faulty row or not counted. */
export interface SalesSummary {
  readonly oddities: readonly SaleOddity[];
  readonly sales: LineTotal;
  readonly returns: LineTotal;
  /** Rows of orders that were never paid. */
  readonly notPaid: LineTotal;
}

/** A row as it was read, or why it is none of the table's. */
export type TableRow = ReadRow | 'blankRow' | 'repeatedHeader';

const shownRowNumbers = 100;

/** Reads a row of a table with these column names. */
export function readTableRow(
  row: FileRow,
  headers: readonly string[],
  settings: SaleSettings,
): TableRow {
  const { cells } = row;
  if (cells.every((cell) => cell.trim() === '')) return 'blankRow';
  const isHeader =
    cells.length === headers.length && cells.every((cell, place) => cell === headers[place]);
  if (isHeader) return 'repeatedHeader';
  const read = readSaleRow(cells, settings);
  const extra = cells.slice(headers.length).find((cell) => cell.trim() !== '');
  const faults: SaleFault[] = [];
  if (row.hasBrokenQuotes) {
    const value = cells.find((cell) => cell.includes('"')) ?? '';
    faults.push({ value, code: 'brokenQuotes' });
  } else if (extra !== undefined) faults.push({ value: extra, code: 'extraCells' });
  return faults.length > 0 ? { ...read, faults: [...faults, ...read.faults] } : read;
}

/**
 * Makes sale lines of rows as they come. Where no column has line numbers, a row's number is its place among the rows of its
 * receipt (same terminal, business date and receipt number) in the order of the file, from 1, sales and returns together. A
 * faulty row keeps its place, so that sending the others now and it later numbers them all as one file would.
 */
export class SalesChecker {
  readonly #settings: SaleSettings;
  readonly #facts: ReceiptFactsIndex;
  readonly #latestMs: number;
  /** Of each receipt what tells its rows apart: their line numbers and kinds or, where they have none, a hash of their cells. */
  readonly #rows = new Map<string, number[]>();
  readonly #oddities = new Map<SaleOddityCode, { count: number; rowNumbers: number[] }>();
  readonly #totals = { sale: nothing(), return: nothing(), notPaid: nothing() };

  constructor(settings: SaleSettings, facts: ReceiptFactsIndex, now: Date) {
    this.#settings = settings;
    this.#facts = facts;
    this.#latestMs = now.getTime() + 86_400_000;
  }

  /** Takes the next row; answers with its line, its faults, or undefined where it is neither. */
  add(
    row: TableRow,
    cells: readonly string[],
    rowNumber: number,
  ): CheckedLine | FaultyRow | undefined {
    if (typeof row === 'string') return void this.#note(row, rowNumber);
    const { line, faults: found, status, isFilledIn } = completed(row, this.#facts.of(row.line));
    const faults = [...found];
    const { lineNo, isRepeated } = this.#place(line, cells, rowNumber);
    if (status === 'notPaid') {
      this.#note('notPaid', rowNumber);
      add(this.#totals.notPaid, line.amountFen ?? 0);
      return undefined;
    }
    if (status === 'refunded' && line.kind === 'sale') {
      const value = cells[this.#settings.columns.status ?? -1] ?? '';
      faults.push({ field: 'status', value, code: 'refundedOrder' });
    }
    const parsed = SaleLine.safeParse({ ...line, lineNo });
    if (faults.length === 0 && !parsed.success) faults.push(...schemaFaults(parsed.error));
    if (faults.length === 0 && isRepeated) {
      faults.push({ field: 'lineNo', value: String(lineNo), code: 'lineNoRepeated' });
    }
    if (faults.length > 0 || !parsed.success) return { rowNumber, cells, lineNo, faults };
    for (const oddity of row.oddities) this.#note(oddity, rowNumber);
    if (isFilledIn) this.#note('timeFromReceipt', rowNumber);
    if (Date.parse(parsed.data.soldAt) > this.#latestMs) this.#note('inFuture', rowNumber);
    add(this.#totals[parsed.data.kind === 'return' ? 'return' : 'sale'], parsed.data.amountFen);
    return { rowNumber, line: parsed.data };
  }

  /** What the rows so far come to. */
  get summary(): SalesSummary {
    return {
      oddities: [...this.#oddities].map(([code, noted]) => ({ code, ...noted })),
      sales: this.#totals.sale,
      returns: this.#totals.return,
      notPaid: this.#totals.notPaid,
    };
  }

  #note(code: SaleOddityCode, rowNumber: number): void {
    let noted = this.#oddities.get(code);
    if (!noted) this.#oddities.set(code, (noted = { count: 0, rowNumbers: [] }));
    noted.count += 1;
    if (noted.count <= shownRowNumbers) noted.rowNumbers.push(rowNumber);
  }

  /** The line's number, and whether another line of its receipt has it; notes a row that stands twice on its receipt. */
  #place(
    line: ReadRow['line'],
    cells: readonly string[],
    rowNumber: number,
  ): { lineNo: number | undefined; isRepeated: boolean } {
    const isNumbered = this.#settings.columns.lineNo !== undefined;
    const { lineNo } = line;
    if (line.receiptNo === undefined || (isNumbered && lineNo === undefined)) {
      return { lineNo, isRepeated: false };
    }
    // A row whose date can't be read belongs to its receipt all the same, by the date of the receipt's other rows.
    const key = `${line.businessDate ?? ''}\n${receiptOf(line)}`;
    let rows = this.#rows.get(key);
    if (!rows) this.#rows.set(key, (rows = []));
    const mark =
      isNumbered && lineNo !== undefined
        ? lineNo * 2 + Number(line.kind === 'return')
        : hashOf(cells);
    const isRepeated = rows.includes(mark);
    rows.push(mark);
    if (isNumbered) return { lineNo, isRepeated };
    if (isRepeated) this.#note('identicalRow', rowNumber);
    return { lineNo: rows.length, isRepeated: false };
  }
}

const nothing = () => ({ lines: 0, amountFen: 0n });

function add(total: { lines: number; amountFen: bigint }, amountFen: number): void {
  total.lines += 1;
  total.amountFen += BigInt(amountFen);
}

/** A row with what the other rows of its receipt say, where its own cells are blank. */
function completed(row: ReadRow, facts: ReturnType<ReceiptFactsIndex['of']>) {
  const { line } = row;
  const isBlank = ({ field, code }: SaleFault) =>
    code === 'missing' && (field === 'soldAt' || field === 'businessDate');
  const isFilledIn =
    facts.soldAt !== undefined && line.soldAt === undefined && row.faults.some(isBlank);
  const { businessDate = facts.businessDate, soldAt = isFilledIn ? facts.soldAt : undefined } =
    line;
  return {
    line: { ...line, ...(businessDate && { businessDate }), ...(soldAt && { soldAt }) },
    faults: isFilledIn ? row.faults.filter((fault) => !isBlank(fault)) : row.faults,
    status: row.status ?? facts.status,
    isFilledIn,
  };
}

/** 31 bits, enough to tell the rows of one receipt apart. */
function hashOf(cells: readonly string[]): number {
  let hash = 0;
  for (const cell of cells) {
    for (let index = 0; index < cell.length; index++) {
      hash = Math.imul(hash ^ cell.charCodeAt(index), 0x85ebca77);
      hash ^= hash >>> 15;
    }
    hash = Math.imul(hash ^ 0x1f, 0x85ebca77);
  }
  return hash >>> 1;
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
