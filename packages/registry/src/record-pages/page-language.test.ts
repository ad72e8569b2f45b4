import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pageLanguage } from './page-language.ts';

const languages = {
  '': 'zh-Hans',
  'zh-CN,zh;q=0.9,en;q=0.8': 'zh-Hans',
  'en-GB, en;q=0.9, zh;q=0.8': 'en',
  'en;q=0.1, zh-TW;q=0.9': 'zh-Hans',
  'zh;q=0.2,EN ; q=0.7': 'en',
  'en;q=0': 'zh-Hans',
  'fr, de;q=0.5': 'zh-Hans',
  'fr, en;q=0.5': 'en',
  'enm, zha': 'zh-Hans',
  'en;q=high': 'zh-Hans',
  '*': 'zh-Hans',
} as const;

for (const [asked, language] of Object.entries(languages)) {
  test(`a reader who asks for "${asked}" gets ${language}`, () => {
    assert.equal(pageLanguage(asked), language);
  });
}

test('a reader who asks for no language gets Chinese', () => {
  assert.equal(pageLanguage(null), 'zh-Hans');
});
