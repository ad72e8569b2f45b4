import assert from 'node:assert/strict';
import { test } from 'node:test';
import { counties, findCounties } from '@fupin/schema/counties';
import { demoLeafCategories } from './categories.ts';
import { specialities } from './specialities.ts';
import { annualUnits } from './speciality.ts';

test('there are at least 260 specialities, each of a county on the list of 832', () => {
  const codes = new Set(counties.map((county) => county.codeIn2020));
  assert.ok(specialities.length >= 260, `${specialities.length}`);
  const strangers = specialities.filter(({ countyCode }) => !codes.has(countyCode));
  assert.deepEqual(strangers, []);
});

test('all 22 provinces have at least six', () => {
  const perProvince = new Map<string, number>();
  for (const { countyCode } of specialities) {
    const province = findCounties(countyCode)[0]?.provinceName ?? countyCode;
    perProvince.set(province, (perProvince.get(province) ?? 0) + 1);
  }
  assert.equal(perProvince.size, 22);
  for (const [province, count] of perProvince) assert.ok(count >= 6, `${province}: ${count}`);
});

test('names are unique within a county', () => {
  const names = specialities.map(({ countyCode, name }) => `${countyCode} ${name}`);
  assert.equal(new Set(names).size, names.length);
});

test('every third-level category is used, and no other code is', () => {
  const used = [...new Set(specialities.map(({ categoryCode }) => categoryCode))].sort();
  assert.deepEqual(used, demoLeafCategories.map(({ code }) => code).sort());
});

test('prices are whole fen and supply is worth at least half a million yuan a year', () => {
  for (const speciality of specialities) {
    const { name, priceFen, unitsPerSupplyUnit } = speciality;
    assert.ok(Number.isInteger(priceFen) && priceFen >= 1000 && priceFen <= 200_000, name);
    assert.ok(Number.isInteger(unitsPerSupplyUnit) && unitsPerSupplyUnit >= 1, name);
    assert.ok(annualUnits(speciality) * priceFen >= 50_000_000, name);
  }
});

test('a tonne in packs of a stated weight makes the stated number of packs', () => {
  const woodEar = specialities.find(({ name }) => name === '柞水木耳');
  assert.equal(woodEar?.spec, '100 g × 5 袋');
  assert.equal(woodEar.supplyUnit, '吨');
  assert.equal(woodEar.unitsPerSupplyUnit, 2000);
});

test('each is described in one sentence in both languages', () => {
  for (const { name, description, descriptionEn } of specialities) {
    assert.match(description, /^[^。]{6,60}。$/, name);
    assert.match(descriptionEn, /^[A-Z][^]{10,160}\.$/, name);
  }
});
