import assert from 'node:assert/strict';
import { it } from 'node:test';
import { fromSmallest, toSmallest } from './supply-measure.ts';

const converted = (quantity: string, unit: string, supplyUnit: string) => {
  const smallest = toSmallest({ quantity, unit }, supplyUnit);
  return smallest === undefined ? undefined : fromSmallest(smallest, supplyUnit);
};

it('compares weights with weights and volumes with volumes, exactly', () => {
  assert.equal(converted('3', '斤', 'kg'), '1.5');
  assert.equal(converted('1.25', '公斤', '吨'), '0.00125');
  assert.equal(converted('0.000001', '吨', 'g'), '1');
  assert.equal(converted('750', 'mL', '升'), '0.75');
  assert.equal(converted('2', '袋', '袋'), '2');
});

it('compares nothing else', () => {
  assert.equal(converted('1', '袋', 'kg'), undefined);
  assert.equal(converted('1', '升', 'kg'), undefined);
  assert.equal(converted('1', '袋', '盒'), undefined);
});

it('writes what is below zero, and no superfluous zeros', () => {
  assert.equal(fromSmallest(-1_500_000n, '袋'), '-1.5');
  assert.equal(fromSmallest(-500_000_000n, '千克'), '-0.5');
  assert.equal(fromSmallest(0n, '吨'), '0');
});
