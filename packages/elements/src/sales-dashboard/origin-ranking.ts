import type { LedgerSummary } from '@fupin/schema';

type ByOrigin = LedgerSummary['byOrigin'];

/** A province or county with the net of its certified sales, in fen. */
export interface RankedOrigin {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly netFen: number;
}

/** A province with its counties, the greatest net first. */
export interface RankedProvince extends RankedOrigin {
  readonly counties: readonly RankedOrigin[];
}

/** Certified sales by province, the greatest net first, with the counties within each. */
export function rankProvinces(byOrigin: ByOrigin): RankedProvince[] {
  const provinces = new Map<string, RankedProvince>();
  for (const { county, certified } of byOrigin) {
    const { provinceCode: code, provinceName: name, provinceNameEn: nameEn } = county;
    const province = provinces.get(code) ?? { code, name, nameEn, netFen: 0, counties: [] };
    const ranked = { ...county, netFen: certified.netFen };
    provinces.set(code, {
      ...province,
      netFen: province.netFen + certified.netFen,
      counties: [
        ...province.counties,
        { code: ranked.code, name: ranked.name, nameEn: ranked.nameEn, netFen: ranked.netFen },
      ],
    });
  }
  const byNet = (a: RankedOrigin, b: RankedOrigin) => b.netFen - a.netFen;
  return [...provinces.values()]
    .map((province) => ({ ...province, counties: province.counties.toSorted(byNet) }))
    .toSorted(byNet);
}
