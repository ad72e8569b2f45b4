/** By what lines are summed up ahead of any question. */
export const keptDimensions = [
  'total',
  'outlet',
  'outletKind',
  'operator',
  'product',
  'supplier',
  'category',
  'categoryGroup',
  'county',
  'prefecture',
  'province',
  'linkageKind',
  'buyerKind',
  'fundSource',
  'cooperation',
] as const;
export type KeptDimension = (typeof keptDimensions)[number];

/** Whose lines are summed up: everybody's, those of the outlets in a province, of an operator, of an outlet. */
export type ScopeKind = 'all' | 'province' | 'operator' | 'outlet';

// Lengths of the periods' names: YYYY, YYYY-MM and YYYY-MM-DD.
const [year, month, day] = [4, 7, 10] as const;
const every = [day, month, year] as const;
type Grains = readonly (typeof every)[number][];

const short = [day, month] as const;

// A product of one outlet is seldom sold twice a day: its sums by day would be a second copy of the lines. Nor are a smaller
// scope's sums by year, supplier or category kept: they follow from those by month and product, and those of divisions from the
// counties'.
const ofOutlet = {
  total: short,
  county: short,
  product: [month],
  linkageKind: [month],
  buyerKind: [month],
  fundSource: [month],
  cooperation: [month],
} as const satisfies Partial<Record<KeptDimension, Grains>>;
const ofOperator = {
  ...ofOutlet,
  outlet: short,
  outletKind: short,
  linkageKind: short,
  buyerKind: short,
  fundSource: short,
  cooperation: short,
} as const;

const kept: Readonly<
  Record<Exclude<ScopeKind, 'all'>, Readonly<Partial<Record<KeptDimension, Grains>>>>
> = { province: { ...ofOperator, operator: short }, operator: ofOperator, outlet: ofOutlet };

/** The longest period for which sums are kept in a scope. */
export function longestPeriod(scope: ScopeKind): 'year' | 'month' {
  return scope === 'all' ? 'year' : 'month';
}

/** For which periods sums by a dimension are kept in a scope, by the lengths of their names; none where they are not kept. */
export function grainsOf(scope: ScopeKind, dimension: KeptDimension): Grains {
  return scope === 'all' ? every : (kept[scope][dimension] ?? []);
}
