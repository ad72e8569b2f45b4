import { saleLineId } from '@fupin/schema';
import type { Evidence } from './evidence.ts';
import { Marks } from './marks.ts';
import { markOf, saleOf, type Books } from './sale.ts';

/** A line as it lies in the registry's database. */
export interface LedgerLine {
  readonly lineId: string;
  readonly terminalId: string;
  readonly receiptNo: string;
  readonly kind: string;
  readonly soldAt: string;
  readonly sku: string | null;
  readonly name: string | null;
  readonly quantity: string;
  readonly amountFen: number;
}

/** What became of the sales, by their marks. */
export interface Judgement {
  /** Lines in the ledger. */
  readonly lines: number;
  /** Promised, and neither in the ledger nor given back. */
  readonly lost: readonly number[];
  /** In the ledger more than once. */
  readonly doubled: readonly number[];
  /** Promised, and in the ledger as part of another sale or with other content, if at all. */
  readonly merged: readonly number[];
  /** In the ledger behind a later sale of the same terminal. */
  readonly disordered: readonly number[];
}

/** Holds a ledger, whose lines come in the order in which it took them, against what a seller was promised. */
export async function judge(
  evidence: Evidence,
  ledger: () => AsyncIterable<LedgerLine>,
): Promise<Judgement> {
  const found = new Marks();
  const latest = new Map<string, number>();
  const [doubled, merged, disordered]: [number[], number[], number[]] = [[], [], []];
  let lines = 0;
  for await (const line of ledger()) {
    lines += 1;
    const mark = markOf(line, evidence.books);
    if (mark === undefined) throw new Error(`no mark in the ledger's line ${line.lineId}`);
    if (found.add(mark) > 1) {
      doubled.push(mark);
      continue;
    }
    if (!isSaleOf(mark, line, evidence.books)) merged.push(mark);
    const before = latest.get(line.terminalId) ?? -1;
    if (mark < before) disordered.push(mark);
    else latest.set(line.terminalId, mark);
  }
  const missing = new Map<string, number>();
  for (const mark of evidence.promised) {
    if (found.has(mark) || evidence.refused.has(mark)) continue;
    missing.set(saleLineId(evidence.outletId, saleOf(mark, evidence.books)), mark);
  }
  if (missing.size > 0) {
    for await (const { lineId } of ledger()) {
      const mark = missing.get(lineId);
      if (mark === undefined) continue;
      merged.push(mark);
      missing.delete(lineId);
    }
  }
  return { lines, lost: [...missing.values()], doubled, merged, disordered };
}

// Not by its number: an SDK may give a sale one of its own.
function isSaleOf(mark: number, line: LedgerLine, books: Books): boolean {
  const sale = saleOf(mark, books);
  return (
    line.kind === sale.kind &&
    line.sku === (sale.sku ?? null) &&
    line.quantity === sale.quantity &&
    line.amountFen === sale.amountFen &&
    Date.parse(line.soldAt) === Date.parse(sale.soldAt)
  );
}
