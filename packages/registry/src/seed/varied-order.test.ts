import assert from 'node:assert/strict';
import { it } from 'node:test';
import { inVariedOrder } from './varied-order.ts';

const good = (picture: string, categoryCode: string, countyCode: string) => ({
  product: { images: [`/illustrations/${picture}.svg`], categoryCode, countyCode },
});

it('puts goods of one branch or province apart, and the first first', () => {
  const orange = good('citrus', '010303', '420527');
  const pear = good('pear', '010302', '510824');
  const tea = good('green-tea', '010501', '360827');
  const rice = good('rice', '010101', '230129');
  assert.deepEqual(inVariedOrder([orange, pear, tea, rice]), [orange, tea, rice, pear]);
  const neighbour = good('walnut', '010902', '420325');
  assert.deepEqual(inVariedOrder([orange, neighbour, tea]), [orange, tea, neighbour]);
});

it('keeps every good, even where all are alike', () => {
  const alike = [1, 2, 3].map(() => good('citrus', '010303', '420527'));
  assert.deepEqual(new Set(inVariedOrder(alike)), new Set(alike));
  assert.deepEqual(inVariedOrder([]), []);
});
