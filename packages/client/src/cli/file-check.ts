import { ReceiptFactsIndex } from '../adapters/columns/receipt-facts.ts';
import type { SaleFaultCode, SaleSettings } from '../adapters/columns/sale-row.ts';
import {
  readTableRow,
  SalesChecker,
  type CheckedLine,
  type FaultyRow,
  type SalesSummary,
} from '../adapters/columns/sales-checker.ts';
import type { SalesSource } from '../adapters/columns/sales-source.ts';

/** A kind of fault, in how many rows, and the numbers of the first of them with what stands there. */
export interface FaultCount {
  readonly code: SaleFaultCode;
  readonly field: string | undefined;
  count: number;
  readonly rowNumbers: number[];
  readonly example: string;
}

/** What a whole file comes to. */
export interface FileSummary extends SalesSummary {
  /** Rows below the column names, blank ones included. */
  readonly rows: number;
  /** The most cells that any row has. */
  readonly width: number;
  readonly lines: number;
  readonly faultyRows: number;
  readonly faults: readonly FaultCount[];
  /** Numbers of the rows that are sums, and no sales. */
  readonly totalsRows: readonly number[];
}

/** A checked row, with its cells. */
export interface CheckedRow {
  readonly cells: readonly string[];
  readonly checked: CheckedLine | FaultyRow;
}

/** What a pass needs to know beside the file. */
export interface PassOptions {
  readonly now: Date;
  readonly signal: AbortSignal;
  readonly onProgress: (share: number, rows: number) => void;
}

/** Checks the rows of a file that is too long to be held: pass by pass, each of which makes the same of every row. */
export class FileCheck {
  readonly #source: SalesSource;
  readonly #settings: SaleSettings;
  #facts: ReceiptFactsIndex;

  constructor(source: SalesSource, settings: SaleSettings) {
    this.#source = source;
    this.#settings = settings;
    this.#facts = new ReceiptFactsIndex(settings.columns.status !== undefined);
  }

  /** Goes through the file until all is known of it. */
  async examine(options: PassOptions): Promise<FileSummary> {
    const facts = this.#facts;
    const summary = await this.pass(options);
    if (!facts.isAsked) return summary;
    // Some rows leave out what others of their receipt say, so that only now all can be read.
    for await (const { rows } of this.#source.rows()) {
      options.signal.throwIfAborted();
      for (const row of rows) {
        const read = readTableRow(row, this.#source.headers, this.#settings);
        if (typeof read === 'object') facts.note(read);
      }
    }
    return this.pass(options);
  }

  /** Goes through the file once, giving on rows some hundreds at a time. */
  async pass(
    { now, signal, onProgress }: PassOptions,
    take?: (rows: readonly CheckedRow[]) => Promise<void>,
  ): Promise<FileSummary> {
    const { headers, headerRow, bytes } = this.#source;
    const checker = new SalesChecker(this.#settings, this.#facts, now);
    const faults = new Map<string, FaultCount>();
    const totalsRows: number[] = [];
    const counts = { rows: 0, width: headers.length, lines: 0, faultyRows: 0 };
    for await (const batch of this.#source.rows()) {
      signal.throwIfAborted();
      const taken: CheckedRow[] = [];
      for (const row of batch.rows) {
        const { cells } = row;
        counts.rows += 1;
        counts.width = Math.max(counts.width, cells.length);
        const read = readTableRow(row, headers, this.#settings);
        if (typeof read === 'object') this.#facts.ask(read);
        const checked = checker.add(read, cells, headerRow + 1 + counts.rows);
        if (!checked) continue;
        if ('line' in checked) counts.lines += 1;
        else if (checked.faults.every(({ code }) => code === 'totalsRow')) {
          totalsRows.push(checked.rowNumber);
          continue;
        } else {
          counts.faultyRows += 1;
          countFaults(faults, checked);
        }
        taken.push({ cells, checked });
      }
      onProgress(batch.bytesRead / bytes, counts.rows);
      if (taken.length > 0) await take?.(taken);
    }
    return { ...checker.summary, ...counts, faults: [...faults.values()], totalsRows };
  }
}

function countFaults(counts: Map<string, FaultCount>, { faults, rowNumber }: FaultyRow): void {
  for (const { code, field, value } of faults) {
    const key = `${field} ${code}`;
    let known = counts.get(key);
    if (!known)
      counts.set(key, (known = { code, field, count: 0, rowNumbers: [], example: value }));
    known.count += 1;
    if (known.rowNumbers.length < 100) known.rowNumbers.push(rowNumber);
  }
}
