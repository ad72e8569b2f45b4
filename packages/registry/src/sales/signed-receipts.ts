import { toDidWeb } from '@fupin/credential';
import { signReceipts, type ReceiptTree } from '@fupin/credential/receipts';
import type { KeySource } from '../signing/registry-keys.ts';

/**
 * The longest time from a line's acceptance until it is in the transparency log, as receipts promise (what RFC 6962, 3 calls the
 * maximum merge delay): seconds as a rule, a day where the registry has had to be mended.
 */
export const mergeDelayMs = 24 * 3_600_000;

/** Signs the tree of receipts of lines of an outlet, given at an instant. */
export type SignReceipts = (outletId: string, receipts: ReceiptTree, now: Date) => Promise<string>;

/** Makes what signs the receipts of a registry at an address: all of an answer with one signature. */
export function receiptsSigner(publicUrl: string, keys: KeySource): SignReceipts {
  const issuer = toDidWeb(publicUrl);
  return (outletId, receipts, now) => {
    const input = {
      issuer,
      outletId,
      issuedAt: now,
      logBy: new Date(now.getTime() + mergeDelayMs),
      receipts,
    };
    return signReceipts(input, keys().signingKey);
  };
}
