import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { saleLineContent, saleLineId } from '@fupin/schema';
import { outletId, saleLine } from '../../../test/sink.ts';
import { LineWriter } from './line-writer.ts';

const widest = (number: number) =>
  saleLine(number, {
    terminalId: '柜'.repeat(64),
    receiptNo: '"'.repeat(64),
    name: '桃'.repeat(200),
  });

describe('lines that are written', () => {
  it('stay as they are while others are written, however many', () => {
    const writer = new LineWriter(outletId);
    const lines = Array.from({ length: 5000 }, (_, number) => widest(number));
    const written = lines.map((line) => writer.write(line, 7));
    for (const [index, line] of lines.entries()) {
      const { lineId, content, bytes, byteLength, clockSkewMs } = written[index] ?? {};
      assert.equal(lineId, saleLineId(outletId, line));
      assert.equal(content, saleLineContent(line));
      assert.equal(Buffer.from(bytes ?? []).toString(), content);
      assert.equal(byteLength, bytes?.length);
      assert.equal(clockSkewMs, 7);
    }
  });

  it('are written over when the last of them is let go of, and not before', () => {
    const writer = new LineWriter(outletId);
    const [first, second] = [saleLine(1), saleLine(2)].map((line) => writer.write(line, undefined));
    writer.release(first);
    const third = writer.write(saleLine(3), undefined);
    assert.equal(second?.content, saleLineContent(saleLine(2)));
    writer.release(third);
    const fourth = writer.write(saleLine(4), undefined);
    assert.equal(fourth.content, saleLineContent(saleLine(4)));
    assert.equal(first?.bytes?.buffer, fourth.bytes?.buffer);
    assert.equal(first?.content, fourth.content);
  });
});
