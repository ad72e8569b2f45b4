import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { DivisionCode, isWithinDivision, provinceOf, provinces } from './division.ts';

describe('a division code', () => {
  for (const [code, isOne] of [
    ['520328', true],
    ['000000', true],
    ['52032', false],
    ['5203280', false],
    ['52032A', false],
    ['', false],
  ] as const) {
    test(`${JSON.stringify(code)} is ${isOne ? 'one' : 'none'}`, () => {
      assert.equal(DivisionCode.safeParse(code).success, isOne);
    });
  }

  for (const [division, container, isWithin] of [
    ['520328', '520300', true],
    ['520328', '520000', true],
    ['520328', '000000', true],
    ['520328', '520328', true],
    ['520300', '520328', false],
    ['520328', '522300', false],
    ['520328', '510000', false],
    ['469001', '469000', true],
    ['500230', '500200', true],
    ['500230', '500000', true],
    ['522301', '522300', true],
    ['110105', '110000', true],
    ['101010', '100000', true],
  ] as const) {
    test(`${division} lies ${isWithin ? 'within' : 'outside'} ${container}`, () => {
      assert.equal(isWithinDivision(division, container), isWithin);
    });
  }
});

describe('the provinces', () => {
  test('are 34, in the order of their codes', () => {
    assert.equal(provinces.length, 34);
    const codes = provinces.map(({ code }) => code);
    assert.deepEqual(codes, codes.toSorted());
    assert.equal(new Set(codes).size, 34);
  });

  for (const [code, name] of [
    ['520328', '贵州省'],
    ['632857', '青海省'],
    ['110000', '北京市'],
    ['990000', undefined],
    ['', undefined],
  ] as const) {
    test(`${JSON.stringify(code)} lies in ${name ?? 'none'}`, () => {
      assert.equal(provinceOf(code)?.name, name);
    });
  }
});
