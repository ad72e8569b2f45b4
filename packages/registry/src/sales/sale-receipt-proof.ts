import { hashReceipts } from '@fupin/credential/receipts';
import type { SaleReceiptProof } from '@fupin/schema';
import type { Connection } from '../database/database.ts';
import { leafHashOf } from '../log/log-hash.ts';
import { proveLeaf } from '../log/log-proof.ts';
import { findOutletSalt } from '../log/sale-entries.ts';
import type { Caller } from '../keys/caller.ts';
import { findLogPlace } from './batch-order.ts';
import { findAcceptedLines } from './sale-line-store.ts';
import { receiptOf } from './sale-receipt.ts';
import { mergeDelayMs, type SignReceipts } from './signed-receipts.ts';

/** The receipt of a line of an outlet with its proofs; undefined where the ledger has no such line. */
export async function proveSaleReceipt(
  connection: Connection,
  { outletId, lineId }: { readonly outletId: string; readonly lineId: string },
  {
    caller,
    sign,
    now,
  }: { readonly caller: Caller; readonly sign: SignReceipts; readonly now: Date },
): Promise<SaleReceiptProof | undefined> {
  const line = (await findAcceptedLines(connection, outletId, [lineId])).get(lineId);
  if (!line) return undefined;
  const receipt = receiptOf(line);
  const leafIndex = await findLogPlace(connection, { ...line, outletId });
  const proof = leafIndex === undefined ? undefined : await proveLeaf(connection, leafIndex);
  // A session's key is in a page: what it may show for some hours is not to open the log for ever.
  const salt =
    caller.access === 'operator' ? await findOutletSalt(connection, outletId) : undefined;
  return {
    receipt,
    signature: await sign(outletId, await hashReceipts([receipt]), now),
    logBy: new Date(Date.parse(line.acceptedAt) + mergeDelayMs).toISOString(),
    log: proof
      ? { leafHash: leafHashOf(Buffer.from(proof.entry)).toString('base64url'), proof }
      : null,
    ...(salt !== undefined && { logSecret: salt }),
  };
}
