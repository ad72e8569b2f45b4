import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { NewScheme } from '@fupin/schema';
import { lastDay } from '../batches/publish-batch.ts';
import { knownSchemes } from '../schemes/known-schemes.ts';
import { lastDayAfter } from './days.ts';
import { chainFor, isStepOf, stateAfter } from './review-chain.ts';

const [directory] = knownSchemes;
assert.ok(directory);

describe('the known schemes', () => {
  for (const scheme of knownSchemes) {
    test(`${scheme.schemeId} is one that an administrator could state`, () => {
      assert.deepEqual(NewScheme.safeParse(scheme).error, undefined);
    });
  }

  test('a chain without notice, or with its determination before the notice, is none', () => {
    const [first, recheck, notice, determined, ...rest] = directory.reviewChain;
    for (const reviewChain of [
      [first, recheck, determined, ...rest],
      [first, recheck, determined, notice, ...rest],
      [first, recheck, notice, determined],
      [first, recheck, { ...notice, days: undefined }, determined, ...rest],
    ]) {
      assert.equal(NewScheme.safeParse({ ...directory, reviewChain }).success, false);
    }
  });
});

describe('the chain of a county', () => {
  for (const [where, countyCode, levels] of [
    ['with a prefecture', '520328', ['prefecture', 'province']],
    ['of a municipality', '500243', ['province']],
    ['directly under its province', '429021', ['province']],
  ] as const) {
    test(`${where} is re-checked after determination by ${levels.join(' and ')}`, () => {
      const chain = chainFor(directory, countyCode);
      assert.deepEqual(
        chain.slice(4, -1).map(({ level }) => level),
        levels,
      );
      assert.deepEqual(
        chain.map((_, place) => stateAfter(chain, place)),
        [
          'submitted',
          'firstReview',
          'recheck',
          'publicNotice',
          'determined',
          ...levels.map(() => 'determined'),
        ],
      );
      assert.equal(stateAfter(chain, chain.length), 'listed');
    });
  }

  test('a step is for its own level alone, even of a division that contains the county', () => {
    const step = { role: 'certifier', level: 'county' } as const;
    const origin = { countyCode: '520328', townshipCode: '520328001' };
    const taken = ['520328', '520327', '520300', '520000', '000000', '520328001'].filter(
      (divisionCode) => isStepOf(step, { access: 'certifier', divisionCode }, origin),
    );
    assert.deepEqual(taken, ['520328']);
    assert.equal(isStepOf(step, { access: 'supervisor', divisionCode: '520328' }, origin), false);
    assert.equal(isStepOf(step, { access: 'certifier', divisionCode: null }, origin), false);
  });
});

describe('a number of days', () => {
  for (const [day, count, counted, expected] of [
    ['2020-10-17', 7, 'calendar', '2020-10-24'],
    ['2020-10-17', 1, 'working', '2020-10-19'],
    ['2020-10-16', 5, 'working', '2020-10-23'],
    ['2020-12-31', 1, 'calendar', '2021-01-01'],
    ['2020-02-28', 1, 'calendar', '2020-02-29'],
  ] as const) {
    test(`${count} ${counted} after ${day} ends on ${expected}`, () => {
      assert.equal(lastDayAfter(day, { count, counted }), expected);
    });
  }
});

describe('a validity in months', () => {
  for (const [first, months, last] of [
    ['2020-10-25', 36, '2023-10-24'],
    ['2020-06-01', 36, '2023-05-31'],
    ['2020-01-31', 1, '2020-02-29'],
    ['2020-02-29', 12, '2021-02-28'],
    ['2020-12-01', 1, '2020-12-31'],
    ['2020-03-31', 24, '2022-03-30'],
  ] as const) {
    test(`of ${months} from ${first} ends on ${last}`, () => {
      assert.equal(lastDay(first, months), last);
    });
  }
});
