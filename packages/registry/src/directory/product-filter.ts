import { productStates, type OutletKind, type ProductState } from '@fupin/schema';
import { PlaceSet } from '../search/place-set.ts';
import { countyCodePrefixes } from './county.ts';
import type { ProductColumns } from './product-columns.ts';
import { notUnderScheme, type ProductStates } from './product-states.ts';

/** What products are to be found, apart from words; an absent member selects nothing. */
export interface ProductFilter {
  readonly divisionCode?: string | undefined;
  readonly categoryCode?: string | undefined;
  readonly inForce?: boolean | undefined;
  readonly state?: ProductState | undefined;
  readonly schemeId?: string | undefined;
  readonly outletKind?: OutletKind | undefined;
  readonly minPriceFen?: number | undefined;
  readonly maxPriceFen?: number | undefined;
}

/** The parts of a filter, each of which is counted by in a facet. */
export type FilterPart = 'division' | 'category' | 'state' | 'scheme' | 'outletKind' | 'price';

/** The places of the products that pass each part of a filter; parts that select nothing are left out. */
export type FilterPlaces = ReadonlyMap<FilterPart, PlaceSet>;

interface KnownPlaces {
  readonly version: number;
  /** The states that it was made of, where it was. */
  readonly states: Uint8Array | undefined;
  readonly places: PlaceSet;
}

const filtersKept = 200;

/** Says which products pass a filter, and remembers it until a product or, by the clock, a state changes. */
export class FilterIndex {
  readonly #columns: ProductColumns;
  readonly #states: ProductStates;
  readonly #known = new Map<string, KnownPlaces>();

  constructor(columns: ProductColumns, states: ProductStates) {
    this.#columns = columns;
    this.#states = states;
  }

  /** The places of the products that pass each part of a filter at an instant (milliseconds). */
  places(filter: ProductFilter, at: number): FilterPlaces {
    const { divisionCode, categoryCode, schemeId, outletKind } = filter;
    const { inForce, state, minPriceFen, maxPriceFen } = filter;
    const { counties, categories, outletKinds, county, category, validity } = this.#columns;
    const parts = new Map<FilterPart, PlaceSet>();
    if (divisionCode !== undefined) {
      const prefixes = countyCodePrefixes(divisionCode);
      const isWithin = (code: string) => prefixes.some((prefix) => code.startsWith(prefix));
      const key = JSON.stringify(['division', divisionCode]);
      parts.set(
        'division',
        this.#where(key, county, () => counties.values.map(isWithin)),
      );
    }
    if (categoryCode !== undefined) {
      const isWithin = (code: string) => code.startsWith(categoryCode);
      const key = JSON.stringify(['category', categoryCode]);
      parts.set(
        'category',
        this.#where(key, category, () => categories.values.map(isWithin)),
      );
    }
    if (outletKind !== undefined) {
      const { outletKind: column } = this.#columns;
      const isSold = () => outletKinds.values.map((kinds) => kinds.includes(outletKind));
      parts.set('outletKind', this.#where(JSON.stringify(['kind', outletKind]), column, isSold));
    }
    if (schemeId !== undefined) {
      const states = this.#states.at(at, schemeId);
      const isUnder = () => Array.from(states, (each) => each !== notUnderScheme);
      const key = JSON.stringify(['scheme', schemeId]);
      parts.set('scheme', this.#where(key, validity, isUnder, states));
    }
    if (inForce !== undefined || state !== undefined) {
      const states = this.#states.at(at, schemeId);
      const passes = () => Array.from(states, (each) => passesState(filter, each));
      const key = JSON.stringify(['state', inForce, state, schemeId]);
      parts.set('state', this.#where(key, validity, passes, states));
    }
    if (minPriceFen !== undefined || maxPriceFen !== undefined) {
      parts.set('price', this.#ofPrice(minPriceFen, maxPriceFen));
    }
    return parts;
  }

  /** The places of the products that are on sale somewhere. */
  onSale(): PlaceSet {
    const { outletKind, outletKinds } = this.#columns;
    const isSold = () => outletKinds.values.map((kinds) => kinds.length > 0);
    return this.#where('on sale', outletKind, isSold);
  }

  /** The places whose number in a column is of a value that passes. */
  #where(
    key: string,
    column: Uint16Array | Uint32Array,
    passes: () => readonly boolean[],
    states?: Uint8Array,
  ): PlaceSet {
    return this.#remembered(key, states, () => {
      const isPassed = Uint8Array.from(passes(), Number);
      return (place) => isPassed[column[place] ?? 0] === 1;
    });
  }

  #ofPrice(lowest = 0, highest = Number.POSITIVE_INFINITY): PlaceSet {
    const { priceFen } = this.#columns;
    return this.#remembered(
      JSON.stringify(['price', lowest, highest]),
      undefined,
      () => (place) => {
        const price = priceFen[place] ?? 0;
        return price >= lowest && price <= highest;
      },
    );
  }

  #remembered(
    key: string,
    states: Uint8Array | undefined,
    judge: () => (place: number) => boolean,
  ): PlaceSet {
    const { size, version } = this.#columns;
    const known = this.#known.get(key);
    this.#known.delete(key);
    if (known?.version === version && known.states === states) {
      this.#known.set(key, known);
      return known.places;
    }
    const passes = judge();
    const places = new PlaceSet(size);
    for (let place = 0; place < size; place += 1) if (passes(place)) places.add(place);
    this.#known.set(key, { version, states, places });
    for (const [oldest] of this.#known) {
      if (this.#known.size <= filtersKept) break;
      this.#known.delete(oldest);
    }
    return places;
  }
}

/** Whether a filter lets a state pass, which is a place in productStates; none where a product has no such certificate. */
export function passesState({ inForce, state }: ProductFilter, place: number): boolean {
  const own = productStates[place];
  return (
    own !== undefined &&
    (inForce === undefined || inForce === (own === 'inForce')) &&
    (state === undefined || state === own)
  );
}
