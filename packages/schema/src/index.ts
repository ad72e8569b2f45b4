import * as z from 'zod/mini';

export {
  Application,
  ApplicationSummary,
  ApplicationTrack,
  AwaitedStep,
  Checklist,
  checklistCodes,
  ChecklistItem,
  PublicNotice,
  reviewDecisions,
  trackActions,
  TrackEntry,
  trackStates,
  type ChecklistCode,
  type ReviewDecision,
  type TrackAction,
  type TrackState,
} from './application.ts';
export { Batch, batchStates } from './batch.ts';
export { BadgeBundle, CertificateBundle, KeySet, PublicKey } from './badge-bundle.ts';
export { BlacklistEntry, NewBlacklistEntry } from './blacklist.ts';
export { dateInShanghai, endOfDay, startOfDay } from './calendar.ts';
export { CarriedFault, CarriedRun, saleChainInput } from './carried-run.ts';
export { Category, CategoryCode } from './category.ts';
export {
  AnnualSupply,
  Certificate,
  CertificateSummary,
  CertificateValidity,
  certificateStatusChanges,
  certificateStatuses,
  InterestLinkage,
  linkageKinds,
  reviewSteps,
  StatusChange,
  statusReasons,
  type CertificateStatus,
  type LinkageKind,
  type ReviewStep,
  type StatusReason,
} from './certificate.ts';
export { CertificateRenewal } from './certificate-renewal.ts';
export {
  CertificateSupervision,
  ComplaintCounts,
  spotCheckAspects,
  SpotCheckFinding,
  spotCheckOutcomes,
  type SpotCheckAspect,
  type SpotCheckOutcome,
} from './certificate-supervision.ts';
export {
  Complaint,
  ComplaintEvent,
  ComplaintFollowUp,
  complaintKinds,
  ComplaintProgress,
  ComplaintReceipt,
  ComplaintStateChange,
  complaintStateChanges,
  complaintStates,
  ComplaintSummary,
  NewComplaint,
  type ComplaintKind,
  type ComplaintState,
} from './complaint.ts';
export {
  CountyReference,
  DivisionCode,
  divisionLevel,
  isWithinDivision,
  provinceOf,
  provinces,
  TownshipCode,
  type Province,
} from './division.ts';
export { Dossier, memberKinds, NewDossier, supplySeasons } from './dossier.ts';
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
export { productSorts, type ProductSort } from './endpoints/directory.ts';
export { listingSorts, type ListingSort } from './endpoints/outlets.ts';
export { FoundOutlet, OutletOffer } from './found-outlet.ts';
export { Evidence, evidenceKinds, evidenceMediaTypes, type EvidenceKind } from './evidence.ts';
export { faultsOf, jsonPointer, type Fault } from './fault.ts';
export type { QueryValue } from './fill-path.ts';
export { Gtin, gtinCheckDigit, isGtin } from './gtin.ts';
export {
  ApplicationId,
  BadgeId,
  BatchId,
  BlacklistEntryId,
  CertificateId,
  ComplaintId,
  EvidenceId,
  FindingId,
  MarkLicenceId,
  ObjectionId,
  OutletId,
  ProductId,
  SpotCheckId,
  StatusListId,
  SupplierId,
  WebhookDeliveryId,
  WebhookEventId,
  WebhookId,
} from './id.ts';
export { Heartbeat, HeartbeatReceipt, OutletActivity } from './heartbeat.ts';
export {
  Finding,
  FindingEvidence,
  findingReasons,
  FindingResolution,
  findingStates,
  FindingSubject,
  NewFindingResolution,
  type FindingState,
} from './finding.ts';
export {
  FindingRule,
  findingRules,
  FindingRuleStatistics,
  findingThresholds,
  NewFindingRule,
  type FindingRuleName,
  type FindingThresholds,
} from './finding-rule.ts';
export { isInForce, statusAt } from './is-in-force.ts';
export { isSaleLine } from './is-sale-line.ts';
export { TextBytes } from './text-bytes.ts';
export { writeSaleLineContent, writeSaleLineId } from './write-sale-line.ts';
export { LedgerSummary, LedgerTotals } from './ledger.ts';
export {
  ledgerDimensionNames,
  ledgerDimensions,
  ledgerSides,
  ledgerSpans,
  type LedgerDimension,
  type LedgerSide,
  type LedgerSpan,
} from './ledger-dimension.ts';
export {
  CalendarMonth,
  Campaign,
  LedgerFigure,
  LedgerFigures,
  LedgerLine,
  LedgerLines,
  LedgerPeriod,
  NewCampaign,
  NewLedgerPeriod,
} from './ledger-figures.ts';
export { IndicatorFormula, ledgerIndicators, LedgerIndicator } from './ledger-indicator.ts';
export { Listing, ListingFacets, NewListing, Sku } from './listing.ts';
export { encodeLogEntry, LogEntry, LogProof, NamedDigest } from './log-entry.ts';
export {
  MarkLicence,
  MarkLicenceChange,
  markLicenceChanges,
  MarkLicenceGrant,
  MarkLicenceOrigin,
  MarkLicenceRenewal,
  markLicenceStatuses,
  MarkTerms,
  NewMarkLicence,
  OriginChallenge,
  OriginFinding,
  originProofKinds,
  Signatory,
  type MarkLicenceStatus,
  type OriginProofKind,
} from './mark-licence.ts';
export { NewObjection, Objection, ObjectionReceipt } from './objection.ts';
export { openEnum, type Open } from './open-enum.ts';
export {
  groupOf,
  operations,
  operationUrl,
  splitOperation,
  type OperationGroup,
  type OperationId,
} from './operations.ts';
export { NewOutlet, Outlet, outletKinds, Position, type OutletKind } from './outlet.ts';
export { page, type Page } from './page.ts';
export {
  Problem,
  ProblemIssue,
  problems,
  type KnownProblemCode,
  type ProblemCode,
} from './problem.ts';
export { Product, productStates, type ProductState } from './product.ts';
export { priceBands, ProductFacets } from './product-facets.ts';
export { NewReportingSession, ReportingSession } from './reporting-session.ts';
export {
  buyerKinds,
  cooperations,
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
export { SaleReceiptProof } from './sale-receipt-proof.ts';
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
export { NewSpotCheck, SpotCheck, SpotCheckResult } from './spot-check.ts';
export { NewSupplier, Supplier, supplierKinds, type SupplierKind } from './supplier.ts';
export { Terminal } from './terminal.ts';
export { isUscc, Uscc, usccCheckCharacter } from './uscc.ts';
export { z };
export {
  baseContext,
  EnvelopedCredential,
  EnvelopedPresentation,
  PresentationVerification,
  VerifiableCredential,
  VerifiablePresentation,
  VerificationResult,
} from './verifiable-credential.ts';
export {
  NewWebhook,
  Webhook,
  WebhookAttempt,
  WebhookDelivery,
  webhookDeliveryStates,
  WebhookDeliverySummary,
  webhookDisabledReasons,
  WebhookReplay,
  WebhookReplayResult,
  WebhookUpdate,
  WebhookWithSecret,
  type WebhookDeliveryState,
  type WebhookDisabledReason,
} from './webhook.ts';
export {
  CertificateStatusChanged,
  FindingRaised,
  RegistryEvent,
  registryEventTypes,
  SaleLineRejectedLate,
  TerminalGapFound,
  testEventType,
  WebhookEvent,
  WebhookTest,
  type RegistryEventType,
} from './webhook-event.ts';
