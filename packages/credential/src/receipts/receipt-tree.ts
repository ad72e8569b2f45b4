import { encodeBase64url } from '../base64url.ts';
import { encoder } from '../digest.ts';
import type { Bytes } from '../log/base64.ts';
import { hashChildren, hashLeaf, sha256 } from '../log/merkle-hash.ts';
import { inclusionRanges, middleOf, type LeafRange } from '../log/proof-ranges.ts';

/** The registry's acknowledgement of one sale line, as it stands in an answer; instants are RFC 3339. */
export interface Receipt {
  readonly receiptId: string;
  readonly lineId: string;
  readonly acceptedAt: string;
  /** SHA-256 of the line's canonical content, base64url. */
  readonly fingerprint: string;
  readonly certified: boolean;
  readonly unmatched: boolean;
  readonly late?: boolean | undefined;
}

/** What is signed of receipts: how many they are, and the root of their tree, base64url. */
export interface ReceiptTree {
  readonly count: number;
  readonly root: string;
}

/** That a receipt is one of those signed, without the others (RFC 6962, 2.1.1). */
export interface ReceiptProof {
  /** Its place among them, from 0. */
  readonly index: number;
  /** Base64url, from its sibling up. */
  readonly hashes: readonly string[];
}

/**
 * The text of a receipt, whose UTF-8 bytes are a leaf of the tree: JSON without white space (RFC 8259), the members in the
 * order in which they are named here, `late` only where it is true.
 */
export function receiptText(receipt: Receipt): string {
  const { receiptId, lineId, acceptedAt, fingerprint, certified, unmatched, late } = receipt;
  return JSON.stringify({
    receiptId,
    lineId,
    acceptedAt,
    fingerprint,
    certified,
    unmatched,
    late: late || undefined,
  });
}

/** The tree of receipts in their order (RFC 6962, 2.1). */
export async function hashReceipts(receipts: readonly Receipt[]): Promise<ReceiptTree> {
  const leaves = await leavesOf(receipts);
  const root = leaves.length > 0 ? await hashRange(leaves, whole(leaves)) : await sha256();
  return { count: receipts.length, root: encodeBase64url(root) };
}

/** Proves that one of some receipts, by its place from 0, is among them. Throws a RangeError where it is not. */
export async function proveReceipt(
  receipts: readonly Receipt[],
  index: number,
): Promise<ReceiptProof> {
  const ranges = inclusionRanges(index, receipts.length);
  const leaves = await leavesOf(receipts);
  const hashes = await Promise.all(ranges.map((range) => hashRange(leaves, range)));
  return { index, hashes: hashes.map(encodeBase64url) };
}

/** The hash of a receipt as a leaf. */
export function hashReceipt(receipt: Receipt): Promise<Bytes> {
  return hashLeaf(encoder.encode(receiptText(receipt)));
}

function leavesOf(receipts: readonly Receipt[]): Promise<Bytes[]> {
  return Promise.all(receipts.map(hashReceipt));
}

const whole = ({ length }: readonly Bytes[]): LeafRange => ({ start: 0, end: length });

async function hashRange(leaves: readonly Bytes[], range: LeafRange): Promise<Bytes> {
  const [only] = leaves.slice(range.start, range.end);
  if (range.end - range.start === 1 && only) return only;
  const middle = middleOf(range);
  const [left, right] = await Promise.all([
    hashRange(leaves, { ...range, end: middle }),
    hashRange(leaves, { ...range, start: middle }),
  ]);
  return hashChildren(left, right);
}
