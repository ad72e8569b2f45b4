import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cleanText, cutText } from './cell-text.ts';

const texts: [cell: string, text: string][] = [
  ['  枸杞 250g ', '枸杞 250g'],
  ['\u3000核桃\u00a0', '核桃'],
  ['\ufeff收银单号', '收银单号'],
  ['="0012345"', '0012345'],
  ['="5"" 盘"', '5" 盘'],
  ["'6901234567892", '6901234567892'],
  ['`1000039801', '1000039801'],
  ['`¥12.00', '¥12.00'],
  ["'s-Hertogenbosch", "'s-Hertogenbosch"],
  ['4200001\t', '4200001'],
];

for (const [cell, text] of texts) {
  test(`cleans ${JSON.stringify(cell)} to ${JSON.stringify(text)}`, () => {
    assert.deepEqual(cleanText(cell), { text, hadControls: false });
  });
}

test('takes control characters out and says so', () => {
  assert.deepEqual(cleanText('枸\u0000杞\u0007'), { text: '枸杞', hadControls: true });
  assert.deepEqual(cleanText('two\r\nlines\u2028more'), {
    text: 'two lines more',
    hadControls: true,
  });
});

test('what is left when only control characters were there is empty', () => {
  assert.deepEqual(cleanText('\u0000 \u0001'), { text: '', hadControls: true });
});

test('cuts between characters, not through them', () => {
  assert.equal(cutText('枸杞', 2), '枸杞');
  assert.equal(cutText('abc𠮷', 4), 'abc');
  assert.equal(cutText('abc𠮷', 5), 'abc𠮷');
  assert.equal(cutText('ab cd', 3), 'ab');
});
