import { digitalLinkUris, type DigitalLinkKey } from './digital-link-uri.ts';
import { gs1, type ProductLink, type ResolvedItem } from './product-links.ts';

/** The media type of a linkset in JSON (RFC 9264). */
export const linksetType = 'application/linkset+json';

/** A linkset as JSON (RFC 9264, 4.2): one context object for the trade item, which is as far as the registry knows things. */
export function linksetOf(
  root: string,
  key: DigitalLinkKey,
  { name, defaultLink, links }: ResolvedItem,
): object {
  const [anchor] = digitalLinkUris(root, key);
  const byRelation: Record<string, Omit<ProductLink, 'rel'>[]> = {};
  for (const { rel, ...target } of links) (byRelation[rel] ??= []).push(target);
  return {
    linkset: [
      { anchor, itemDescription: name, ...byRelation, [`${gs1}defaultLink`]: [defaultLink] },
    ],
  };
}
