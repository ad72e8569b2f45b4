import type { NewProduct } from '../directory/product-store.ts';

interface GoodOfTraits {
  readonly product: Pick<NewProduct, 'categoryCode' | 'countyCode' | 'images'>;
}

/**
 * Goods in an order in which neighbours differ: next comes the one least like those before it in picture, branch (second level
 * of the category), and province of origin, where likeness counts the more the nearer it is. Of equals the first comes first.
 */
export function inVariedOrder<Good extends GoodOfTraits>(goods: readonly Good[]): readonly Good[] {
  const remaining = new Set(goods);
  const lastPlaces = new Map<string, number>();
  const ordered: Good[] = [];
  while (remaining.size > 0) {
    const place = ordered.length;
    const likeness = (good: Good) =>
      traitsOf(good).reduce(
        (sum, trait) => sum + 1 / (place - (lastPlaces.get(trait) ?? -Infinity)),
        0,
      );
    let next: Good | undefined;
    let least = Infinity;
    for (const good of remaining) {
      const own = likeness(good);
      if (own < least) [next, least] = [good, own];
    }
    if (!next) break;
    remaining.delete(next);
    ordered.push(next);
    for (const trait of traitsOf(next)) lastPlaces.set(trait, place);
  }
  return ordered;
}

function traitsOf({ product }: GoodOfTraits): readonly string[] {
  const { categoryCode, countyCode, images } = product;
  return [
    `picture ${images[0] ?? ''}`,
    `branch ${categoryCode.slice(0, 4)}`,
    `province ${countyCode.slice(0, 2)}`,
  ];
}
