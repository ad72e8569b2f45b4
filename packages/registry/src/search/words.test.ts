import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readWordSearch, type WordQuery } from './word-query.ts';
import { documentTerms } from './words.ts';

// As the index matches: a term is among those of the record, in a name or elsewhere.
function isFound(terms: ReadonlySet<string>, query: string): boolean {
  const has = (each: WordQuery): boolean => {
    if ('all' in each) return each.all.every(has);
    if ('any' in each) return each.any.some(has);
    const bare = [...terms].map((term) => term.slice(1));
    return 'term' in each
      ? bare.includes(each.term)
      : bare.some((term) => term.startsWith(each.beginning));
  };
  const search = readWordSearch(query);
  return search !== undefined && has(search.query);
}

const tea = documentTerms({
  names: ['湄潭翠芽', 'Meitan Green-Tea'],
  others: ['500G', 'A级核桃2号'],
});

describe('湄潭翠芽, Meitan Green-Tea, 500G, A级核桃2号, is found by', () => {
  const queries = [
    '湄潭翠芽',
    '翠芽',
    '芽',
    '湄潭 芽',
    'meitancuiya',
    'cuiya',
    'cui ya',
    'cuiy',
    'meitanc',
    'mtcy',
    'cy',
    'm',
    'MEITAN',
    'green tea',
    'gre',
    'g',
    'teas',
    'ｔｅａ',
    '500g',
    '翠芽 tea',
    'tea翠芽',
    '核桃',
    'A级核桃',
    '2号',
    'hetao',
    '湄潭核桃',
  ];
  for (const query of queries) {
    test(query, () => {
      assert.equal(isFound(tea, query), true);
    });
  }
});

describe('it is not found by', () => {
  const queries = [
    '芽翠',
    '翠湄',
    'reen',
    'coffee',
    '翠芽 coffee',
    '!?',
    '"',
    "'",
    ' ',
    'yacui',
    'yc',
  ];
  for (const query of queries) {
    test(query, () => {
      assert.equal(isFound(tea, query), false);
    });
  }
});

test('汉源花椒 is found by hanyuan huajiao, hj, traditional characters and words without a space', () => {
  const pepper = documentTerms({ names: ['汉源花椒'], others: ['四川省', '雅安市'] });
  for (const query of [
    'hanyuan huajiao',
    'hyhj',
    'hj',
    '漢源花椒',
    '四川花椒',
    '雅安花椒',
    'huajiao',
  ]) {
    assert.equal(isFound(pepper, query), true, query);
  }
});

test('a plural finds the singular and the other way round', () => {
  const english = documentTerms({
    names: ['Dried berries', 'Boxes of walnut', 'Citrus'],
    others: [],
  });
  for (const query of ['berry', 'berries', 'box', 'boxes', 'walnuts', 'walnut', 'citrus', 'dry']) {
    assert.equal(isFound(english, query), true, query);
  }
});

test('a character with two readings is read as its word is', () => {
  assert.ok(documentTerms({ names: ['重庆'], others: [] }).has('npchong_qing'));
  assert.ok(documentTerms({ names: ['银行'], others: [] }).has('npyin_hang'));
});

test('a text is nearer where the name is, or begins with, what is searched for', () => {
  const search = readWordSearch('花椒');
  const terms = (name: string) => documentTerms({ names: [name], others: [] });
  assert.ok(search);
  assert.ok(terms('花椒').has(`n${search.sameName}`));
  assert.ok(!terms('花椒酱').has(`n${search.sameName}`));
  assert.ok(terms('花椒酱').has(`n${search.nameBeginning}`));
  assert.ok(!terms('汉源花椒').has(`n${search.nameBeginning}`));
  assert.ok(terms('花椒').has(`n${readWordSearch('huajiao')?.sameName ?? ''}`));
});
