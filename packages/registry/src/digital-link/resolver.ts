import type { Connection } from '../database/database.ts';
import { allowOrigin } from '../http/cross-origin.ts';
import { withEntityTag } from '../http/caching.ts';
import { invalidInput, ProblemError } from '../http/problem-error.ts';
import { bestMediaType } from '../credentials/media-type.ts';
import { pageLanguage } from '../record-pages/page-language.ts';
import { pageTexts } from '../record-pages/page-texts.ts';
import { missingPage } from '../record-pages/record-page.ts';
import { readDigitalLink, digitalLinkUris } from './digital-link-uri.ts';
import { linksetOf, linksetType } from './linkset.ts';
import { conformityCredential, gs1, resolveGtin, type ProductLink } from './product-links.ts';

/** Prefixes of compact link types in the query, as the resolver's description declares them. */
const prefixes: Readonly<Record<string, string>> = {
  'gs1:': gs1,
  'untp:': conformityCredential.slice(0, -'dcc'.length),
};
const defaultLinkType = `${gs1}defaultLink`;
const linkTypesOfAll: readonly (string | null)[] = ['linkset', 'all'];

/**
 * Answers a GS1 Digital Link URI as the GS1-Conformant Resolver standard 1.2 says: with the linkset where that is asked
 * for, else by leading on to the link of the type asked for, else to the default link.
 */
export async function resolveDigitalLink(
  connection: Connection,
  path: string,
  { request, now, publicUrl }: { request: Request; now: Date; publicUrl: string },
): Promise<Response> {
  const accept = request.headers.get('accept');
  const language = pageLanguage(request.headers.get('accept-language'));
  const texts = pageTexts[language];
  // Whoever has scanned a code is told in a page what is wrong with it.
  const isPerson = bestMediaType(accept, ['application/problem+json', 'text/html']) === 'text/html';
  const key = readDigitalLink(path);
  if (typeof key === 'string') {
    if (isPerson) return missingPage(language, texts.wrongGtin, texts.wrongGtinMeaning, 400);
    throw invalidInput('path', '', key);
  }
  const item = await resolveGtin(connection, key.gtin14, { publicUrl, now });
  if (!item) {
    if (isPerson) return missingPage(language, texts.noGtin, texts.noGtinMeaning(key.gtin14));
    throw new ProblemError('notFound', `No product in the directory has the GTIN ${key.gtin14}.`);
  }
  const root = `${publicUrl}/id`;
  const query = new URL(request.url).searchParams;
  const linkType = query.get('linkType');
  const [uri = ''] = digitalLinkUris(root, key).slice(-1);
  const headers = new Headers({
    'cache-control': 'public, no-cache',
    vary: 'Accept',
    link: [
      `<${uri}?linkType=linkset>; rel="linkset"; type="${linksetType}"; title="Linkset"`,
      '<https://ref.gs1.org/standards/resolver/linkset-context>; rel="http://www.w3.org/ns/json-ld#context"; type="application/ld+json"',
    ].join(', '),
  });
  allowOrigin(headers, null);
  const asksForLinkset =
    linkType === null && bestMediaType(accept, ['text/html', linksetType]) === linksetType;
  if (linkTypesOfAll.includes(linkType) || asksForLinkset) {
    headers.set('content-type', linksetType);
    return withEntityTag(request, JSON.stringify(linksetOf(root, key, item)), headers);
  }
  const rel = linkType === null ? defaultLinkType : expand(linkType);
  const links = bestOf(item.links, rel, accept);
  const [target, ...others] =
    rel === defaultLinkType ? [item.defaultLink.href] : new Set(links.map(({ href }) => href));
  if (target === undefined) {
    throw new ProblemError('notFound', `There is no link of the type ${linkType} from this GTIN.`);
  }
  if (others.length > 0) {
    headers.set('content-type', linksetType);
    const choices = linksetOf(root, key, { ...item, links });
    return new Response(JSON.stringify(choices), { status: 300, headers });
  }
  headers.set('location', withQuery(target, query));
  return new Response(null, { status: 307, headers });
}

/** The links of a type, those of the media type that is accepted best where they differ in that. */
function bestOf(links: readonly ProductLink[], rel: string, accept: string | null) {
  const ofRelation = links.filter((link) => link.rel === rel);
  const type = bestMediaType(accept, [...new Set(ofRelation.map((link) => link.type))]);
  return type === undefined ? ofRelation : ofRelation.filter((link) => link.type === type);
}

function expand(linkType: string): string {
  const [prefix = ''] = /^\w+:/.exec(linkType) ?? [];
  const namespace = prefixes[prefix];
  return namespace === undefined ? linkType : namespace + linkType.slice(prefix.length);
}

/** The target with the query of the request, which goes with it wherever it leads. */
function withQuery(target: string, query: URLSearchParams): string {
  const url = new URL(target);
  for (const [name, value] of query) url.searchParams.append(name, value);
  return url.href;
}

/** What the resolver can do, as `/.well-known/gs1resolver` tells (GS1-Conformant Resolver standard 1.2). */
export function resolverDescription(publicUrl: string): object {
  return {
    name: '扶贫产品认定登记处 · Certification registry of poverty alleviation products',
    resolverRoot: `${publicUrl}/id`,
    supportedPrimaryKeys: ['01'],
    supportedLinkType: Object.entries(prefixes).map(([prefix, namespace]) => ({
      namespace,
      prefix,
    })),
    linkTypeDefaultCanBeLinkset: false,
    jsonldContext: 'https://ref.gs1.org/standards/resolver/linkset-context',
  };
}
