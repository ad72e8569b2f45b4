import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { matchLocale } from './messages.ts';

const cases = [
  ['zh-CN', 'zh-Hans'],
  ['zh', 'zh-Hans'],
  ['zh-Hans-SG', 'zh-Hans'],
  ['en-GB', 'en'],
  ['EN', 'en'],
  ['fr', undefined],
  ['', undefined],
  ['not a locale', undefined],
] as const;

describe('matchLocale', () => {
  for (const [wanted, expected] of cases) {
    it(`serves "${wanted}" with ${expected ?? 'nothing'}`, () => {
      assert.equal(matchLocale(wanted, ['en', 'zh-Hans']), expected);
    });
  }

  it('serves traditional Chinese with simplified where there is no better', () => {
    assert.equal(matchLocale('zh-TW', ['en', 'zh-Hans']), 'zh-Hans');
    assert.equal(matchLocale('zh-TW', ['zh-Hans', 'zh-Hant']), 'zh-Hant');
  });

  it('prefers the same region', () => {
    assert.equal(matchLocale('en-GB', ['en-US', 'en-GB']), 'en-GB');
  });
});
