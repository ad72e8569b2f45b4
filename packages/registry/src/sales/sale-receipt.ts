import type { SaleReceipt } from '@fupin/schema';
import { hash } from 'node:crypto';
import type { SaleLineRow } from '../database/tables.ts';

/** What of an accepted line is needed to answer for it again. */
export type AcceptedLine = Pick<
  SaleLineRow,
  | 'lineId'
  | 'fingerprint'
  | 'acceptedAt'
  | 'certified'
  | 'unmatched'
  | 'businessDate'
  | 'bookedOn'
  | 'batchId'
  | 'batchPlace'
>;

/** The receipt of an accepted line; the same each time it is asked for. */
export function receiptOf(line: AcceptedLine): SaleReceipt {
  const receipt = {
    receiptId: receiptIdOf(line),
    lineId: line.lineId,
    acceptedAt: line.acceptedAt,
    fingerprint: line.fingerprint,
    certified: Boolean(line.certified),
    unmatched: Boolean(line.unmatched),
  };
  return line.bookedOn === line.businessDate ? receipt : { ...receipt, late: true };
}

// By where it stands, which is no other line's place; lines from before there were batches by what they are.
function receiptIdOf({ batchId, batchPlace, lineId, fingerprint }: AcceptedLine): string {
  return batchId === ''
    ? `rct_${hash('sha256', `${lineId} ${fingerprint}`, 'base64url').slice(0, 27)}`
    : `rct_${batchId.slice(4)}${batchPlace.toString(36)}`;
}
