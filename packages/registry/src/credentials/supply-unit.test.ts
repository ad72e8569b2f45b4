import assert from 'node:assert/strict';
import { it } from 'node:test';
import { measureOfSupply } from './supply-unit.ts';

it('gives weights and volumes in units of UNECE Recommendation 20', () => {
  assert.deepEqual(measureOfSupply({ quantity: '420', unit: '吨' }), { value: 420, unit: 'TNE' });
  assert.deepEqual(measureOfSupply({ quantity: '3', unit: '斤' }), { value: 1.5, unit: 'KGM' });
  assert.deepEqual(measureOfSupply({ quantity: '0.3', unit: '千升' }), { value: 300, unit: 'LTR' });
});

it('counts in pieces what has no such unit', () => {
  assert.deepEqual(measureOfSupply({ quantity: '1.2', unit: '万枚' }), {
    value: 12_000,
    unit: 'H87',
  });
  assert.deepEqual(measureOfSupply({ quantity: '800', unit: '盒' }), { value: 800, unit: 'H87' });
  assert.deepEqual(measureOfSupply({ quantity: '5', unit: 'constructor' }), {
    value: 5,
    unit: 'H87',
  });
});
