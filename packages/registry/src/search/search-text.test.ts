import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { searchTerms, searchText } from './search-text.ts';

const indexed = new Set(
  searchText(['湄潭翠芽', 'Meitan Green-Tea', '500G', 'A级核桃2号']).split(' '),
);

// As both databases match: every term is a whole token, or the beginning of one.
function finds(query: string): boolean {
  const terms = searchTerms(query);
  return (
    terms.length > 0 &&
    terms.every(({ token, prefix }) =>
      [...indexed].some((each) => (prefix ? each.startsWith(token) : each === token)),
    )
  );
}

describe('湄潭翠芽, Meitan Green-Tea, 500G, A级核桃2号, is found by', () => {
  const queries = [
    '湄潭翠芽',
    '翠芽',
    '芽',
    '湄潭 芽',
    'meitancuiya',
    'cuiya',
    'cui ya',
    'mtcy',
    'cy',
    'MEITAN',
    'green tea',
    'gre',
    'ｔｅａ',
    '500g',
    '翠芽 tea',
    'tea翠芽',
    '核桃',
    'A级核桃',
    '2号',
    'hetao',
  ];
  for (const query of queries) {
    test(query, () => {
      assert.equal(finds(query), true);
    });
  }
});

describe('it is not found by', () => {
  for (const query of ['芽翠', '翠湄', 'reen', 'coffee', '翠芽 coffee', '!?', '"', "'", ' ']) {
    test(query, () => {
      assert.equal(finds(query), false);
    });
  }
});

test('a character with two readings is read as its word is', () => {
  assert.ok(searchText(['重庆']).split(' ').includes('chongqing'));
  assert.ok(searchText(['银行']).split(' ').includes('yinhang'));
});

test('no token holds what is special in a full-text query', () => {
  const text = searchText([`a"b'c*d&e|f(g)h:i\\j 花"椒`]);
  assert.match(text, /^[\p{L}\p{N} ]+$/u);
});
