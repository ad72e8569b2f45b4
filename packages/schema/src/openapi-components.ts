import { BadgeBundle, CertificateBundle, KeySet, PublicKey } from './badge-bundle.ts';
import { Category, CategoryCode } from './category.ts';
import {
  AnnualSupply,
  Certificate,
  CertificateSummary,
  InterestLinkage,
  StatusChange,
} from './certificate.ts';
import { CountyReference, DivisionCode } from './division.ts';
import * as fixtures from './fixtures.ts';
import { findingComponents } from './finding-components.ts';
import { Gtin } from './gtin.ts';
import {
  BadgeId,
  CertificateId,
  MarkLicenceId,
  OutletId,
  ProductId,
  StatusListId,
  SupplierId,
} from './id.ts';
import { ledgerComponents } from './ledger-components.ts';
import { LedgerSummary, LedgerTotals } from './ledger.ts';
import { Listing, ListingFacets, NewListing, Sku } from './listing.ts';
import * as licences from './licence-fixtures.ts';
import {
  MarkLicence,
  MarkLicenceOrigin,
  MarkLicenceRenewal,
  MarkTerms,
  NewMarkLicence,
} from './mark-licence.ts';
import { NewOutlet, Outlet, Position } from './outlet.ts';
import { Problem, ProblemIssue } from './problem.ts';
import { Product } from './product.ts';
import { NewReportingSession, ReportingSession } from './reporting-session.ts';
import {
  SaleLine,
  SaleLinePlace,
  SaleLineProblem,
  SaleOutcome,
  SaleReceipt,
  SalesReport,
  SalesReportResult,
} from './sale-line.ts';
import { AmountFen, CalendarDate, Instant, Origin, Quantity, WebAddress } from './scalar.ts';
import { supervisionComponents } from './supervision-components.ts';
import { webhookComponents } from './webhook-components.ts';
import type * as z from 'zod/mini';

/** A schema that has a name of its own in the OpenAPI document. */
export interface Component {
  readonly schema: z.ZodMiniType;
  readonly description: string;
  readonly example?: unknown;
}

/** The named schemas of the OpenAPI document; whatever else the endpoint table holds stands where it is used. */
export const components: Readonly<Record<string, Component>> = byName({
  ...ledgerComponents,
  ...supervisionComponents,
  ...findingComponents,
  ...webhookComponents,
  AmountFen: {
    schema: AmountFen,
    description: 'Money in fen, 1/100 yuan; at most 1 billion yuan.',
    example: fixtures.listing.priceFen,
  },
  AnnualSupply: { schema: AnnualSupply, description: 'What can be supplied in a year.' },
  BadgeBundle: {
    schema: BadgeBundle,
    description:
      'All that is needed to verify badges, as compact JWS: the badges by id (null where there is none), their certificates by id, the status lists they name, and the key set.',
    example: fixtures.badgeBundle,
  },
  BadgeId: {
    schema: BadgeId,
    description:
      'Identifier of a badge: the licence to show the mark for one product at one outlet.',
    example: fixtures.listing.badgeId,
  },
  CalendarDate: {
    schema: CalendarDate,
    description: 'A calendar day in Asia/Shanghai, in the years 1900 to 2099.',
    example: fixtures.saleLine.businessDate,
  },
  Category: {
    schema: Category,
    description: 'A category of the directory.',
    example: fixtures.category,
  },
  CategoryCode: {
    schema: CategoryCode,
    description: 'A category code: two digits a level, one to three levels.',
    example: fixtures.category.code,
  },
  Certificate: {
    schema: Certificate,
    description:
      'A county’s certification of one product. It is in force on its days of validity (both inclusive, Asia/Shanghai) while the last change of status is `active`.',
    example: fixtures.certificate,
  },
  CertificateBundle: {
    schema: CertificateBundle,
    description: 'All that is needed to verify one certificate, as compact JWS.',
    example: fixtures.certificateBundle,
  },
  CertificateId: {
    schema: CertificateId,
    description: 'Identifier of a certificate.',
    example: fixtures.certificate.certificateId,
  },
  CertificateSummary: {
    schema: CertificateSummary,
    description: 'A certificate as it stands beside a product in a list.',
    example: fixtures.certificateSummary,
  },
  CountyReference: {
    schema: CountyReference,
    description: 'A county by its code of today, with its names.',
    example: fixtures.county,
  },
  DivisionCode: {
    schema: DivisionCode,
    description: 'An administrative division code, GB/T 2260; former codes are accepted.',
    example: fixtures.county.code,
  },
  Gtin: {
    schema: Gtin,
    description:
      'A GTIN-8, -12, -13 or -14 with a correct check digit; numbers that a shop gives out itself are refused.',
    example: fixtures.product.gtin,
  },
  Instant: {
    schema: Instant,
    description: 'A point in time with offset, RFC 3339, in the years 1900 to 2099.',
    example: fixtures.saleLine.soldAt,
  },
  InterestLinkage: {
    schema: InterestLinkage,
    description: 'How a product brings income to registered poor households, and to how many.',
    example: fixtures.certificate.linkage,
  },
  KeySet: { schema: KeySet, description: 'Public keys, RFC 7517.', example: fixtures.keySet },
  LedgerSummary: {
    schema: LedgerSummary,
    description:
      'The ledger summed up over business dates, both inclusive: everything that was sold, and what of it was certified when it was sold.',
    example: fixtures.ledgerSummary,
  },
  LedgerTotals: {
    schema: LedgerTotals,
    description:
      'Sums over ledger lines, in fen. Returns and voids are positive sums; net = sales − returns − voids.',
    example: fixtures.ledgerSummary.all,
  },
  Listing: {
    schema: Listing,
    description: 'A product on sale at an outlet, at the outlet’s own price.',
    example: fixtures.listing,
  },
  ListingFacets: {
    schema: ListingFacets,
    description: 'How many listings there are under each province and second-level category.',
    example: fixtures.listingFacets,
  },
  MarkLicence: {
    schema: MarkLicence,
    description:
      'A licence to show the mark for one outlet on its origins. Challenges, findings and signatory are for its licensee alone.',
    example: licences.markLicence,
  },
  MarkLicenceId: {
    schema: MarkLicenceId,
    description: 'Identifier of a mark licence.',
    example: licences.markLicence.licenceId,
  },
  MarkLicenceOrigin: {
    schema: MarkLicenceOrigin,
    description: 'An origin of a mark licence, and how it was proved to be the licensee’s.',
    example: licences.markLicence.origins[0],
  },
  MarkLicenceRenewal: {
    schema: MarkLicenceRenewal,
    description: 'The terms that are accepted, and by whom.',
    example: licences.markLicenceRenewal,
  },
  MarkTerms: {
    schema: MarkTerms,
    description: 'The terms on which the mark is licensed; the Chinese text prevails.',
    example: licences.markTerms,
  },
  NewListing: {
    schema: NewListing,
    description: 'What an operator says of a good that it sells at an outlet.',
    example: fixtures.newListing,
  },
  NewMarkLicence: {
    schema: NewMarkLicence,
    description: 'What an operator asks for: the mark for an outlet on its origins.',
    example: licences.newMarkLicence,
  },
  NewOutlet: {
    schema: NewOutlet,
    description: 'What an operator says of a new outlet.',
    example: fixtures.newOutlet,
  },
  NewReportingSession: {
    schema: NewReportingSession,
    description: 'How long a reporting session is to last, in minutes, at most 12 hours.',
    example: { minutes: 480 },
  },
  Origin: {
    schema: Origin,
    description: 'An exact web origin: scheme, host and port.',
    example: fixtures.outlet.origins[0],
  },
  Outlet: {
    schema: Outlet,
    description: 'Where certified products are sold: a special area, a counter or a pavilion.',
    example: fixtures.outlet,
  },
  OutletId: {
    schema: OutletId,
    description: 'Identifier of an outlet.',
    example: fixtures.outlet.outletId,
  },
  Position: {
    schema: Position,
    description: 'A place on earth, WGS-84, in degrees.',
    example: { longitude: 107.4714, latitude: 27.7659 },
  },
  Problem: {
    schema: Problem,
    description: 'A problem, RFC 9457, with a stable `code` to switch on.',
    example: fixtures.problem,
  },
  ProblemIssue: {
    schema: ProblemIssue,
    description: 'One fault of the input: in which part, where (RFC 6901) and what.',
    example: fixtures.problem.issues[0],
  },
  Product: {
    schema: Product,
    description: 'A product of the directory with its origin, supplier and latest certificate.',
    example: fixtures.product,
  },
  ProductId: {
    schema: ProductId,
    description: 'Identifier of a product.',
    example: fixtures.product.productId,
  },
  PublicKey: {
    schema: PublicKey,
    description: 'A public key as JWK, RFC 7517.',
    example: fixtures.keySet.keys[0],
  },
  Quantity: {
    schema: Quantity,
    description: 'A positive decimal with at most 12 whole digits and 6 decimals.',
    example: '1.5',
  },
  ReportingSession: {
    schema: ReportingSession,
    description: 'A short-lived key for one outlet’s sales reports and dashboard; shown once.',
    example: fixtures.reportingSession,
  },
  SaleLine: {
    schema: SaleLine,
    description:
      'One line of a receipt. Quantity and amount are never negative: `kind` says which way goods and money went. At least one of productId, sku, gtin and name says what was sold; only a return or void has an original.',
    example: fixtures.saleLine,
  },
  SaleLinePlace: {
    schema: SaleLinePlace,
    description: 'The place of a line in the seller’s own books.',
    example: fixtures.returnLine.original,
  },
  SaleLineProblem: {
    schema: SaleLineProblem,
    description: 'Why a line is not in the ledger, with a JSON Pointer within the line per fault.',
    example: fixtures.rejectedOutcome.problem,
  },
  SaleOutcome: {
    schema: SaleOutcome,
    description:
      'What became of one line: `accepted` and `duplicate` have a receipt, `conflict` and `rejected` a problem. A line without an outcome was not processed and is to be sent again.',
    example: fixtures.saleOutcome,
  },
  SaleReceipt: {
    schema: SaleReceipt,
    description: 'The acknowledgement that a line is in the ledger.',
    example: fixtures.saleReceipt,
  },
  SalesReport: {
    schema: SalesReport,
    description:
      'A batch of lines from one outlet. Each is judged by itself: a bad one does not refuse the others.',
    example: { lines: [fixtures.saleLine, fixtures.returnLine] },
  },
  SalesReportResult: {
    schema: SalesReportResult,
    description: 'The outcomes of a batch, in the order of its lines.',
    example: fixtures.salesReportResult,
  },
  Sku: {
    schema: Sku,
    description: 'A seller’s own number for a good, unique within an outlet.',
    example: fixtures.listing.sku,
  },
  StatusChange: {
    schema: StatusChange,
    description: 'A change of a certificate’s status, in force until the next one.',
    example: fixtures.certificate.statusChanges[0],
  },
  StatusListId: {
    schema: StatusListId,
    description: 'Identifier of a status list.',
    example: 'stl_1m5s9e3h7c',
  },
  SupplierId: {
    schema: SupplierId,
    description: 'Identifier of a supplier.',
    example: fixtures.supplier.supplierId,
  },
  WebAddress: {
    schema: WebAddress,
    description: 'A full http or https address.',
    example: fixtures.outlet.url,
  },
});

function byName(unordered: Readonly<Record<string, Component>>): Record<string, Component> {
  return Object.fromEntries(Object.entries(unordered).sort(([a], [b]) => (a < b ? -1 : 1)));
}
