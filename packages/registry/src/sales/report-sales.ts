import { faultsOf, SaleLine, saleLineContent, saleLineId, type SaleOutcome } from '@fupin/schema';
import { hash } from 'node:crypto';
import type { Connection } from '../database/database.ts';
import type { SaleLineRow } from '../database/tables.ts';
import { groupBy } from '../group-by.ts';
import { appendToLog } from '../log/append-to-log.ts';
import { goodsJudge, type SoldGood } from './judge-certified.ts';
import { RemainingSale } from './remaining-sale.ts';
import { randomId } from '../record-id.ts';
import {
  appendSaleBatch,
  appendSaleLines,
  findAcceptedLines,
  findReversals,
  findSales,
  lockReversals,
  receiptOf,
} from './sale-line-store.ts';

interface ReportedLine {
  readonly index: number;
  readonly row: SaleLineRow;
}

/**
 * Takes a batch of one outlet into the ledger, each line by itself, and says what became of each. The lines are in the
 * ledger when the transaction of the connection ends.
 */
export async function reportSales(
  connection: Connection,
  outletId: string,
  lines: readonly unknown[],
  now: Date,
): Promise<readonly SaleOutcome[]> {
  const outcomes: SaleOutcome[] = [];
  const valid: { readonly index: number; readonly line: SaleLine }[] = [];
  for (const [index, reported] of lines.entries()) {
    const result = SaleLine.safeParse(reported);
    if (result.success) valid.push({ index, line: result.data });
    else outcomes.push(invalid(index, faultsOf(result.error, reported)));
  }
  const judge = await goodsJudge(
    connection,
    outletId,
    valid.map(({ line }) => line),
  );
  const batchId = randomId('sbt');
  const acceptedAt = now.toISOString();
  let pending = valid.map(({ index, line }) => ({
    index,
    row: { ...rowOf(outletId, line, judge(line), acceptedAt), batchId, batchPlace: index },
  }));
  // Of lines with one id in a batch the first goes first, and the next meets it in the ledger.
  while (pending.length > 0) {
    const rounds = [...groupBy(pending, ({ row }) => row.lineId).values()];
    outcomes.push(
      ...(await takeRound(
        connection,
        outletId,
        rounds.flatMap((same) => same[0] ?? []),
      )),
    );
    pending = rounds.flatMap((same) => same.slice(1));
  }
  outcomes.sort((a, b) => a.index - b.index);
  const accepted = outcomes.filter(({ outcome }) => outcome === 'accepted').length;
  if (accepted > 0) {
    const batch = { outletId, batchId, lines: accepted };
    await appendSaleBatch(connection, { ...batch, acceptedAt, firstLeaf: null });
    await appendToLog(connection, [{ type: 'sales', ...batch }]);
  }
  return outcomes;
}

async function takeRound(
  connection: Connection,
  outletId: string,
  lines: readonly ReportedLine[],
): Promise<SaleOutcome[]> {
  const pointing = lines.filter(({ row }) => row.originalLineId !== null);
  const others = lines.filter(({ row }) => row.originalLineId === null);
  return [
    ...(await append(connection, outletId, others)),
    ...(await takeReversals(connection, outletId, pointing)),
  ];
}

async function append(
  connection: Connection,
  outletId: string,
  lines: readonly ReportedLine[],
): Promise<SaleOutcome[]> {
  const appended = await appendSaleLines(
    connection,
    lines.map(({ row }) => row),
  );
  const others = lines.filter(({ row }) => !appended.has(row.lineId));
  const known = await findAcceptedLines(
    connection,
    outletId,
    others.map(({ row }) => row.lineId),
  );
  return lines.map(({ index, row }): SaleOutcome => {
    const { lineId } = row;
    if (appended.has(lineId))
      return { index, lineId, outcome: 'accepted', receipt: receiptOf(row) };
    const first = known.get(lineId);
    if (!first) throw new Error(`line ${lineId} is neither new nor in the ledger`);
    return first.fingerprint === row.fingerprint
      ? { index, lineId, outcome: 'duplicate', receipt: receiptOf(first) }
      : { index, lineId, outcome: 'conflict', problem: conflict };
  });
}

// One batch at a time, so that no two can each give back the last of a sale.
async function takeReversals(
  connection: Connection,
  outletId: string,
  lines: readonly ReportedLine[],
): Promise<SaleOutcome[]> {
  if (lines.length === 0) return [];
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
  const rejected: SaleOutcome[] = [];
  const taken: ReportedLine[] = [];
  for (const { index, row } of lines) {
    const left = remaining.get(row.originalLineId ?? '');
    const isNew = !known.has(row.lineId);
    const excess = isNew ? left?.excess(row) : undefined;
    if (excess) {
      rejected.push(exceeding(index, row.lineId, excess));
      continue;
    }
    if (isNew) left?.take(row);
    taken.push({ index, row: { ...row, unmatched: left === undefined } });
  }
  return [...rejected, ...(await append(connection, outletId, taken))];
}

function rowOf(
  outletId: string,
  line: SaleLine,
  { productId, countyCode, certificateId }: SoldGood,
  acceptedAt: string,
): Omit<SaleLineRow, 'batchId' | 'batchPlace'> {
  const { original } = line;
  return {
    outletId,
    lineId: saleLineId(outletId, line),
    kind: line.kind,
    terminalId: line.terminalId,
    businessDate: line.businessDate,
    receiptNo: line.receiptNo,
    lineNo: line.lineNo,
    fingerprint: hash('sha256', saleLineContent(line), 'base64url'),
    acceptedAt,
    soldAt: new Date(line.soldAt).toISOString(),
    certified: certificateId !== null,
    unmatched: line.kind !== 'sale',
    productId,
    certificateId,
    countyCode,
    reportedProductId: line.productId ?? null,
    sku: line.sku ?? null,
    gtin: line.gtin ?? null,
    name: line.name ?? null,
    quantity: line.quantity,
    unit: line.unit,
    amountFen: line.amountFen,
    originalLineId: original ? saleLineId(outletId, { ...original, kind: 'sale' }) : null,
    buyerKind: line.buyerKind ?? null,
    fundSource: line.fundSource ?? null,
    cooperation: line.cooperation ?? null,
    bookedOn: line.businessDate,
    clockSkewMs: null,
  };
}

const conflict = {
  code: 'conflict',
  detail: 'A line with this identity and other content is in the ledger. Nothing was stored.',
  issues: [],
} as const;

function invalid(index: number, issues: ReturnType<typeof faultsOf>): SaleOutcome {
  const detail = 'The line is not valid.';
  const problem = { code: 'invalidInput', detail, issues: issues.map((issue) => ({ ...issue })) };
  return { index, lineId: null, outcome: 'rejected', problem };
}

function exceeding(index: number, lineId: string, member: 'quantity' | 'amountFen'): SaleOutcome {
  const detail = 'More comes back than is left of the sale after earlier returns and voids.';
  const issues = [{ pointer: `/${member}`, detail: 'must not exceed what is left of the sale' }];
  return {
    index,
    lineId,
    outcome: 'rejected',
    problem: { code: 'returnExceedsSale', detail, issues },
  };
}
