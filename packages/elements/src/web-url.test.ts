import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { webUrl } from './web-url.ts';

const base = 'https://registry.example/v1/';
const cases = [
  ['/illustrations/tea.svg', 'https://registry.example/illustrations/tea.svg'],
  ['https://shop.example/tea', 'https://shop.example/tea'],
  ['//shop.example/tea', 'https://shop.example/tea'],
  ['javascript:alert(1)', undefined],
  ['JaVaScRiPt:alert(1)', undefined],
  ['data:text/html,x', undefined],
  ['http://', undefined],
  ['', undefined],
  [null, undefined],
] as const;

describe('webUrl', () => {
  for (const [address, expected] of cases) {
    it(`makes ${String(address) || 'nothing'} ${expected ?? 'no address'}`, () => {
      assert.equal(webUrl(address, base), expected);
    });
  }
});
