import { LogProof } from './log-entry.ts';
import { SaleReceipt } from './sale-line.ts';
import { Instant } from './scalar.ts';
import * as z from 'zod/mini';

/** A line's receipt with all that its seller needs to show, years later and to anybody, that the line was reported. */
export const SaleReceiptProof = z.readonly(
  z.looseObject({
    receipt: SaleReceipt,
    /** The registry's signature over this one receipt, a compact JWS; see verifyReceipts of @fupin/credential/receipts. */
    signature: z.string(),
    /** By when the line is in the transparency log, as was promised when it was accepted. */
    logBy: Instant,
    /** Where it is in the log; null until a checkpoint covers it. */
    log: z.nullable(
      z.looseObject({
        /** Hash of its leaf (RFC 6962, 2.1), base64url. */
        leafHash: z.string(),
        proof: LogProof,
      }),
    ),
    /**
     * The outlet's secret, base64url, for keys of its operator alone: in the entry, `line` is HMAC-SHA-256 (RFC 2104) of the
     * line's id under its bytes, `order` that of the receipt's number, each as the first 27 characters of base64url.
     */
    logSecret: z.optional(z.string()),
  }),
);
export type SaleReceiptProof = z.infer<typeof SaleReceiptProof>;
