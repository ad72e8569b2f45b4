import type { SaleLine } from '@fupin/schema';
import type { ReadRow } from './sale-row.ts';
import type { SaleStatus } from './sale-status.ts';

/** What a receipt's rows say of all of it. */
export interface ReceiptFacts {
  readonly businessDate?: string;
  readonly soldAt?: string;
  readonly status?: SaleStatus;
}

/**
 * What receipts say in some of their rows for the others: many exports fill in time and state in the first row of an order
 * alone. Every row is first shown to `ask`, then, where any asked, to `note`.
 */
export class ReceiptFactsIndex {
  readonly #facts = new Map<
    string,
    { -readonly [Fact in keyof ReceiptFacts]: ReceiptFacts[Fact] }
  >();
  readonly #hasStatus: boolean;

  /** `hasStatus` says whether a column tells the state of orders. */
  constructor(hasStatus: boolean) {
    this.#hasStatus = hasStatus;
  }

  /** Whether any row asked. */
  get isAsked(): boolean {
    return this.#facts.size > 0;
  }

  ask(row: ReadRow): void {
    if (row.line.receiptNo === undefined) return;
    const isComplete = row.line.soldAt !== undefined && row.line.businessDate !== undefined;
    if (!isComplete || (this.#hasStatus && !row.status)) this.#ask(receiptOf(row.line));
  }

  #ask(receipt: string): void {
    // Asking again, in a later pass, takes nothing away from what was noted.
    if (!this.#facts.has(receipt)) this.#facts.set(receipt, {});
  }

  note({ line, status }: ReadRow): void {
    const facts = this.#facts.get(receiptOf(line));
    if (!facts) return;
    if (line.businessDate !== undefined) facts.businessDate ??= line.businessDate;
    if (line.soldAt !== undefined) facts.soldAt ??= line.soldAt;
    if (status) facts.status ??= status;
  }

  /** What the row's receipt says where this row does not. */
  of(line: ReadRow['line']): ReceiptFacts {
    return this.#facts.get(receiptOf(line)) ?? {};
  }
}

/** The terminal and number of a row's receipt, as one key. */
export function receiptOf({ terminalId, receiptNo = '' }: Partial<SaleLine>): string {
  return `${terminalId}\n${receiptNo}`;
}
