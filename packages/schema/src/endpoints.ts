import { BadgeBundle, CertificateBundle, KeySet } from './badge-bundle.ts';
import { Category, CategoryCode } from './category.ts';
import { Certificate, certificateStatuses } from './certificate.ts';
import { DivisionCode } from './division.ts';
import type { Endpoint } from './endpoint.ts';
import { BadgeId, CertificateId, OutletId, ProductId, StatusListId } from './id.ts';
import { LedgerSummary } from './ledger.ts';
import { Listing, ListingFacets, NewListing, Sku } from './listing.ts';
import type { OperationId } from './operations.ts';
import { NewOutlet, Outlet, OutletOrigins, outletKinds } from './outlet.ts';
import { page, pageQuery } from './page.ts';
import { Product } from './product.ts';
import { NewReportingSession, ReportingSession } from './reporting-session.ts';
import { SalesReport, SalesReportEnvelope, SalesReportResult } from './sale-line.ts';
import { CalendarDate, line } from './scalar.ts';
import * as z from 'zod/mini';

const compactJws = z.string();
const search = z.optional(line(100));
const certificateParams = z.object({ certificateId: CertificateId });
const outletParams = z.object({ outletId: OutletId });
const flag = z.pipe(
  z.enum(['true', 'false']),
  z.transform((text) => text === 'true'),
);
const jsonDocument = z.looseObject({});

/** Orders of a list of goods. */
export const listingSorts = [
  'relevance',
  'priceAscending',
  'priceDescending',
  'householdsHelped',
] as const;
export type ListingSort = (typeof listingSorts)[number];

/** The endpoint table: one entry an operation, from which client, routes, OpenAPI document and docs are made. */
export const endpoints = {
  listProducts: {
    summary: 'Search the directory of products, in Chinese, pinyin or English',
    tag: 'directory',
    access: ['public'],
    query: z.object({
      ...pageQuery,
      q: search,
      /** Of a county, prefecture or province of origin. */
      divisionCode: z.optional(DivisionCode),
      categoryCode: z.optional(CategoryCode),
      /** Only products whose certificate is, or is not, in force now. */
      inForce: z.optional(flag),
    }),
    response: page(Product),
    problems: ['invalidInput'],
  },
  getProduct: {
    summary: 'Get a product with its latest certificate',
    tag: 'directory',
    access: ['public'],
    params: z.object({ productId: ProductId }),
    response: Product,
    problems: ['invalidInput', 'notFound'],
  },
  listCategories: {
    summary: 'List the categories of the directory',
    tag: 'directory',
    access: ['public'],
    response: page(Category),
    problems: [],
  },
  listCounties: {
    summary: 'List the 832 counties',
    tag: 'directory',
    access: ['public'],
    query: z.object({ divisionCode: z.optional(DivisionCode) }),
    response: page(
      z.looseObject({
        code: DivisionCode,
        codeIn2020: DivisionCode,
        name: z.string(),
        nameEn: z.string(),
        listName: z.string(),
        prefecture: z.string(),
        provinceCode: DivisionCode,
        provinceName: z.string(),
        provinceNameEn: z.string(),
        exitYear: z.int(),
      }),
    ),
    problems: ['invalidInput'],
  },
  getCertificate: {
    summary: 'Get a certificate with its review chain',
    tag: 'directory',
    access: ['public'],
    params: certificateParams,
    response: Certificate,
    problems: ['invalidInput', 'notFound'],
  },
  changeCertificateStatus: {
    summary: 'Suspend, reinstate or withdraw a certificate, at once',
    tag: 'directory',
    access: ['certifier', 'supervisor', 'administrator'],
    params: certificateParams,
    body: z.readonly(z.strictObject({ status: z.enum(certificateStatuses), reason: line(500) })),
    response: Certificate,
    status: 201,
    idempotent: true,
    problems: ['invalidInput', 'notFound', 'conflict'],
  },
  listOutlets: {
    summary: 'List outlets: special areas, counters and pavilions',
    tag: 'outlets',
    access: ['public'],
    query: z.object({
      ...pageQuery,
      q: search,
      kind: z.optional(z.enum(outletKinds)),
      divisionCode: z.optional(DivisionCode),
    }),
    response: page(Outlet),
    problems: ['invalidInput'],
  },
  createOutlet: {
    summary: 'Register an outlet of the calling operator',
    tag: 'outlets',
    access: ['operator'],
    body: NewOutlet,
    response: Outlet,
    status: 201,
    idempotent: true,
    problems: ['invalidInput'],
  },
  getOutlet: {
    summary: 'Get an outlet',
    tag: 'outlets',
    access: ['public'],
    params: outletParams,
    response: Outlet,
    problems: ['invalidInput', 'notFound'],
  },
  setOutletOrigins: {
    summary: 'License the origins on which an outlet may show the mark',
    tag: 'outlets',
    access: ['administrator'],
    params: outletParams,
    body: OutletOrigins,
    response: Outlet,
    problems: ['invalidInput', 'notFound'],
  },
  listListings: {
    summary: 'List the certified products on sale at an outlet',
    tag: 'outlets',
    access: ['public'],
    params: outletParams,
    query: z.object({
      ...pageQuery,
      q: search,
      /** Of a county, prefecture or province of origin. */
      divisionCode: z.optional(DivisionCode),
      categoryCode: z.optional(CategoryCode),
      sort: z.optional(z.enum(listingSorts)),
      /** Only listings whose certificate is, or is not, in force now. */
      inForce: z.optional(flag),
      /** Whether to count the listings by province and category as well. */
      facets: z.optional(flag),
    }),
    response: z.readonly(
      z.looseObject({
        items: z.readonly(z.array(Listing)),
        nextCursor: z.nullable(z.string()),
        total: z.int(),
        facets: z.optional(ListingFacets),
      }),
    ),
    problems: ['invalidInput', 'notFound'],
  },
  setListing: {
    summary: 'Put a product on sale at an outlet, or change its price and stock',
    tag: 'outlets',
    access: ['operator', 'administrator'],
    params: z.object({ outletId: OutletId, sku: Sku }),
    body: NewListing,
    response: Listing,
    problems: ['invalidInput', 'notFound'],
  },
  createReportingSession: {
    summary: 'Mint a short-lived key for an outlet’s back office',
    tag: 'sales',
    access: ['operator', 'administrator'],
    params: outletParams,
    body: NewReportingSession,
    response: ReportingSession,
    status: 201,
    problems: ['invalidInput', 'notFound'],
  },
  reportSales: {
    summary: 'Report sale lines; each is accepted, duplicate, conflict or rejected by itself',
    tag: 'sales',
    access: ['operator', 'session'],
    params: outletParams,
    body: SalesReport,
    envelope: SalesReportEnvelope,
    response: SalesReportResult,
    problems: ['invalidInput', 'notFound', 'payloadTooLarge'],
  },
  getLedgerSummary: {
    summary: 'Sum up the ledger: all and certified sales, by day and by origin',
    tag: 'sales',
    access: ['operator', 'session', 'supervisor', 'administrator'],
    query: z.object({
      /** Only this outlet; an operator sees its own outlets, a session its one. */
      outletId: z.optional(OutletId),
      /** First and last business date, both inclusive. */
      from: z.optional(CalendarDate),
      to: z.optional(CalendarDate),
    }),
    response: LedgerSummary,
    problems: ['invalidInput', 'notFound', 'conflict'],
  },
  getCertificateCredential: {
    summary: 'Get a certificate as a signed credential',
    tag: 'credentials',
    access: ['public'],
    params: certificateParams,
    response: compactJws,
    mediaType: 'application/vc+jwt',
    problems: ['invalidInput', 'notFound', 'notAcceptable'],
  },
  getCertificateBundle: {
    summary: 'Get all that is needed to verify a certificate',
    tag: 'credentials',
    access: ['public'],
    params: certificateParams,
    response: CertificateBundle,
    problems: ['invalidInput', 'notFound'],
  },
  getBadgeBundle: {
    summary: 'Get all that is needed to verify up to 100 badges',
    tag: 'credentials',
    access: ['public'],
    query: z.object({
      /** Badge ids, comma-separated. */
      badgeIds: z.pipe(
        z.pipe(
          z.string(),
          z.transform((text) => text.split(',')),
        ),
        z.array(BadgeId).check(z.minLength(1), z.maxLength(100)),
      ),
    }),
    response: BadgeBundle,
    problems: ['invalidInput'],
  },
  getBadge: {
    summary: 'Get a badge as a signed credential',
    tag: 'credentials',
    access: ['public'],
    params: z.object({ badgeId: BadgeId }),
    response: compactJws,
    mediaType: 'application/vc+jwt',
    problems: ['invalidInput', 'notFound'],
  },
  getStatusList: {
    summary: 'Get a status list as a signed credential',
    tag: 'credentials',
    access: ['public'],
    params: z.object({ statusListId: StatusListId }),
    response: compactJws,
    mediaType: 'application/vc+jwt',
    problems: ['invalidInput', 'notFound'],
  },
  getContext: {
    summary: 'Get the JSON-LD context of this registry’s credentials',
    tag: 'credentials',
    access: ['public'],
    response: jsonDocument,
    mediaType: 'application/ld+json',
    problems: [],
  },
  getDidDocument: {
    summary: 'Get the registry’s DID document (did:web)',
    tag: 'credentials',
    access: ['public'],
    response: jsonDocument,
    mediaType: 'application/did+json',
    problems: [],
  },
  getKeySet: {
    summary: 'Get the registry’s public keys',
    tag: 'credentials',
    access: ['public'],
    response: KeySet,
    mediaType: 'application/jwk-set+json',
    problems: [],
  },
  getOpenApiDocument: {
    summary: 'Get this interface as an OpenAPI 3.1 document',
    tag: 'meta',
    access: ['public'],
    response: jsonDocument,
    problems: [],
  },
} as const satisfies Record<OperationId, Endpoint>;

/** The endpoint table's type, from which the client's methods and the registry's handlers are typed. */
export type Endpoints = typeof endpoints;

type InferInput<Schema> = Schema extends z.ZodMiniType ? z.input<Schema> : never;
type InferOutput<Schema> = Schema extends z.ZodMiniType ? z.output<Schema> : never;
type Part<Id extends OperationId, Name extends string> =
  Endpoints[Id] extends Record<Name, infer Schema> ? Schema : never;

/** The parameters of an operation's path; never where it has none. */
export type OperationParams<Id extends OperationId> = InferOutput<Part<Id, 'params'>>;
/** An operation's query as the registry reads it. */
export type OperationQuery<Id extends OperationId> = InferOutput<Part<Id, 'query'>>;
/** An operation's body. */
export type OperationBody<Id extends OperationId> = InferOutput<Part<Id, 'body'>>;
/** An operation's answer. */
export type OperationResponse<Id extends OperationId> = InferOutput<Endpoints[Id]['response']>;
/** What a caller gives to an operation: path parameters, query and members of the body, in one object. */
export type OperationInput<Id extends OperationId> = Given<OperationParams<Id>> &
  Given<OperationQuery<Id>> &
  Given<InferInput<Part<Id, 'body'>>>;

type Given<Part> = [Part] extends [never] ? unknown : Part;
