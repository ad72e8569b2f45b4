import { provinceOf, type CountyReference } from '@fupin/schema';
import { counties, countyReference, currentCountyCode, findCounties } from '@fupin/schema/counties';

/** The county with a stored code as it is named on the wire; a code that is none of the 832 stands for its own name. */
export function countyOf(code: string): CountyReference {
  const county = countyReference(code);
  if (county) return county;
  const province = provinceOf(code);
  return {
    code,
    name: code,
    nameEn: code,
    provinceCode: province?.code ?? '000000',
    provinceName: province?.name ?? '',
    provinceNameEn: province?.nameEn ?? '',
  };
}

/** The names under which what comes from a county is found: today's and former ones, prefecture and province. */
export function countyNames(code: string): readonly string[] {
  return findCounties(code).flatMap((county) => [
    county.name,
    county.listName,
    county.nameEn,
    county.prefecture,
    county.provinceName,
    county.provinceNameEn,
  ]);
}

/**
 * The beginnings of the county codes that a division code means: of a province or prefecture, its digits; of a county,
 * today's code, or several where a former county was split.
 */
export function countyCodePrefixes(divisionCode: string): readonly string[] {
  if (currentCountyCode(divisionCode) === divisionCode) return [divisionCode];
  const successors = findCounties(divisionCode).map(({ code }) => code);
  if (successors.length > 0) return [...new Set(successors)];
  return [divisionCode.replace(/(?:00)+$/, '')];
}

/** The 832 counties that lie within a division, by today's or by their former codes; all where none is given. */
export function countiesWithin(divisionCode: string | undefined) {
  if (divisionCode === undefined) return counties;
  const prefixes = countyCodePrefixes(divisionCode);
  return counties.filter(({ code }) => prefixes.some((prefix) => code.startsWith(prefix)));
}
