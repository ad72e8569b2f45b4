export { createCache } from '../verification-cache.ts';
export type { VerificationCache } from '../verification-cache.ts';
export type { VerificationKey } from '../open-token.ts';
export { hashReceipts, proveReceipt, receiptText } from './receipt-tree.ts';
export type { Receipt, ReceiptProof, ReceiptTree } from './receipt-tree.ts';
export { signReceipts } from './sign-receipts.ts';
export type { ReceiptsInput } from './sign-receipts.ts';
export { verifyReceipts } from './verify-receipts.ts';
export type {
  ReceiptsFault,
  ReceiptsVerification,
  SignedReceipts,
  VerifyReceiptsOptions,
} from './verify-receipts.ts';
