import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decimalText, magnitude, multiply, parseDecimal, yuanToFen } from './decimal.ts';

const read = (text: string) => {
  const number = parseDecimal(text);
  return number && decimalText(number);
};

const fen = (quantity: string, price: string) => {
  const [a, b] = [parseDecimal(quantity), parseDecimal(price)];
  assert.ok(a && b);
  return yuanToFen(multiply(a, b)).fen;
};

const numbers: [text: string, value: string][] = [
  ['4.95', '4.95'],
  ['4.950', '4.95'],
  ['4.', '4'],
  ['.5', '0.5'],
  ['0', '0'],
  ['-0', '0'],
  ['007', '7'],
  ['-12', '-12'],
  ['+12', '12'],
  ['12-', '-12'],
  ['(12.50)', '-12.5'],
  ['\u221212', '-12'],
  ['－１２．５０', '-12.5'],
  ['１，２３４', '1234'],
  ['¥1,234.50', '1234.5'],
  ['￥ 1,234.50', '1234.5'],
  ['-¥3', '-3'],
  ['¥-3', '-3'],
  ['12.80元', '12.8'],
  ['CNY 8', '8'],
  ['8 rmb', '8'],
  ['1,234,567.89', '1234567.89'],
  ['  6 ', '6'],
  ['98765432109876543210.123456789', '98765432109876543210.123456789'],
];

for (const [text, value] of numbers) {
  test(`reads ${JSON.stringify(text)} as ${value}`, () => {
    assert.equal(read(text), value);
  });
}

const noNumbers = [
  ...['', ' ', '-', '.', '¥', 'abc', '1.2.3', '1 2', '--3', '-3-', '(-3)', '+-3', '1e3', 'NaN'],
  ...['4,95', '1,23', '12,34,567', '1,2345', ',123', '0x10', '5件', '12/1', 'Infinity'],
];

for (const text of noNumbers) {
  test(`does not take ${JSON.stringify(text)} for a number`, () => {
    assert.equal(read(text), undefined);
  });
}

test('amounts are exact where binary floating point is not', () => {
  assert.equal(fen('3', '0.1'), 30n);
  assert.equal(fen('1', '1.005'), 101n);
  assert.equal(fen('80995', '2.08'), 16846960n);
  assert.equal(fen('999999999999', '99999.99'), 9999998999990000001n);
});

test('half a fen is rounded away from zero, in both directions', () => {
  assert.equal(fen('1', '0.005'), 1n);
  assert.equal(fen('-1', '0.005'), -1n);
  assert.equal(fen('1', '0.0049999'), 0n);
  assert.equal(fen('-1', '0.0049999'), 0n);
  assert.equal(fen('0.5', '0.29'), 15n);
  assert.equal(fen('-0.5', '0.29'), -15n);
  assert.equal(fen('1', '0.0151'), 2n);
});

test('says whether an amount had to be rounded', () => {
  assert.equal(yuanToFen({ units: 1250n, scale: 2 }).rounded, false);
  assert.equal(yuanToFen({ units: 12500n, scale: 3 }).rounded, false);
  assert.equal(yuanToFen({ units: 12501n, scale: 3 }).rounded, true);
});

test('a magnitude has no sign', () => {
  assert.equal(decimalText(magnitude({ units: -125n, scale: 2 })), '1.25');
  assert.equal(decimalText(magnitude({ units: 125n, scale: 2 })), '1.25');
});
