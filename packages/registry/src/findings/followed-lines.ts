import { sql } from 'kysely';
import type { Connection } from '../database/database.ts';
import { batchesAfter } from '../sales/batch-order.ts';

/** What of an accepted line is looked at. */
export interface FollowedLine {
  readonly outletId: string;
  readonly lineId: string;
  readonly kind: string;
  readonly receiptNo: string;
  readonly soldAt: string;
  readonly businessDate: string;
  readonly acceptedAt: string;
  readonly productId: string | null;
  readonly certificateId: string | null;
  readonly reportedProductId: string | null;
  readonly sku: string | null;
  readonly quantity: string;
  readonly unit: string;
  readonly amountFen: number;
  readonly originalLineId: string | null;
}

/** Lines that follow one another in the ledger, and the place of their last batch. */
export interface LinesFollowed {
  readonly lines: readonly FollowedLine[];
  readonly firstLeaf: number;
}

/** The lines of the next batches after a place, about so many at most; undefined where there are none. */
export async function linesAfter(
  connection: Connection,
  firstLeaf: number,
  limit: number,
): Promise<LinesFollowed | undefined> {
  const batches = await batchesAfter(connection, firstLeaf, limit);
  let count = 0;
  const taken = batches.filter(({ lines }) => {
    const isTaken = count === 0 || count + lines <= limit;
    count += lines;
    return isTaken;
  });
  const last = taken.at(-1);
  if (!last) return undefined;
  // The plugins would go through every row only to rename its columns.
  const { rows } = await sql<FollowedLine>`
    select line.outlet_id as "outletId", line.line_id as "lineId", line.kind as "kind",
      line.receipt_no as "receiptNo", line.sold_at as "soldAt", line.business_date as "businessDate",
      line.accepted_at as "acceptedAt", line.product_id as "productId",
      line.certificate_id as "certificateId", line.reported_product_id as "reportedProductId",
      line.sku as "sku", line.quantity as "quantity", line.unit as "unit",
      line.amount_fen as "amountFen", line.original_line_id as "originalLineId"
    from sale_batch batch cross join sale_line line
    where batch.first_leaf > ${firstLeaf} and batch.first_leaf <= ${last.firstLeaf}
      and line.outlet_id = batch.outlet_id and line.batch_id = batch.batch_id`.execute(
    connection.db.withoutPlugins(),
  );
  return { lines: rows, firstLeaf: last.firstLeaf };
}
