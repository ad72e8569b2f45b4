import { abolishedCodeLines, countyLines } from './counties-data.ts';
import { provinceOf, type CountyReference } from './division.ts';

/** One row of the list of 832 counties. Two rows share code 632803, so a code is not a key of its own. */
export interface County832 {
  /** GB/T 2260 code today: the canonical code wherever a county is named. */
  readonly code: string;
  /** GB/T 2260 code on 31 December 2020 (for 大柴旦, which has none, the statistical code). */
  readonly codeIn2020: string;
  /** Name today. */
  readonly name: string;
  readonly nameEn: string;
  readonly pinyin: string;
  /** Name on the list, as at designation. */
  readonly listName: string;
  /** Name on 31 December 2020. */
  readonly nameIn2020: string;
  readonly prefecture: string;
  readonly provinceCode: string;
  readonly provinceName: string;
  readonly provinceNameEn: string;
  /** Year in which the county was removed from the poverty list. */
  readonly exitYear: number;
}

/** The 832 counties, in the order of their codes. Source: the State Council's list; exits 2016 to 2020. */
export const counties: readonly County832[] = countyLines.split('\n').map(readCounty);

function readCounty(text: string): County832 {
  const [
    codeIn2020 = '',
    code,
    nameIn2020 = '',
    name,
    listName,
    pinyin = '',
    nameEn = '',
    prefecture = '',
    exit,
  ] = text.split('|');
  const province = provinceOf(codeIn2020);
  if (!province) throw new Error(`no province for county ${codeIn2020}`);
  return {
    code: code || codeIn2020,
    codeIn2020,
    name: name || nameIn2020,
    nameEn,
    pinyin,
    listName: listName || nameIn2020,
    nameIn2020,
    prefecture,
    provinceCode: province.code,
    provinceName: province.name,
    provinceNameEn: province.nameEn,
    exitYear: Number(exit),
  };
}

const countiesByCode = new Map<string, County832[]>();
for (const county of counties) {
  for (const code of new Set([county.codeIn2020, county.code])) {
    countiesByCode.set(code, [...(countiesByCode.get(code) ?? []), county]);
  }
}
for (const text of abolishedCodeLines.split('\n')) {
  const [abolished = '', ...successors] = text.split(' ');
  countiesByCode.set(
    abolished,
    successors.flatMap((code) => countiesByCode.get(code) ?? []),
  );
}

/**
 * The counties of the 832 list that a GB/T 2260 code means: today's code, the one of 2020, or one abolished since 1981.
 * Several where a code was split among counties or two rows share it; none where it is not one of the 832.
 */
export function findCounties(code: string): readonly County832[] {
  return countiesByCode.get(code) ?? [];
}

/**
 * Today's code of the one county that a present or former code means; undefined where it is none of the 832, or was
 * split among several so that the code alone does not tell.
 */
export function currentCountyCode(code: string): string | undefined {
  const codes = new Set(findCounties(code).map((county) => county.code));
  return codes.size === 1 ? codes.values().next().value : undefined;
}

/** A county as it is named on the wire, from any code that means it; undefined as for {@link currentCountyCode}. */
export function countyReference(code: string): CountyReference | undefined {
  const current = currentCountyCode(code);
  const county = current === undefined ? undefined : findCounties(current)[0];
  if (!county) return undefined;
  const { name, nameEn, provinceCode, provinceName, provinceNameEn } = county;
  return { code: county.code, name, nameEn, provinceCode, provinceName, provinceNameEn };
}
