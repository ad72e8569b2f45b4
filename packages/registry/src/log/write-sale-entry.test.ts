import { encodeLogEntry } from '@fupin/schema';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BufferText } from '../growing-bytes.ts';
import { writeSaleEntry, type SaleEntry } from './write-sale-entry.ts';

const entry: SaleEntry = {
  type: 'sale',
  outletId: 'out_abcdefghijklmnop',
  sequence: 1,
  line: 'a'.repeat(27),
  order: 'b'.repeat(27),
  kind: 'sale',
  productId: null,
  certificateId: null,
  quantity: '0.5',
  unit: '袋',
  amountFen: 0,
  soldAt: '2020-10-17T04:00:00.000Z',
};

test('an entry of a sale is written as it is encoded', () => {
  const others: readonly Partial<SaleEntry>[] = [
    {},
    { sequence: 1_234_567, amountFen: 100_000_000_000 },
    { productId: 'prd_abcdefghijklmnop', certificateId: 'crt_abcdefghijklmnop' },
    { kind: 'return', sold: '-1.25', remaining: '100000' },
    { unit: '1"\\\t斤𠮷', remaining: '0' },
  ];
  for (const other of others) {
    const to = new BufferText(Buffer.alloc(1000));
    writeSaleEntry(to, { ...entry, ...other });
    const text = Buffer.from(to.bytes.subarray(0, to.at)).toString();
    assert.equal(text, encodeLogEntry({ ...entry, ...other }));
  }
});
