import {
  createBitstring,
  generateSigningKey,
  issueBadge,
  issueCertificate,
  issueStatusList,
  setBit,
  toDidWeb,
  type Issuer,
} from '@fupin/credential';
import type { BadgeBundle, CertificateBundle, Listing, ListingFacets } from '@fupin/schema';
import * as fixtures from '@fupin/schema/fixtures';

/** Address of the small registry; nothing listens there. */
export const registryAddress = 'http://registry.test:8787';

/** Outcomes that the small registry has a badge for, each under `bdg_…` of its name in lower case. */
export const issuedStates = ['valid', 'wrongOrigin', 'expired', 'suspended', 'revoked'] as const;

/** The id of the badge that is to come out in this state. */
export const badgeIdOf = (state: (typeof issuedStates)[number]) => `bdg_${state.toLowerCase()}0`;

const day = 86_400_000;
const now = Date.now();
const at = (days: number) => new Date(now + days * day);

/** A registry in a `fetch`: what it answers is issued for real, with a key of its own. */
export interface SmallRegistry {
  readonly fetch: typeof fetch;
  /** Path and query of every request so far. */
  readonly requests: string[];
  readonly bundle: BadgeBundle;
  readonly listings: readonly Listing[];
  /** What the bundle of a certificate has besides. */
  extras: Partial<CertificateBundle>;
  /** Answers with this status instead of what was asked for, while set. */
  failure: number | undefined;
  /** What every answer waits for. */
  gate: Promise<void> | undefined;
}

/** Makes a small registry with this many listings, whose badges are valid on this page. */
export async function createSmallRegistry(
  count = 30,
  address = registryAddress,
  page = location.href,
): Promise<SmallRegistry> {
  const bundle = await bundleAt(address, new URL(page).origin);
  const listings = Array.from({ length: count }, (_, index) => makeListing(index, page));
  const registry: SmallRegistry = {
    requests: [],
    bundle,
    listings,
    extras: {},
    failure: undefined,
    gate: undefined,
    fetch: async (input) => {
      const { pathname, search, searchParams } = new URL(String(input));
      registry.requests.push(pathname + search);
      await registry.gate;
      if (registry.failure) {
        return Response.json(
          { ...fixtures.problem, code: 'unavailable' },
          { status: registry.failure },
        );
      }
      if (pathname === '/badges/bundle') return Response.json(bundleOf(bundle, searchParams));
      const certificateId = /\bcrt_\w+/.exec(pathname)?.[0] ?? '';
      const certificate = bundle.certificates[certificateId];
      if (certificate && pathname.endsWith('/bundle')) {
        const { issuer, statusLists, keySet } = bundle;
        return Response.json({ issuer, certificate, statusLists, keySet, ...registry.extras });
      }
      if (certificate) return Response.json({ ...fixtures.certificate, certificateId });
      if (pathname.endsWith('/listings')) return Response.json(pageOf(listings, searchParams));
      if (pathname.startsWith('/v1/products/')) return Response.json(fixtures.product);
      return Response.json({ ...fixtures.problem, code: 'notFound' }, { status: 404 });
    },
  };
  return registry;
}

function makeListing(index: number, page: string): Listing {
  const isTea = index % 2 === 0;
  return {
    ...fixtures.listing,
    sku: `SKU-${index}`,
    priceFen: 1000 + index * 100,
    link: new URL(`#sku-${index}`, page).href,
    imageUrl: '/illustrations/tea.svg',
    badgeId: badgeIdOf('valid'),
    product: {
      ...fixtures.product,
      name: `${isTea ? '翠芽' : '核桃'} ${index}`,
      nameEn: `${isTea ? 'Tea' : 'Walnuts'} ${index}`,
    },
  };
}

const facets: ListingFacets = {
  provinces: [
    { code: '520000', name: '贵州省', nameEn: 'Guizhou', count: 20 },
    { code: '530000', name: '云南省', nameEn: 'Yunnan', count: 10 },
  ],
  categories: [
    { code: '0301', name: '茶叶', nameEn: 'Tea', count: 15 },
    { code: '0102', name: '干果', nameEn: 'Nuts', count: 15 },
  ],
};

function pageOf(listings: readonly Listing[], query: URLSearchParams) {
  const q = query.get('q') ?? '';
  const found = listings.filter(({ product }) => product.name.includes(q));
  const start = Number(query.get('cursor') ?? 0);
  const end = start + Number(query.get('limit'));
  return {
    items: found.slice(start, end),
    nextCursor: end < found.length ? String(end) : null,
    total: found.length,
    ...(query.get('facets') === 'true' && { facets }),
  };
}

function bundleOf(bundle: BadgeBundle, query: URLSearchParams): BadgeBundle {
  const ids = query.get('badgeIds')?.split(',') ?? [];
  return {
    ...bundle,
    badges: Object.fromEntries(ids.map((id) => [id, bundle.badges[id] ?? null])),
  };
}

const bundles = new Map<string, Promise<BadgeBundle>>();

/** Issued once an address: a page remembers the newest status list of each, so it can't be issued anew by another key. */
function bundleAt(address: string, origin: string): Promise<BadgeBundle> {
  let bundle = bundles.get(address);
  if (!bundle) bundles.set(address, (bundle = issueBundle(address, origin)));
  return bundle;
}

async function issueBundle(address: string, origin: string): Promise<BadgeBundle> {
  const key = await generateSigningKey();
  const issuer: Issuer = {
    id: toDidWeb(address),
    name: '测试登记处',
    context: `${address}/contexts/v1`,
    key,
  };
  const badges: Record<string, { badge: string; certificateId: string }> = {};
  const certificates: Record<string, string> = {};
  for (const [index, state] of issuedStates.entries()) {
    const certificateId = `crt_${state.toLowerCase()}0`;
    const certificate = await certificateFor(address, state, certificateId, index, issuer);
    const badgeId = badgeIdOf(state);
    const badge = await issueBadge(
      {
        id: `${address}/badges/${badgeId}`,
        merchant: '万家鲜生商贸有限公司',
        product: `${address}/id/01/06995203280011`,
        origins: [state === 'wrongOrigin' ? 'https://elsewhere.example' : origin],
        certificate,
        validFrom: at(state === 'expired' ? -3 : -1),
        validUntil: at(state === 'expired' ? -1 : 6),
      },
      issuer,
    );
    certificates[certificateId] = certificate;
    badges[badgeId] = { badge, certificateId };
  }
  return {
    issuer: issuer.id,
    badges,
    certificates,
    statusLists: [
      await statusList(address, 'revocation', issuer),
      await statusList(address, 'suspension', issuer),
    ],
    keySet: { keys: [{ ...key.publicJwk }] },
  };
}

function certificateFor(
  address: string,
  state: string,
  certificateId: string,
  index: number,
  issuer: Issuer,
) {
  const place = (purpose: string) => ({ list: `${address}/status/${purpose}`, index });
  return issueCertificate(
    {
      id: `${address}/certificates/${certificateId}`,
      name: `湄潭翠芽 ${state}`,
      validFrom: at(-100),
      validUntil: at(300),
      scheme: { id: `${address}/schemes/directory`, name: '扶贫产品认定' },
      supplier: { id: `${address}/suppliers/sup_1`, name: fixtures.supplier.name },
      product: { id: `${address}/id/01/06995203280011`, name: '湄潭翠芽' },
      annualSupply: { value: 42_000, unit: 'H87' },
      directoryEntry: {
        directoryNo: 'FP-2020-520328-000148',
        certifiedBy: { divisionCode: '520328', name: '湄潭县' },
        batch: '2020-03',
        linkages: ['guaranteedPurchase', 'employment'],
        householdsHelped: 148,
        peopleHelped: 531,
        commodityValueFen: 537_600_000,
      },
      status: { revocation: place('revocation'), suspension: place('suspension') },
    },
    issuer,
  );
}

function statusList(
  address: string,
  purpose: 'revocation' | 'suspension',
  issuer: Issuer,
): Promise<string> {
  const bits = createBitstring();
  const state = purpose === 'revocation' ? 'revoked' : 'suspended';
  setBit(bits, issuedStates.indexOf(state), true);
  return issueStatusList(
    {
      id: `${address}/status/${purpose}`,
      purpose,
      bits,
      validFrom: at(-0.01),
      validUntil: at(0.9),
    },
    issuer,
  );
}
