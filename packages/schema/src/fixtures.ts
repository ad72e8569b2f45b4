import type { BadgeBundle, CertificateBundle, KeySet } from './badge-bundle.ts';
import type { Category } from './category.ts';
import type { Certificate, CertificateSummary } from './certificate.ts';
import type { CountyReference } from './division.ts';
import type { LedgerSummary, LedgerTotals } from './ledger.ts';
import type { Listing, ListingFacets, NewListing } from './listing.ts';
import type { NewOutlet, Outlet } from './outlet.ts';
import type { Problem } from './problem.ts';
import type { Product } from './product.ts';
import type { ProductFacets } from './product-facets.ts';
import type { ReportingSession } from './reporting-session.ts';
import type { SaleLine, SaleOutcome, SaleReceipt, SalesReportResult } from './sale-line.ts';
import type { Supplier } from './supplier.ts';

/** The county from which every other record here comes: 湄潭, one of the 832. */
export const county = {
  code: '520328',
  name: '湄潭县',
  nameEn: 'Meitan County',
  provinceCode: '520000',
  provinceName: '贵州省',
  provinceNameEn: 'Guizhou',
} as const satisfies CountyReference;

/** A category of the third level. */
export const category = {
  code: '030101',
  name: '绿茶',
  nameEn: 'Green tea',
} as const satisfies Category;

/** A supplier, invented, whose unified social credit code has a right check character. */
export const supplier = {
  supplierId: 'sup_7c1v9d2k4m',
  name: '湄潭县云栖谷茶叶专业合作社',
  nameEn: 'Yunqigu Tea Cooperative, Meitan',
  uscc: '93520328MA6E7K2Q95',
  kind: 'cooperative',
  county,
} as const satisfies Supplier;

const statusChanges = [{ status: 'active', at: '2020-06-01T09:00:00+08:00' }] as const;
const linkage = {
  kinds: ['guaranteedPurchase', 'employment'],
  householdsHelped: 148,
  peopleHelped: 531,
} as const;

/** A certificate that is in force from 1 June 2020 to 31 May 2023, as it stands beside a product. */
export const certificateSummary = {
  certificateId: 'crt_2n8r5x0b6w',
  directoryNo: 'FP-2020-520328-000148',
  status: 'active',
  validFrom: '2020-06-01',
  validUntil: '2023-05-31',
  statusChanges,
  linkage,
} as const satisfies CertificateSummary;

/** A product of {@link supplier} with {@link certificateSummary}. */
export const product = {
  productId: 'prd_3kq8x0vd5t',
  name: '湄潭翠芽',
  nameEn: 'Meitan Cuiya green tea',
  spec: '250 g/罐',
  gtin: '6995203280011',
  category,
  county,
  supplier: {
    supplierId: supplier.supplierId,
    name: supplier.name,
    nameEn: supplier.nameEn,
    kind: supplier.kind,
  },
  description: '清明前采摘的单芽，扁平匀整，汤色嫩绿，有栗香。',
  descriptionEn: 'Single buds picked before Qingming; flat and even, with a note of chestnut.',
  images: ['/images/tea.svg'],
  referencePriceFen: 12_800,
  annualSupply: { quantity: '42000', unit: '罐' },
  certificate: certificateSummary,
} as const satisfies Product;

/** The facets of a directory that holds {@link product} alone. */
export const productFacets = {
  provinces: [
    {
      code: county.provinceCode,
      name: county.provinceName,
      nameEn: county.provinceNameEn,
      count: 1,
    },
  ],
  counties: [],
  categories: [{ ...category, count: 1 }],
  schemes: [
    {
      schemeId: 'national-directory',
      name: '全国扶贫产品目录',
      nameEn: 'National Directory of Poverty Alleviation Products',
      count: 1,
    },
  ],
  outletKinds: [{ kind: 'area', count: 1 }],
  states: [{ state: 'inForce', count: 1 }],
  priceBands: [{ minPriceFen: 10_000, count: 1 }],
} as const satisfies ProductFacets;

/** The certificate of {@link product} in full. */
export const certificate = {
  ...certificateSummary,
  batch: '2020-03',
  productId: product.productId,
  productName: product.name,
  supplierId: supplier.supplierId,
  supplierName: supplier.name,
  certifiedBy: county,
  reviewChain: [
    { step: 'firstReview', actor: '湄江街道', divisionCode: '520328', on: '2020-04-08' },
    { step: 'recheck', actor: '湄潭县农业农村局', divisionCode: '520328', on: '2020-04-17' },
    { step: 'publicNotice', actor: '湄潭县扶贫办', divisionCode: '520328', on: '2020-04-27' },
    { step: 'determined', actor: '湄潭县扶贫办', divisionCode: '520328', on: '2020-05-12' },
    { step: 'listed', actor: '全国扶贫产品目录', on: '2020-06-01' },
  ],
  commodityValueFen: 537_600_000,
  annualSupply: product.annualSupply,
} as const satisfies Certificate;

/** What an operator says of a new outlet. */
export const newOutlet = {
  kind: 'area',
  name: '万家鲜生 消费扶贫专区',
  nameEn: 'Wanjia Fresh special area',
  online: true,
  url: 'https://shop.example/special-area',
  divisionCode: '310000',
} as const satisfies NewOutlet;

/** An online special area, licensed to show the mark on one origin. */
export const outlet = {
  ...newOutlet,
  outletId: 'out_9f4h6j1p3s',
  operatorName: '万家鲜生商贸有限公司',
  origins: ['https://shop.example'],
  address: null,
  openingHours: null,
  position: null,
} as const satisfies Outlet;

/** What an operator says of a good that it sells at an outlet. */
export const newListing = {
  productId: product.productId,
  priceFen: 11_800,
  link: 'https://shop.example/goods/tea-250',
  stock: 320,
} as const satisfies NewListing;

/** {@link product} on sale at {@link outlet}, with a badge. */
export const listing = {
  outletId: outlet.outletId,
  sku: 'TEA-250',
  priceFen: newListing.priceFen,
  link: newListing.link,
  stock: newListing.stock,
  imageUrl: '/images/tea.svg',
  badgeId: 'bdg_5w0z8y2q7r',
  product,
} as const satisfies Listing;

/** The facets of a list whose only item is {@link listing}. */
export const listingFacets = {
  provinces: [
    { code: county.provinceCode, name: county.provinceName, nameEn: 'Guizhou', count: 1 },
  ],
  categories: [{ code: '0301', name: '茶叶', nameEn: 'Tea', count: 1 }],
} as const satisfies ListingFacets;

/** A short-lived key for the back office of {@link outlet}; not a real one. */
export const reportingSession = {
  session: 'rs_example0000000000000000',
  outletId: outlet.outletId,
  expiresAt: '2020-10-17T20:00:00+08:00',
} as const satisfies ReportingSession;

/** A sale of two tins of {@link product}. */
export const saleLine = {
  terminalId: 'web',
  businessDate: '2020-10-17',
  receiptNo: '202010170001',
  lineNo: 1,
  kind: 'sale',
  soldAt: '2020-10-17T10:24:00+08:00',
  sku: listing.sku,
  name: product.name,
  quantity: '2',
  unit: '罐',
  amountFen: 23_600,
  buyerKind: 'individual',
} as const satisfies SaleLine;

/** One of the tins of {@link saleLine} brought back. */
export const returnLine = {
  terminalId: 'web',
  businessDate: '2020-10-18',
  receiptNo: '202010180042',
  lineNo: 1,
  kind: 'return',
  soldAt: '2020-10-18T15:05:00+08:00',
  sku: listing.sku,
  name: product.name,
  quantity: '1',
  unit: '罐',
  amountFen: 11_800,
  original: { terminalId: 'web', businessDate: '2020-10-17', receiptNo: '202010170001', lineNo: 1 },
} as const satisfies SaleLine;

/** The receipt of {@link saleLine}. */
export const saleReceipt = {
  receiptId: 'rcp_6t3g9e1u8n',
  lineId: 'out_9f4h6j1p3s/web/2020-10-17/202010170001/1/sale',
  acceptedAt: '2020-10-17T10:24:02+08:00',
  fingerprint: 'Wt2_Vf8vZxjWfrbeNNiERqsu7yiKtqNjlsqyv4Zs468',
  certified: true,
  unmatched: false,
} as const satisfies SaleReceipt;

/** {@link saleLine} accepted. */
export const saleOutcome = {
  index: 0,
  lineId: saleReceipt.lineId,
  outcome: 'accepted',
  receipt: saleReceipt,
} as const satisfies SaleOutcome;

/** A line without a unit rejected. */
export const rejectedOutcome = {
  index: 1,
  lineId: 'out_9f4h6j1p3s/web/2020-10-17/202010170002/1/sale',
  outcome: 'rejected',
  problem: {
    code: 'invalidInput',
    detail: 'The line is not valid',
    issues: [{ pointer: '/unit', detail: 'is missing: must be a string' }],
  },
} as const satisfies SaleOutcome;

/** What the registry answers to a batch of {@link saleLine} and a line without a unit. */
export const salesReportResult = {
  outletId: outlet.outletId,
  outcomes: [saleOutcome, rejectedOutcome],
} as const satisfies SalesReportResult;

const certifiedTotals = {
  lines: 2,
  salesFen: 23_600,
  returnsFen: 11_800,
  voidsFen: 0,
  netFen: 11_800,
} as const satisfies LedgerTotals;
const soldTotals = { ...certifiedTotals, lines: 1, returnsFen: 0, netFen: 23_600 } as const;
const returnedTotals = { ...certifiedTotals, lines: 1, salesFen: 0, netFen: -11_800 } as const;

/** The ledger after {@link saleLine} and {@link returnLine}: both lines of a certified product. */
export const ledgerSummary = {
  asOf: '2020-10-18T15:05:03+08:00',
  from: '2020-10-17',
  to: '2020-10-18',
  all: certifiedTotals,
  certified: certifiedTotals,
  unmatchedLines: 0,
  byDay: [
    { date: '2020-10-17', all: soldTotals, certified: soldTotals },
    { date: '2020-10-18', all: returnedTotals, certified: returnedTotals },
  ],
  byOrigin: [{ county, certified: certifiedTotals }],
} as const satisfies LedgerSummary;

/** The answer to a request whose query is not valid. */
export const problem = {
  type: 'about:blank',
  title: 'The request is not valid',
  status: 400,
  code: 'invalidInput',
  detail: 'limit in the query must be 100 or less',
  instance: 'urn:uuid:0f8b1f4e-6c1d-4a52-9d0e-2f0a7f3b5c61',
  issues: [{ in: 'query', pointer: '/limit', detail: 'must be 100 or less' }],
} as const satisfies Problem;

/** A key set of one public key: the P-256 example of RFC 7517, appendix A.1. */
export const keySet = {
  keys: [
    {
      kty: 'EC',
      crv: 'P-256',
      x: 'MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4',
      y: '4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM',
      kid: 'cn-I_WNMClehiVp51i_0VpOENW1upEerA8sEam5hn-s',
      alg: 'ES256',
      use: 'sig',
    },
  ],
} as const satisfies KeySet;

/** A compact JWS in shape only: no key verifies it. Credentials that verify are made with `@fupin/credential`. */
export const compactJws = `eyJhbGciOiJFUzI1NiIsInR5cCI6InZjK2p3dCIsImN0eSI6InZjIn0.e30.${'A'.repeat(86)}`;

/** The bundle behind the badge of {@link listing} and one that does not exist; its credentials don't verify. */
export const badgeBundle = {
  issuer: 'did:web:registry.example',
  badges: {
    [listing.badgeId]: { badge: compactJws, certificateId: certificate.certificateId },
    bdg_0000000000: null,
  },
  certificates: { [certificate.certificateId]: compactJws },
  statusLists: [compactJws],
  keySet,
} as const satisfies BadgeBundle;

/** The bundle behind {@link certificate}; its credentials don't verify. */
export const certificateBundle = {
  issuer: badgeBundle.issuer,
  certificate: compactJws,
  statusLists: [compactJws],
  keySet,
} as const satisfies CertificateBundle;
