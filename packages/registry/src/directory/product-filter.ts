import { productStates, type OutletKind, type ProductState } from '@fupin/schema';
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

/** A bit for each filter that a product does not pass. */
export const refusals = {
  division: 1,
  category: 2,
  state: 4,
  scheme: 8,
  outletKind: 16,
  price: 32,
} as const;

/** A function that says which filters the product at a place does not pass at an instant, as the sum of their bits. */
export function refusalsOf(
  columns: ProductColumns,
  productStatesAt: ProductStates,
  filter: ProductFilter,
  at: number,
): (place: number) => number {
  const { schemeId, outletKind, divisionCode, categoryCode } = filter;
  const { minPriceFen = 0, maxPriceFen = Number.POSITIVE_INFINITY } = filter;
  const prefixes = divisionCode === undefined ? [''] : countyCodePrefixes(divisionCode);
  const ofCounty = bits(columns.counties.values, refusals.division, (code) =>
    prefixes.some((prefix) => code.startsWith(prefix)),
  );
  const ofCategory = bits(columns.categories.values, refusals.category, (code) =>
    code.startsWith(categoryCode ?? ''),
  );
  const ofKinds = bits(
    columns.outletKinds.values,
    refusals.outletKind,
    (kinds) => outletKind === undefined || kinds.includes(outletKind),
  );
  const overall = productStatesAt.at(at);
  const underScheme = schemeId === undefined ? overall : productStatesAt.at(at, schemeId);
  const ofState = Uint8Array.from(overall, (state, number) => {
    const own = underScheme[number] ?? notUnderScheme;
    const isUnder = own !== notUnderScheme;
    return (
      (isUnder ? 0 : refusals.scheme) +
      (passesState(filter, isUnder ? own : state) ? 0 : refusals.state)
    );
  });
  const { county, category, validity, outletKind: kinds, priceFen } = columns;
  return (place) => {
    const price = priceFen[place] ?? 0;
    return (
      (ofCounty[county[place] ?? 0] ?? 0) |
      (ofCategory[category[place] ?? 0] ?? 0) |
      (ofState[validity[place] ?? 0] ?? 0) |
      (ofKinds[kinds[place] ?? 0] ?? 0) |
      (price < minPriceFen || price > maxPriceFen ? refusals.price : 0)
    );
  };
}

/** Whether a filter lets a state pass, which is a place in productStates. */
export function passesState({ inForce, state }: ProductFilter, place: number): boolean {
  const own = productStates[place];
  return (
    (inForce === undefined || inForce === (own === 'inForce')) &&
    (state === undefined || state === own)
  );
}

function bits<Value>(
  values: readonly Value[],
  bit: number,
  passes: (value: Value) => boolean,
): Uint8Array {
  return Uint8Array.from(values, (value) => (passes(value) ? 0 : bit));
}
