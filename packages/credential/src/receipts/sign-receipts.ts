import { signJws } from '../jws.ts';
import type { SigningKey } from '../keys.ts';
import type { ReceiptTree } from './receipt-tree.ts';

/** What is said of receipts by who signs them. */
export interface ReceiptsInput {
  /** The registry's did:web; see `toDidWeb`. */
  readonly issuer: string;
  /** The outlet whose lines they are of. */
  readonly outletId: string;
  readonly issuedAt: Date;
  /** By when every one of the lines is in the transparency log. */
  readonly logBy: Date;
  /** See `hashReceipts`. */
  readonly receipts: ReceiptTree;
}

/** What signed receipts claim; instants are seconds since 1970 (RFC 7519 §4.1). */
export interface ReceiptsClaims extends ReceiptTree {
  readonly iss: string;
  readonly sub: string;
  readonly iat: number;
  readonly logBy: number;
}

/** The `typ` of signed receipts (RFC 7515 §4.1.9). */
export const receiptsType = 'sale-receipts+jwt';

/** Signs receipts, all of an answer at once, as compact JWS. */
export function signReceipts(input: ReceiptsInput, key: SigningKey): Promise<string> {
  const { issuer, outletId, issuedAt, logBy, receipts } = input;
  const claims: ReceiptsClaims = {
    iss: issuer,
    sub: outletId,
    iat: Math.floor(+issuedAt / 1000),
    logBy: Math.ceil(+logBy / 1000),
    count: receipts.count,
    root: receipts.root,
  };
  return signJws(claims, key.kid, key.privateKey, { typ: receiptsType, kid: key.kid });
}
