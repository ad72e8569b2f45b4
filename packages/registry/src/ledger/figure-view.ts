import type { LedgerDimension } from '@fupin/schema';
import { grainsOf, type KeptDimension } from './kept-sums.ts';
import type { LedgerCondition } from './ledger-filter.ts';
import type { LedgerScope } from './ledger-scope.ts';

/** How figures follow from the sums that are kept. */
export interface FigureView {
  readonly dimension: KeptDimension;
  /** What must hold of the members; of a condition on what is made of members, such as suppliers of products, after reading. */
  readonly condition: LedgerCondition | undefined;
  /** Whether the members of these sums are those asked for, rather than to be gathered under them. */
  readonly isDirect: boolean;
  /** Whether there are sums for months alone. */
  readonly isMonthly: boolean;
}

const origins: readonly string[] = ['county', 'prefecture', 'province'];
const categories: readonly string[] = ['category', 'categoryGroup'];
const goods: readonly string[] = ['product', 'supplier', ...categories];

/**
 * The sums from which figures under at most one condition follow; undefined where none are kept and the lines themselves have to
 * be read: where a condition is about another thing than what is grouped by, or there are several.
 */
export function viewOf(
  scope: LedgerScope,
  groupBy: LedgerDimension | undefined,
  conditions: readonly LedgerCondition[],
): FigureView | undefined {
  const [given, ...others] = conditions;
  if (others.length > 0) return undefined;
  const condition = given && groupBy === undefined ? widest(given, scope) : given;
  const view = (dimension: KeptDimension): FigureView | undefined => {
    const grains = grainsOf(scope.kind, dimension);
    if (grains.length === 0) return undefined;
    return {
      dimension,
      condition,
      isDirect: groupBy === dimension,
      isMonthly: grains.every((length) => length === 7),
    };
  };
  const wanted = groupBy ?? condition?.dimension ?? 'total';
  const filtered = condition?.dimension ?? wanted;
  if (wanted === filtered) return view(wanted) ?? view(baseOf(wanted));
  if (origins.includes(wanted) && origins.includes(filtered)) return view('county');
  if (categories.includes(wanted) && categories.includes(filtered)) {
    return view('category') ?? view('product');
  }
  return undefined;
}

// Smaller scopes keep sums of the smallest parts alone.
function baseOf(dimension: KeptDimension): KeptDimension {
  if (origins.includes(dimension)) return 'county';
  return goods.includes(dimension) ? 'product' : dimension;
}

/** The same condition on provinces, prefectures or groups of categories, of which there are fewer. */
function widest(condition: LedgerCondition, { kind }: LedgerScope): LedgerCondition {
  const { dimension, only } = condition;
  if (kind !== 'all' || !('prefixes' in only)) return condition;
  const [prefix = '', ...others] = only.prefixes;
  if (others.length > 0) return condition;
  if (dimension === 'category' && prefix.length === 2) {
    return { dimension: 'categoryGroup', only: { members: [prefix] } };
  }
  if (dimension !== 'county' || (prefix.length !== 2 && prefix.length !== 4)) return condition;
  return {
    dimension: prefix.length === 2 ? 'province' : 'prefecture',
    only: { members: [prefix.padEnd(6, '0')] },
  };
}
