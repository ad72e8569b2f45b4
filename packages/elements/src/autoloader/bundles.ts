/**
 * The files for plain pages by the tags that each defines, the main one first. A file holds all that its tags need, so that
 * one request serves them; the area's has the tags of card and badge as well.
 */
export const bundles = {
  'special-area': ['fupin-special-area', 'fupin-product-card', 'fupin-certification-badge'],
  'product-card': ['fupin-product-card', 'fupin-certification-badge'],
  'certification-badge': ['fupin-certification-badge'],
  certificate: ['fupin-certificate'],
  'sales-report': ['fupin-sales-report'],
  'sales-dashboard': ['fupin-sales-dashboard'],
  provider: ['fupin-provider'],
} as const satisfies Readonly<Record<string, readonly `fupin-${string}`[]>>;

/** The name of a file, without `.js`. */
export type BundleName = keyof typeof bundles;

/**
 * The fewest files that define these tags. Tags that another file covers are left out, as is the provider, which every
 * file defines; tags that no file defines are ignored.
 */
export function chooseBundles(tags: Iterable<string>): readonly BundleName[] {
  const missing = new Set(tags);
  const chosen: BundleName[] = [];
  for (const name of Object.keys(bundles) as BundleName[]) {
    const [main, ...others]: readonly string[] = bundles[name];
    if (!missing.has(main ?? '')) continue;
    chosen.push(name);
    for (const tag of [...others, 'fupin-provider']) missing.delete(tag);
  }
  return chosen;
}
