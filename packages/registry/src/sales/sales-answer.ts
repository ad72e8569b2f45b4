import type { ReceiptTree } from '@fupin/credential/receipts';
import type { CarriedFault, SaleOutcome, SaleReceipt } from '@fupin/schema';
import { GrowingBytes, type BufferText } from '../growing-bytes.ts';
import { WrittenJson } from '../http/written-json.ts';
import { leafHashIn, merkleRoot } from '../log/log-hash.ts';
import type { TakenBatch } from './report-sales.ts';

// Of an outcome as most are; its texts but the line's identity never take more.
const usualBytes = 512;

/**
 * The answer to a batch, written down as JSON once: what is signed of a receipt is the hash of its text, which is the very text
 * that stands in the answer.
 */
export class SalesAnswer {
  readonly #answer: GrowingBytes;
  readonly #leafHashes: string[] = [];
  readonly #carriedFaults: readonly CarriedFault[];

  constructor(outletId: string, { outcomes, carriedFaults }: TakenBatch) {
    this.#answer = new GrowingBytes((outcomes.length + 1) * usualBytes);
    this.#carriedFaults = carriedFaults;
    this.#answer.addUtf8(`{"outletId":${JSON.stringify(outletId)},"outcomes":`);
    for (const [place, outcome] of outcomes.entries()) {
      this.#answer.addUtf8(place === 0 ? '[' : ',');
      this.#add(outcome);
    }
    this.#answer.addUtf8(outcomes.length === 0 ? '[]' : ']');
  }

  /** What is to be signed of its receipts; undefined where there are none. */
  get receipts(): ReceiptTree | undefined {
    const { length: count } = this.#leafHashes;
    if (count === 0) return undefined;
    return { count, root: merkleRoot(this.#leafHashes).toString('base64url') };
  }

  /** The whole answer, with the signature of its receipts. */
  end(signature: string | undefined): WrittenJson {
    if (this.#carriedFaults.length > 0) {
      this.#answer.addUtf8(`,"carriedFaults":${JSON.stringify(this.#carriedFaults)}`);
    }
    if (signature !== undefined) this.#answer.addUtf8(`,"signature":"${signature}"`);
    this.#answer.addUtf8('}');
    return new WrittenJson(this.#answer.between(0));
  }

  #add({ index, lineId, outcome, receipt, problem }: SaleOutcome): void {
    if (!receipt) {
      this.#answer.addUtf8(JSON.stringify({ index, lineId, outcome, problem }));
      return;
    }
    const to = this.#answer.withRoom(usualBytes + 2 * receipt.lineId.length);
    to.add(before.index);
    to.addNumber(index);
    to.add(before.lineId);
    to.addAscii(receipt.lineId);
    to.add(before.outcome);
    to.addText(outcome);
    to.add(before.receipt);
    const { at: start } = to;
    writeReceipt(to, receipt);
    this.#leafHashes.push(leafHashIn(to.bytes, start, to.at));
    to.addCode(closingBrace);
  }
}

/** Writes what receiptText gives. */
function writeReceipt(to: BufferText, receipt: SaleReceipt): void {
  to.add(before.receiptId);
  to.addAscii(receipt.receiptId);
  to.addCode(quote);
  to.add(before.lineId);
  to.addAscii(receipt.lineId);
  to.add(before.acceptedAt);
  to.addAscii(receipt.acceptedAt);
  to.add(before.fingerprint);
  to.addAscii(receipt.fingerprint);
  to.add(receipt.certified ? before.certified : before.notCertified);
  to.add(receipt.unmatched ? before.unmatched : before.notUnmatched);
  if (receipt.late) to.add(before.late);
  to.addCode(closingBrace);
}

const quote = 0x22;
const closingBrace = 0x7d;
const encoder = new TextEncoder();

/** What stands before the values of members, or is all of them. */
const before = {
  index: encoder.encode('{"index":'),
  lineId: encoder.encode(',"lineId":"'),
  outcome: encoder.encode('","outcome":"'),
  receipt: encoder.encode('","receipt":'),
  receiptId: encoder.encode('{"receiptId":"'),
  acceptedAt: encoder.encode('","acceptedAt":"'),
  fingerprint: encoder.encode('","fingerprint":"'),
  certified: encoder.encode('","certified":true'),
  notCertified: encoder.encode('","certified":false'),
  unmatched: encoder.encode(',"unmatched":true'),
  notUnmatched: encoder.encode(',"unmatched":false'),
  late: encoder.encode(',"late":true'),
};
