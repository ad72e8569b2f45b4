import { priceBands, productStates, provinceOf, type ProductFacets } from '@fupin/schema';
import type { Connection } from '../database/database.ts';
import { categoryFinder } from './category-store.ts';
import { countyCodePrefixes, countyOf } from './county.ts';
import type { ProductColumns } from './product-columns.ts';
import { passesState, type FilterPart, type ProductFilter } from './product-filter.ts';
import { notUnderScheme, type ProductStates } from './product-states.ts';

/** The places of the products that pass all parts of a filter but one (or some), each as often as it is to be counted. */
export type PlacesBut = (...own: readonly FilterPart[]) => Uint32Array;

/** Counts products under the values of each filter, each with all filters but its own applied. */
export class FacetCounter {
  readonly #columns: ProductColumns;
  readonly #productStates: ProductStates;
  readonly #filter: ProductFilter;
  readonly #at: number;
  readonly #placesBut: PlacesBut;

  constructor(
    columns: ProductColumns,
    states: ProductStates,
    { filter, at, placesBut }: { filter: ProductFilter; at: number; placesBut: PlacesBut },
  ) {
    this.#columns = columns;
    this.#productStates = states;
    this.#filter = filter;
    this.#at = at;
    this.#placesBut = placesBut;
  }

  /** How many there are, with the names of what is counted by. */
  async facets(connection: Connection): Promise<ProductFacets> {
    const byCounty = this.#byCounty();
    return {
      provinces: provincesOf(byCounty),
      counties: countiesOf(byCounty, this.#filter.divisionCode),
      categories: await this.categories(connection),
      schemes: await this.#byScheme(connection),
      outletKinds: this.#byOutletKind(),
      states: this.#byState(),
      priceBands: this.#byPriceBand(),
    };
  }

  /** How many there are in each province. */
  provinces(): ProductFacets['provinces'] {
    return provincesOf(this.#byCounty());
  }

  /** How many there are in each category of the first and second level, and of the third within that filtered by. */
  async categories(connection: Connection): Promise<ProductFacets['categories']> {
    const { categories, category } = this.#columns;
    const counted = countsOf(this.#placesBut('category'), category, categories.values.length);
    const counts = new Map<string, number>();
    const within = (this.#filter.categoryCode ?? '').slice(0, 4);
    for (const [code, count] of sums(categories.values, counted, (each) => [each])) {
      const levels = new Set([code.slice(0, 2), code.slice(0, 4)]);
      if (within.length === 4 && code.startsWith(within)) levels.add(code);
      for (const level of levels) counts.set(level, (counts.get(level) ?? 0) + count);
    }
    const categoryOf = await categoryFinder(connection);
    return inOrder(counts).map(([code, count]) => ({ ...categoryOf(code), count }));
  }

  #byCounty(): ReadonlyMap<string, number> {
    const { counties, county } = this.#columns;
    const counted = countsOf(this.#placesBut('division'), county, counties.values.length);
    return sums(counties.values, counted, (code) => [code]);
  }

  #byOutletKind(): ProductFacets['outletKinds'] {
    const { outletKinds, outletKind } = this.#columns;
    const counted = countsOf(this.#placesBut('outletKind'), outletKind, outletKinds.values.length);
    return inOrder(sums(outletKinds.values, counted, (kinds) => kinds)).map(([kind, count]) => ({
      kind,
      count,
    }));
  }

  #byPriceBand(): ProductFacets['priceBands'] {
    const { priceBand } = this.#columns;
    const counted = countsOf(this.#placesBut('price'), priceBand, priceBands.length);
    return priceBands.flatMap((minPriceFen, band) => {
      const count = counted[band] ?? 0;
      return count > 0 ? { minPriceFen, count } : [];
    });
  }

  #byState(): ProductFacets['states'] {
    const states = this.#productStates.at(this.#at, this.#filter.schemeId);
    const { validity } = this.#columns;
    const counted = countsOf(this.#placesBut('state'), validity, states.length);
    const counts = sums([...states], counted, (state) => [state]);
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
    const { validity, validities } = this.#columns;
    // Under another scheme a product may stand otherwise, so its state is judged for each.
    const counted = countsOf(
      this.#placesBut('scheme', 'state'),
      validity,
      validities.values.length,
    );
    return schemes.flatMap((scheme) => {
      let count = 0;
      this.#productStates.at(this.#at, scheme.schemeId).forEach((state, number) => {
        if (state !== notUnderScheme && passesState(this.#filter, state)) {
          count += counted[number] ?? 0;
        }
      });
      return count > 0 ? { ...scheme, count } : [];
    });
  }
}

function countsOf(
  places: Uint32Array,
  column: Uint8Array | Uint16Array | Uint32Array,
  values: number,
): Uint32Array {
  const counts = new Uint32Array(values);
  for (let at = 0; at < places.length; at += 1) {
    const value = column[places[at] ?? 0] ?? 0;
    counts[value] = (counts[value] ?? 0) + 1;
  }
  return counts;
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

function provincesOf(byCounty: ReadonlyMap<string, number>): ProductFacets['provinces'] {
  const counts = new Map<string, number>();
  for (const [code, count] of byCounty) {
    const province = code.slice(0, 2);
    counts.set(province, (counts.get(province) ?? 0) + count);
  }
  return inOrder(counts).flatMap(([code, count]) => {
    const province = provinceOf(code);
    return province ? { ...province, count } : [];
  });
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
