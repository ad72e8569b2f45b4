import { provinces } from '@fupin/schema';
import { counties, currentCountyCode, findCounties, type County832 } from '@fupin/schema/counties';
import type { RowFault } from './csv-rows.ts';

const byName = new Map<string, County832[]>();
for (const county of counties) {
  for (const name of new Set([county.name, county.nameIn2020, county.listName])) {
    byName.set(name, [...(byName.get(name) ?? []), county]);
  }
}

/** What a row says of its county. */
export interface CountyCells {
  readonly countyCode: string;
  readonly county: string;
  readonly province: string;
}

/**
 * Today's code of the county that a row means by code, or by name and, where counties share that name, province; else the
 * faults.
 */
export function readCounty(
  cells: CountyCells,
): { readonly code: string } | { readonly fault: RowFault } {
  return cells.countyCode === '' ? byNameAndProvince(cells) : byCode(cells);
}

function byCode({ countyCode, county }: CountyCells) {
  const fault = (reason: string) => ({
    fault: { column: 'countyCode', value: countyCode, reason },
  });
  const meant = findCounties(countyCode);
  if (meant.length === 0) return fault('must be the code of one of the 832 counties (GB/T 2260)');
  const named = meant.filter((each) => county !== '' && hasName(each, county));
  const code = currentCountyCode(countyCode) ?? named[0]?.code;
  if (code === undefined) {
    const names = meant.map((each) => `${each.name} ${each.code}`).join(', ');
    return fault(
      `is a former code that was split among ${names}: give today's code, or the county`,
    );
  }
  if (county !== '' && named.length === 0) {
    const name = meant.map((each) => each.name).join(' or ');
    return {
      fault: {
        column: 'county',
        value: county,
        reason: `must go with countyCode, which means ${name}`,
      },
    };
  }
  return { code };
}

function byNameAndProvince({ county, province }: CountyCells) {
  const fault = (column: string, value: string, reason: string) => ({
    fault: { column, value, reason },
  });
  if (county === '') return fault('countyCode', '', 'must be given, or else county');
  const named = byName.get(county) ?? [];
  if (named.length === 0)
    return fault('county', county, 'must be the name of one of the 832 counties');
  const known = provinces.find(({ name }) => province !== '' && name.startsWith(province));
  if (province !== '' && !known)
    return fault('province', province, 'must be the name of a province');
  const within = known ? named.filter(({ provinceCode }) => provinceCode === known.code) : named;
  const codes = new Set(within.map(({ code }) => code));
  const [code, another] = codes;
  if (code === undefined) {
    const where = [...new Set(named.map(({ provinceName }) => provinceName))].join(' or ');
    return fault('province', province, `must be ${where}, where ${county} lies`);
  }
  if (another === undefined) return { code };
  const all = within.map((each) => `${each.provinceName} ${each.code}`).join(', ');
  return fault(
    'county',
    county,
    `is the name of several counties (${all}): give countyCode or province`,
  );
}

function hasName(county: County832, name: string): boolean {
  return [county.name, county.nameIn2020, county.listName].includes(name);
}
