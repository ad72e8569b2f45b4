import { sql, type SqlBool } from 'kysely';
import type { Connection } from '../database/database.ts';
import type { SaleBatchRow, SaleLineRow } from '../database/tables.ts';
import { insertManyRows, type ColumnKinds } from '../database/write-rows.ts';
import type { AcceptedLine } from './sale-receipt.ts';

/** What of an accepted line counts when goods of it come back. */
export type BookedLine = Pick<SaleLineRow, 'lineId' | 'quantity' | 'unit' | 'amountFen'>;

const columns: ColumnKinds<'saleLine'> = {
  outletId: 'text',
  lineId: 'text',
  kind: 'text',
  terminalId: 'text',
  businessDate: 'text',
  receiptNo: 'text',
  lineNo: 'integer',
  fingerprint: 'text',
  acceptedAt: 'text',
  soldAt: 'text',
  certified: 'flag',
  unmatched: 'flag',
  productId: 'text',
  certificateId: 'text',
  countyCode: 'text',
  reportedProductId: 'text',
  sku: 'text',
  gtin: 'text',
  name: 'text',
  quantity: 'text',
  unit: 'text',
  amountFen: 'integer',
  originalLineId: 'text',
  buyerKind: 'text',
  fundSource: 'text',
  cooperation: 'text',
  bookedOn: 'text',
  clockSkewMs: 'integer',
  batchId: 'text',
  batchPlace: 'integer',
};

/** Appends lines of one batch to the ledger, unless one with the same id is there; returns the places of those appended. */
export async function appendSaleLines(
  connection: Connection,
  rows: readonly SaleLineRow[],
): Promise<ReadonlySet<number>> {
  const [first] = rows;
  if (!first) return new Set();
  const inserted = await insertManyRows(
    connection,
    'saleLine',
    columns,
    inLockOrder(connection, rows),
  );
  if (inserted === rows.length) return new Set(rows.map(({ batchPlace }) => batchPlace));
  const ofBatch = await connection.db
    .selectFrom('saleLine')
    .select('batchPlace')
    .where('outletId', '=', first.outletId)
    .where('batchId', '=', first.batchId)
    .execute();
  return new Set(ofBatch.map(({ batchPlace }) => batchPlace));
}

// Two batches that append the same lines wait for each other in the same order, and so never for each other at once. In SQLite
// one waits for all of the other.
function inLockOrder({ dialect }: Connection, rows: readonly SaleLineRow[]) {
  if (dialect.name === 'sqlite') return rows;
  return rows.toSorted((a, b) => (a.lineId < b.lineId ? -1 : 1));
}

/** Notes a batch of which lines were accepted. */
export async function appendSaleBatch({ db }: Connection, batch: SaleBatchRow): Promise<void> {
  await db.insertInto('saleBatch').values(batch).execute();
}

/** Lines of an outlet that are in the ledger, by their ids. */
export async function findAcceptedLines(
  { db, dialect }: Connection,
  outletId: string,
  lineIds: readonly string[],
): Promise<ReadonlyMap<string, AcceptedLine>> {
  if (lineIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('saleLine')
    .select(['lineId', 'fingerprint', 'acceptedAt', 'certified', 'unmatched'])
    .select(['businessDate', 'bookedOn', 'batchId', 'batchPlace'])
    .where('outletId', '=', outletId)
    .where(sql<SqlBool>`line_id ${dialect.isOneOf(lineIds)}`)
    .execute();
  return new Map(rows.map((row) => [row.lineId, row]));
}

/**
 * Keeps other batches' returns and voids at an outlet waiting until the transaction ends. It is the outlet that is locked,
 * for the sale that they point at may not be there yet.
 */
export async function lockReversals({ db, dialect }: Connection, outletId: string): Promise<void> {
  await sql`select 1 from outlet where outlet_id = ${outletId} ${dialect.forUpdate}`.execute(db);
}

/** Sales of an outlet by their ids. */
export async function findSales(
  { db, dialect }: Connection,
  outletId: string,
  lineIds: readonly string[],
): Promise<ReadonlyMap<string, BookedLine>> {
  if (lineIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('saleLine')
    .select(['lineId', 'quantity', 'unit', 'amountFen'])
    .where('outletId', '=', outletId)
    .where(sql<SqlBool>`line_id ${dialect.isOneOf(lineIds)}`)
    .execute();
  return new Map(rows.map((row) => [row.lineId, row]));
}

/** Returns and voids in the ledger that point at sales of an outlet. */
export async function findReversals(
  { db, dialect }: Connection,
  outletId: string,
  originalLineIds: readonly string[],
): Promise<readonly (BookedLine & { readonly originalLineId: string })[]> {
  if (originalLineIds.length === 0) return [];
  return db
    .selectFrom('saleLine')
    .select(['lineId', 'quantity', 'unit', 'amountFen', 'originalLineId'])
    .where('outletId', '=', outletId)
    .where(sql<SqlBool>`original_line_id ${dialect.isOneOf(originalLineIds)}`)
    .$narrowType<{ originalLineId: string }>()
    .execute();
}
