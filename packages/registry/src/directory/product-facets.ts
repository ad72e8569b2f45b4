import { priceBands, productStates, provinceOf, type ProductFacets } from '@fupin/schema';
import type { Connection } from '../database/database.ts';
import { categoryFinder } from './category-store.ts';
import { countyCodePrefixes, countyOf } from './county.ts';
import type { ProductColumns } from './product-columns.ts';
import { passesState, refusals, type ProductFilter } from './product-filter.ts';
import { notUnderScheme, type ProductStates } from './product-states.ts';

/** Counts products under the values of each filter, each with all filters but its own applied. */
export class FacetCounter {
  readonly #columns: ProductColumns;
  readonly #productStates: ProductStates;
  readonly #filter: ProductFilter;
  readonly #at: number;
  readonly #counties: Uint32Array;
  readonly #categories: Uint32Array;
  readonly #states: Uint32Array;
  readonly #schemes: Uint32Array;
  readonly #outletKinds: Uint32Array;
  readonly #priceBands = new Uint32Array(priceBands.length);

  constructor(columns: ProductColumns, states: ProductStates, filter: ProductFilter, at: number) {
    this.#columns = columns;
    this.#productStates = states;
    this.#filter = filter;
    this.#at = at;
    this.#counties = new Uint32Array(columns.counties.values.length);
    this.#categories = new Uint32Array(columns.categories.values.length);
    this.#states = new Uint32Array(columns.validities.values.length);
    this.#schemes = new Uint32Array(columns.validities.values.length);
    this.#outletKinds = new Uint32Array(columns.outletKinds.values.length);
  }

  /** Counts the product at a place, which does not pass the filters whose bits are given. */
  count(place: number, refused: number): void {
    const { county, category, validity, outletKind, priceBand } = this.#columns;
    if ((refused & ~refusals.division) === 0) add(this.#counties, county[place]);
    if ((refused & ~refusals.category) === 0) add(this.#categories, category[place]);
    if ((refused & ~refusals.state) === 0) add(this.#states, validity[place]);
    // Under another scheme the product may stand otherwise: that is judged where the counts are read.
    if ((refused & ~(refusals.scheme | refusals.state)) === 0) {
      add(this.#schemes, validity[place]);
    }
    if ((refused & ~refusals.outletKind) === 0) add(this.#outletKinds, outletKind[place]);
    if ((refused & ~refusals.price) === 0) add(this.#priceBands, priceBand[place]);
  }

  /** What was counted, with the names of what was counted by. */
  async facets(connection: Connection): Promise<ProductFacets> {
    const { outletKinds } = this.#columns;
    return {
      provinces: this.provinces(),
      counties: countiesOf(this.#byCounty(), this.#filter.divisionCode),
      categories: await this.categories(connection),
      schemes: await this.#byScheme(connection),
      outletKinds: inOrder(sums(outletKinds.values, this.#outletKinds, (kinds) => kinds)).map(
        ([kind, count]) => ({ kind, count }),
      ),
      states: this.#byState(),
      priceBands: priceBands.flatMap((minPriceFen, band) => {
        const count = this.#priceBands[band] ?? 0;
        return count > 0 ? { minPriceFen, count } : [];
      }),
    };
  }

  /** How many there are in each province. */
  provinces(): ProductFacets['provinces'] {
    const counts = new Map<string, number>();
    for (const [code, count] of this.#byCounty()) {
      const province = code.slice(0, 2);
      counts.set(province, (counts.get(province) ?? 0) + count);
    }
    return inOrder(counts).flatMap(([code, count]) => {
      const province = provinceOf(code);
      return province ? { ...province, count } : [];
    });
  }

  /** How many there are in each category of the first and second level, and of the third within that filtered by. */
  async categories(connection: Connection): Promise<ProductFacets['categories']> {
    const { values } = this.#columns.categories;
    const counts = new Map<string, number>();
    const within = (this.#filter.categoryCode ?? '').slice(0, 4);
    for (const [code, count] of sums(values, this.#categories, (each) => [each])) {
      const levels = new Set([code.slice(0, 2), code.slice(0, 4)]);
      if (within.length === 4 && code.startsWith(within)) levels.add(code);
      for (const level of levels) counts.set(level, (counts.get(level) ?? 0) + count);
    }
    const categoryOf = await categoryFinder(connection);
    return inOrder(counts).map(([code, count]) => ({ ...categoryOf(code), count }));
  }

  #byCounty(): ReadonlyMap<string, number> {
    return sums(this.#columns.counties.values, this.#counties, (code) => [code]);
  }

  #byState(): ProductFacets['states'] {
    const states = this.#productStates.at(this.#at, this.#filter.schemeId);
    const counts = sums([...states], this.#states, (state) => [state]);
    return productStates.flatMap((state, place) => {
      const count = counts.get(place) ?? 0;
      return count > 0 ? { state, count } : [];
    });
  }

  async #byScheme({ db }: Connection): Promise<ProductFacets['schemes']> {
    const schemes = await db
      .selectFrom('scheme')
      .select(['schemeId', 'name', 'nameEn'])
      .orderBy('schemeId')
      .execute();
    return schemes.flatMap((scheme) => {
      let count = 0;
      this.#productStates.at(this.#at, scheme.schemeId).forEach((state, number) => {
        if (state !== notUnderScheme && passesState(this.#filter, state)) {
          count += this.#schemes[number] ?? 0;
        }
      });
      return count > 0 ? { ...scheme, count } : [];
    });
  }
}

function add(counts: Uint32Array, number = 0): void {
  counts[number] = (counts[number] ?? 0) + 1;
}

function sums<Value, Key>(
  values: readonly Value[],
  counts: Uint32Array,
  keysOf: (value: Value) => readonly Key[],
): ReadonlyMap<Key, number> {
  const byKey = new Map<Key, number>();
  values.forEach((value, number) => {
    const count = counts[number] ?? 0;
    if (count === 0) return;
    for (const key of keysOf(value)) byKey.set(key, (byKey.get(key) ?? 0) + count);
  });
  return byKey;
}

function inOrder(counts: ReadonlyMap<string, number>): (readonly [string, number])[] {
  return [...counts].toSorted(([a], [b]) => (a < b ? -1 : 1));
}

function countiesOf(
  byCounty: ReadonlyMap<string, number>,
  divisionCode: string | undefined,
): ProductFacets['counties'] {
  const provinces = new Set(
    divisionCode === undefined
      ? []
      : countyCodePrefixes(divisionCode).map((prefix) => prefix.slice(0, 2)),
  );
  return inOrder(byCounty).flatMap(([code, count]) => {
    if (!provinces.has(code.slice(0, 2))) return [];
    const { name, nameEn } = countyOf(code);
    return { code, name, nameEn, count };
  });
}
