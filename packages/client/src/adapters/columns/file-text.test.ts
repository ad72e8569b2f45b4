import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { findEncoding, readText, type TextEncoding } from './file-text.ts';
import { SalesFileError, type SalesFileErrorCode } from './sales-file-error.ts';

const utf16 = (text: string, isBig: boolean) => {
  const bytes = new Uint8Array(text.length * 2);
  for (let place = 0; place < text.length; place += 1) {
    new DataView(bytes.buffer).setUint16(place * 2, text.charCodeAt(place), !isBig);
  }
  return bytes;
};

// 小票号,数量 and a line end, in GBK; 𠮷 in the four bytes of GB 18030.
const gbk = [0xd0, 0xa1, 0xc6, 0xb1, 0xba, 0xc5, 0x2c, 0xca, 0xfd, 0xc1, 0xbf, 0x0d, 0x0a];
const gb18030 = [...gbk, 0x95, 0x34, 0xb2, 0x35];
const text = '小票号,数量\r\nA1,2\r\n';

const files: [name: string, bytes: Uint8Array, encoding: TextEncoding, text: string][] = [
  ['UTF-8', new TextEncoder().encode(text), 'utf-8', text],
  ['UTF-8 with a mark', new TextEncoder().encode(`\ufeff${text}`), 'utf-8', text],
  ['UTF-16LE with a mark', utf16(`\ufeff${text}`, false), 'utf-16le', text],
  ['UTF-16BE with a mark', utf16(`\ufeff${text}`, true), 'utf-16be', text],
  ['UTF-16LE without a mark', utf16(text, false), 'utf-16le', text],
  ['UTF-16BE without a mark', utf16(text, true), 'utf-16be', text],
  ['GBK', new Uint8Array(gbk), 'gb18030', '小票号,数量\r\n'],
  ['GB 18030', new Uint8Array(gb18030), 'gb18030', '小票号,数量\r\n𠮷'],
  ['ASCII', new TextEncoder().encode('a,b\n'), 'utf-8', 'a,b\n'],
];

const readAll = async (file: Blob, encoding: TextEncoding, pieceBytes?: number) => {
  const pieces: string[] = [];
  for await (const piece of readText(file, encoding, pieceBytes)) pieces.push(piece.text);
  return pieces.join('');
};

describe('encodings', () => {
  for (const [name, bytes, encoding, expected] of files) {
    test(`a file in ${name} is recognised and read, wherever it is cut`, async () => {
      const file = new Blob([bytes as BlobPart]);
      assert.equal(await findEncoding(file), encoding);
      for (const pieceBytes of [1, 2, 3, 5, undefined]) {
        assert.equal(
          await readAll(file, encoding, pieceBytes),
          expected.replaceAll('\r\n', '\n'),
          `in pieces of ${pieceBytes}`,
        );
      }
    });
  }

  test('a Chinese character that comes only late in the file still decides', async () => {
    const file = new Blob(['a,b\n'.repeat(200_000), new Uint8Array(gbk)]);
    assert.equal(await findEncoding(file), 'gb18030');
  });
});

test('a lone carriage return ends a line too', async () => {
  assert.equal(await readAll(new Blob(['a\rb\r\nc\n\rd\r']), 'utf-8', 1), 'a\nb\nc\n\nd\n');
});

const refused: [name: string, parts: BlobPart[], code: SalesFileErrorCode][] = [
  ['an empty file', [], 'empty'],
  ['an .xlsx workbook', [new Uint8Array([0x50, 0x4b, 3, 4, 20, 0])], 'workbook'],
  ['an .xls workbook', [new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1])], 'workbook'],
  ['a PDF', ['%PDF-1.7'], 'notText'],
  ['a program', [new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 0, 0, 0, 0])], 'notText'],
  ['a web page', ['  <html><body><table>'], 'webPage'],
];

for (const [name, parts, code] of refused) {
  test(`refuses ${name} as ${code}`, async () => {
    await assert.rejects(
      findEncoding(new Blob(parts)),
      (error) => error instanceof SalesFileError && error.code === code,
    );
  });
}
