import assert from 'node:assert/strict';
import { test } from 'node:test';
import { supplierKinds } from '@fupin/schema';
import { findCounties } from '@fupin/schema/counties';
import { demoSupplier, shortCountyName } from './names.ts';
import { specialities } from './specialities.ts';

const suppliers = specialities.map((_, index) => demoSupplier(index));

test('every supplier has a name of its own in both languages', () => {
  assert.equal(new Set(suppliers.map(({ name }) => name)).size, suppliers.length);
  assert.equal(new Set(suppliers.map(({ nameEn }) => nameEn)).size, suppliers.length);
});

test('all five kinds of market entity occur', () => {
  const kinds = new Set(suppliers.map(({ kind }) => kind));
  assert.deepEqual([...kinds].sort(), [...supplierKinds].sort());
});

test('a supplier is named after its county', () => {
  suppliers.forEach(({ name }, index) => {
    const county = findCounties(specialities[index]!.countyCode)[0]!;
    assert.ok(name.startsWith(shortCountyName(county.nameIn2020)), name);
  });
});

test('county names lose their rank and peoples, but never all of themselves', () => {
  const short = {
    柞水县: '柞水',
    威县: '威县',
    威宁彝族回族苗族自治县: '威宁',
    龙胜各族自治县: '龙胜',
    东乡族自治县: '东乡',
    三都水族自治县: '三都',
    莫力达瓦达斡尔族自治旗: '莫力达瓦',
    巴里坤哈萨克自治县: '巴里坤',
    双江拉祜族佤族布朗族傣族自治县: '双江',
  };
  for (const [name, expected] of Object.entries(short)) {
    assert.equal(shortCountyName(name), expected);
  }
});
