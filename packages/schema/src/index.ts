import * as z from 'zod/mini';

export { BadgeBundle, CertificateBundle, KeySet, PublicKey } from './badge-bundle.ts';
export { dateInShanghai, endOfDay, startOfDay } from './calendar.ts';
export { Category, CategoryCode } from './category.ts';
export {
  AnnualSupply,
  Certificate,
  CertificateSummary,
  CertificateValidity,
  certificateStatuses,
  InterestLinkage,
  linkageKinds,
  reviewSteps,
  StatusChange,
  type CertificateStatus,
  type LinkageKind,
  type ReviewStep,
} from './certificate.ts';
export {
  CountyReference,
  DivisionCode,
  isWithinDivision,
  provinceOf,
  provinces,
  type Province,
} from './division.ts';
export { roles, type Access, type Endpoint, type Role } from './endpoint.ts';
export {
  endpoints,
  type Endpoints,
  type OperationBody,
  type OperationInput,
  type OperationParams,
  type OperationQuery,
  type OperationResponse,
} from './endpoints.ts';
export { listingSorts, type ListingSort } from './endpoints/outlets.ts';
export { Evidence, evidenceKinds, evidenceMediaTypes, type EvidenceKind } from './evidence.ts';
export { faultsOf, jsonPointer, type Fault } from './fault.ts';
export type { QueryValue } from './fill-path.ts';
export { Gtin, gtinCheckDigit, isGtin } from './gtin.ts';
export {
  ApplicationId,
  BadgeId,
  BatchId,
  CertificateId,
  EvidenceId,
  ObjectionId,
  OutletId,
  ProductId,
  StatusListId,
  SupplierId,
} from './id.ts';
export { isInForce, statusAt } from './is-in-force.ts';
export { LedgerSummary, LedgerTotals } from './ledger.ts';
export { Listing, ListingFacets, NewListing, Sku } from './listing.ts';
export { encodeLogEntry, LogEntry, LogProof, NamedDigest } from './log-entry.ts';
export { openEnum, type Open } from './open-enum.ts';
export { operations, operationUrl, splitOperation, type OperationId } from './operations.ts';
export {
  NewOutlet,
  Outlet,
  outletKinds,
  OutletOrigins,
  Position,
  type OutletKind,
} from './outlet.ts';
export { page, type Page } from './page.ts';
export {
  Problem,
  ProblemIssue,
  problems,
  type KnownProblemCode,
  type ProblemCode,
} from './problem.ts';
export { Product } from './product.ts';
export { NewReportingSession, ReportingSession } from './reporting-session.ts';
export {
  buyerKinds,
  fundSources,
  SaleLine,
  SaleLinePlace,
  SaleLineProblem,
  saleKinds,
  SaleOutcome,
  saleOutcomes,
  SaleReceipt,
  SalesReport,
  SalesReportEnvelope,
  SalesReportResult,
  type SaleKind,
  type SaleOutcomeKind,
} from './sale-line.ts';
export { saleLineContent, saleLineId } from './sale-line-id.ts';
export {
  AmountFen,
  CalendarDate,
  CommodityValueFen,
  Instant,
  Origin,
  Quantity,
  SumFen,
  WebAddress,
} from './scalar.ts';
export {
  Criterion,
  criterionKinds,
  NewCriterion,
  NewScheme,
  NewSchemeStep,
  Scheme,
  schemeLevels,
  SchemeStep,
  statementKinds,
  type CriterionKind,
  type SchemeLevel,
  type StatementKind,
} from './scheme.ts';
export { nationalDirectoryId, SchemeId } from './scheme-id.ts';
export { Supplier, supplierKinds, type SupplierKind } from './supplier.ts';
export { isUscc, Uscc, usccCheckCharacter } from './uscc.ts';
export { z };
export {
  baseContext,
  EnvelopedCredential,
  EnvelopedPresentation,
  VerifiableCredential,
  VerifiablePresentation,
  VerificationResult,
} from './verifiable-credential.ts';
