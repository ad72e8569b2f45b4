import type { Handlers } from '../http/handler.ts';
import { ProblemError } from '../http/problem-error.ts';
import { ownOutlet } from '../outlets/own-outlet.ts';
import type { KeySource } from '../signing/registry-keys.ts';
import { listTerminals } from './list-terminals.ts';
import { reportSales } from './report-sales.ts';
import { proveSaleReceipt } from './sale-receipt-proof.ts';
import { SalesAnswer } from './sales-answer.ts';
import { receiptsSigner } from './signed-receipts.ts';

/** Handlers of sales reports, and of what has arrived of them. */
export function saleHandlers(publicUrl: string, keys: KeySource) {
  const sign = receiptsSigner(publicUrl, keys);
  return {
    async reportSales({ connection, params: { outletId }, body, caller, now }) {
      await ownOutlet(connection, caller, outletId);
      const taken = await reportSales(connection, outletId, body, now);
      const answer = new SalesAnswer(outletId, taken);
      const { receipts } = answer;
      return answer.end(receipts && (await sign(outletId, receipts, now)));
    },

    async listTerminals({ connection, params: { outletId }, query, caller }) {
      await ownOutlet(connection, caller, outletId);
      return listTerminals(connection, outletId, query);
    },

    async getSaleReceipt({ connection, params: { outletId }, query: { lineId }, caller, now }) {
      await ownOutlet(connection, caller, outletId);
      const place = { outletId, lineId };
      const proof = await proveSaleReceipt(connection, place, { caller, sign, now });
      if (proof) return proof;
      throw new ProblemError('notFound', 'The ledger has no line with this identity.');
    },
  } satisfies Partial<Handlers>;
}
