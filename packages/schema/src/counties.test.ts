import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { counties, countyReference, currentCountyCode, findCounties } from './counties.ts';
import { CountyReference, isWithinDivision, provinces } from './division.ts';

/** Counties per province, as the State Council's list gives them. */
const perProvince: Readonly<Record<string, number>> = {
  河北省: 45,
  山西省: 36,
  内蒙古自治区: 31,
  吉林省: 8,
  黑龙江省: 20,
  安徽省: 20,
  江西省: 24,
  河南省: 38,
  湖北省: 28,
  湖南省: 40,
  广西壮族自治区: 33,
  海南省: 5,
  重庆市: 14,
  四川省: 66,
  贵州省: 66,
  云南省: 88,
  西藏自治区: 74,
  陕西省: 56,
  甘肃省: 58,
  青海省: 42,
  宁夏回族自治区: 8,
  新疆维吾尔自治区: 32,
};

const tally = (values: readonly (string | number)[]) =>
  Object.fromEntries(
    [...new Set(values)].map((value) => [value, values.filter((other) => other === value).length]),
  );

describe('the 832 counties', () => {
  test('are 832 rows, as many in each province as published', () => {
    assert.equal(counties.length, 832);
    assert.deepEqual(tally(counties.map(({ provinceName }) => provinceName)), perProvince);
  });

  test('left the poverty list in the years published', () => {
    assert.deepEqual(tally(counties.map(({ exitYear }) => exitYear)), {
      2016: 28,
      2017: 125,
      2018: 283,
      2019: 344,
      2020: 52,
    });
  });

  test('have 831 codes, for two rows share 632803', () => {
    assert.equal(new Set(counties.map(({ codeIn2020 }) => codeIn2020)).size, 831);
    assert.deepEqual(
      findCounties('632803').map(({ listName }) => listName),
      counties.filter(({ codeIn2020 }) => codeIn2020 === '632803').map(({ listName }) => listName),
    );
    assert.equal(findCounties('632803').length, 2);
  });

  test('stand in the order of their codes of 2020', () => {
    const codes = counties.map(({ codeIn2020 }) => codeIn2020);
    assert.deepEqual(codes, codes.toSorted());
  });

  test('each have codes within their province, and every name', () => {
    for (const county of counties) {
      const { code, codeIn2020, provinceCode } = county;
      assert.match(code, /^\d{6}$/);
      assert.match(codeIn2020, /^\d{6}$/);
      assert.ok(isWithinDivision(code, provinceCode) && isWithinDivision(codeIn2020, provinceCode));
      assert.ok(provinces.some((province) => province.code === provinceCode));
      for (const name of [county.name, county.nameIn2020, county.listName, county.prefecture]) {
        assert.match(name, /^\p{Script=Han}{2,}$/u);
      }
      assert.match(county.nameEn, /^[A-Z][\p{L}’'() -]+$/u);
      assert.match(county.pinyin, /^[A-Z][\p{L}’' ]+$/u);
    }
  });

  test('have changed code four times since 2020', () => {
    const changed = counties.filter(({ code, codeIn2020 }) => code !== codeIn2020);
    assert.equal(changed.length, 4);
    for (const { code, codeIn2020 } of changed) assert.equal(currentCountyCode(codeIn2020), code);
  });
});

describe('a GB/T 2260 code', () => {
  for (const [code, current, name] of [
    ['520328', '520328', '湄潭县'],
    ['522128', '520328', '湄潭县'],
    ['130721', '130705', '宣化区'],
    ['612429', '610981', '旬阳市'],
    ['610928', '610981', '旬阳市'],
    ['610981', '610981', '旬阳市'],
    ['512326', '500156', '武隆区'],
    ['512324', '500230', '丰都县'],
    ['632857', '632857', '大柴旦行政委员会'],
  ] as const) {
    test(`${code} means ${name} ${current}`, () => {
      assert.equal(currentCountyCode(code), current);
      assert.equal(countyReference(code)?.code, current);
      assert.equal(countyReference(code)?.name, name);
    });
  }

  test('that was split among several counties means none of them alone', () => {
    assert.deepEqual(
      findCounties('642221').map(({ code }) => code),
      ['640402', '640425'],
    );
    assert.equal(currentCountyCode('642221'), undefined);
    assert.equal(countyReference('642221'), undefined);
  });

  test('that was given to another county later means the later one, and what led there leads there', () => {
    // 511422 was 丰都 from 1995 to 1997 and 彭山 from 2000; 511423 was 武隆, and is 洪雅. Only the first of each is listed.
    for (const code of ['511422', '513823', '511128', '512628', '511423', '513824', '511127']) {
      assert.deepEqual(findCounties(code), [], code);
    }
  });

  for (const code of ['110105', '520300', '520000', '000000', '', '99', '__proto__']) {
    test(`${JSON.stringify(code)} is not one of the 832`, () => {
      assert.deepEqual(findCounties(code), []);
      assert.equal(currentCountyCode(code), undefined);
      assert.equal(countyReference(code), undefined);
    });
  }

  test('of every county leads to that county, in the form of the wire', () => {
    for (const county of counties) {
      assert.ok(findCounties(county.code).includes(county));
      assert.ok(findCounties(county.codeIn2020).includes(county));
      assert.equal(currentCountyCode(county.codeIn2020), county.code);
      assert.equal(CountyReference.safeParse(countyReference(county.code)).success, true);
    }
  });
});
