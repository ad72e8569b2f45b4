/** One product of the demo directory: a real speciality of a real county, with invented trade figures. */
export interface Speciality {
  /** GB/T 2260 code of the county of origin on 31 December 2020. */
  readonly countyCode: string;
  /** Name in zh-Hans, unique within its county. */
  readonly name: string;
  readonly nameEn: string;
  /** Third-level category, see demoCategories. */
  readonly categoryCode: string;
  /** Its own picture, where that of its category shows another thing: file name in packages/registry/illustrations. */
  readonly illustration?: string;
  /** What one unit of sale holds, e.g. `500 g × 2 袋`. */
  readonly spec: string;
  /** Unit of sale, e.g. 盒. */
  readonly unit: string;
  /** Reference price of one unit of sale, in fen. */
  readonly priceFen: number;
  /** What its supplier can deliver in a year, in supplyUnit. */
  readonly annualSupply: number;
  /** 吨, 千升 or 万枚 for what is weighed, poured or counted; the unit of sale for crafts and services. */
  readonly supplyUnit: string;
  /** Units of sale that one supplyUnit makes, rounded down. */
  readonly unitsPerSupplyUnit: number;
  /** One sentence in zh-Hans on place, variety or process. */
  readonly description: string;
  readonly descriptionEn: string;
}

/** How many units of sale a speciality's supplier can deliver in a year. */
export function annualUnits(speciality: Speciality): number {
  return Math.floor(speciality.annualSupply * speciality.unitsPerSupplyUnit);
}
