import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createFormats } from './formats.ts';

const zh = createFormats('zh-Hans');
const en = createFormats('en');

describe('createFormats', () => {
  it('writes fen as yuan', () => {
    assert.equal(zh.price(1280), '¥12.80');
    assert.equal(en.price(1_234_567), '¥12,345.67');
    assert.equal(zh.wholeYuan(1_234_567), '¥12,346');
  });

  it('cuts a price into what is large and what is small', () => {
    const parts = zh.priceParts(1_234_567);
    assert.equal(parts.map(({ text }) => text).join(''), '¥12,345.67');
    const large = parts.filter(({ isMinor }) => !isMinor);
    assert.equal(large.map(({ text }) => text).join(''), '12,345');
  });

  it('writes a calendar day as the same day wherever the reader is', () => {
    assert.equal(zh.date('2020-10-17'), '2020年10月17日');
    assert.equal(en.date('2020-10-17'), 'October 17, 2020');
  });

  it('writes an instant in Asia/Shanghai', () => {
    assert.equal(zh.date('2020-10-16T16:00:00Z'), '2020年10月17日');
    assert.match(zh.dateTime('2020-10-16T16:30:00Z'), /2020年10月17日 00:30/);
  });

  it('is made once a locale', () => {
    assert.equal(createFormats('en'), en);
  });
});
