import assert from 'node:assert/strict';
import { it } from 'node:test';
import { bestMediaType } from './media-type.ts';

const offered = ['application/vc+jwt', 'text/html'] as const;

const cases: readonly [string | null, string | undefined][] = [
  [null, 'application/vc+jwt'],
  ['', 'application/vc+jwt'],
  ['*/*', 'application/vc+jwt'],
  ['text/*', 'text/html'],
  ['text/html', 'text/html'],
  ['TEXT/HTML; charset=utf-8', 'text/html'],
  ['text/html, application/vc+jwt', 'application/vc+jwt'],
  ['text/html, application/vc+jwt;q=0.9', 'text/html'],
  ['text/html;q=0, */*;q=0.1', 'application/vc+jwt'],
  ['application/vc+jwt;q=0, text/html;q=0', undefined],
  ['image/png', undefined],
  ['text/html;q=2', undefined],
];

for (const [accept, expected] of cases) {
  it(`of a credential and a page, "${accept}" gets ${expected ?? 'nothing'}`, () => {
    assert.equal(bestMediaType(accept, offered), expected);
  });
}
