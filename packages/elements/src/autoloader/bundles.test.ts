import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { chooseBundles } from './bundles.ts';

const cases = [
  [[], []],
  [['fupin-special-area'], ['special-area']],
  [['fupin-certification-badge', 'fupin-special-area', 'fupin-product-card'], ['special-area']],
  [['fupin-certification-badge', 'fupin-product-card'], ['product-card']],
  [['fupin-provider', 'fupin-certification-badge'], ['certification-badge']],
  [['fupin-provider'], ['provider']],
  [
    ['fupin-provider', 'fupin-sales-dashboard', 'fupin-sales-report'],
    ['sales-report', 'sales-dashboard'],
  ],
  [['fupin-unknown', 'x-other'], []],
] as const;

describe('chooseBundles', () => {
  for (const [tags, expected] of cases) {
    it(`serves ${tags.join(' ') || 'nothing'} with ${expected.join(' ') || 'nothing'}`, () => {
      assert.deepEqual(chooseBundles(tags), expected);
    });
  }
});
