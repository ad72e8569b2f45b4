import type { LogEntry } from '@fupin/schema';
import type { BufferText } from '../growing-bytes.ts';

/** An accepted sale line as the log has it. */
export type SaleEntry = Extract<LogEntry, { type: 'sale' }>;

/** Writes what encodeLogEntry gives of a sale: most entries are sales, and a text that is then taken apart again costs twice. */
export function writeSaleEntry(to: BufferText, entry: SaleEntry): void {
  to.add(before.outletId);
  to.addAscii(entry.outletId);
  to.add(before.sequence);
  to.addNumber(entry.sequence);
  to.add(before.line);
  to.addAscii(entry.line);
  to.add(before.order);
  to.addAscii(entry.order);
  to.add(before.kind);
  to.addText(entry.kind);
  to.add(before.productId);
  addNullable(to, entry.productId);
  to.add(before.certificateId);
  addNullable(to, entry.certificateId);
  to.add(before.quantity);
  to.addText(entry.quantity);
  to.add(before.unit);
  to.addText(entry.unit);
  to.add(before.amountFen);
  to.addNumber(entry.amountFen);
  to.add(before.soldAt);
  to.addAscii(entry.soldAt);
  addOptional(to, before.sold, entry.sold);
  addOptional(to, before.remaining, entry.remaining);
  to.add(end);
}

function addNullable(to: BufferText, id: string | null): void {
  if (id === null) {
    to.add(none);
    return;
  }
  to.addCode(quote);
  to.addAscii(id);
  to.addCode(quote);
}

function addOptional(to: BufferText, name: Uint8Array, text: string | undefined): void {
  if (text === undefined) return;
  to.add(name);
  to.addText(text);
}

const encoder = new TextEncoder();
const quote = 0x22;
const none = encoder.encode('null');
const end = encoder.encode('"}');

/** What stands between the values of members. */
const before = {
  outletId: encoder.encode('{"type":"sale","outletId":"'),
  sequence: encoder.encode('","sequence":'),
  line: encoder.encode(',"line":"'),
  order: encoder.encode('","order":"'),
  kind: encoder.encode('","kind":"'),
  productId: encoder.encode('","productId":'),
  certificateId: encoder.encode(',"certificateId":'),
  quantity: encoder.encode(',"quantity":"'),
  unit: encoder.encode('","unit":"'),
  amountFen: encoder.encode('","amountFen":'),
  soldAt: encoder.encode(',"soldAt":"'),
  sold: encoder.encode('","sold":"'),
  remaining: encoder.encode('","remaining":"'),
};
