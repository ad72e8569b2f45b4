import { reviewSteps } from './certificate.ts';
import { CountyReference } from './division.ts';
import { Dossier } from './dossier.ts';
import { roles } from './endpoint.ts';
import { Evidence } from './evidence.ts';
import { ApplicationId, BatchId, CertificateId, ProductId, SupplierId } from './id.ts';
import { openEnum, type Open } from './open-enum.ts';
import { CalendarDate, Instant } from './scalar.ts';
import { SchemeId } from './scheme-id.ts';
import { schemeLevels } from './scheme.ts';
import { supplierKinds } from './supplier.ts';
import * as z from 'zod/mini';

/**
 * The states of an application under one scheme. Each state of the chain is the last step passed; `publicNotice` lasts
 * until the determination. `listed`, `rejected` and `withdrawn` are final.
 */
export const trackStates = [
  'draft',
  'submitted',
  'firstReview',
  'recheck',
  'publicNotice',
  'determined',
  'listed',
  'returned',
  'rejected',
  'withdrawn',
] as const;
export type TrackState = Open<(typeof trackStates)[number]>;

/** What was done with an application under one scheme. */
export const trackActions = ['submit', 'pass', 'return', 'reject', 'withdraw', 'list'] as const;
export type TrackAction = Open<(typeof trackActions)[number]>;

/** What a reviewer can decide: the step is passed, the application goes back to be mended, or it is refused for good. */
export const reviewDecisions = ['pass', 'return', 'reject'] as const;
export type ReviewDecision = (typeof reviewDecisions)[number];

/** One entry of the history of an application under one scheme; entries are added and never changed. */
export const TrackEntry = z.readonly(
  z.looseObject({
    action: openEnum(trackActions),
    /** The step of the chain that was passed, returned at or refused at. */
    step: z.optional(openEnum(reviewSteps)),
    /** The state afterwards. */
    state: openEnum(trackStates),
    /** Who did it: label, role and division of the key. */
    actor: z.looseObject({
      label: z.string(),
      role: openEnum(roles),
      divisionCode: z.optional(z.string()),
    }),
    at: Instant,
    reason: z.optional(z.string()),
  }),
);
export type TrackEntry = z.infer<typeof TrackEntry>;

/** The step that is to be taken next, by whom and by when. */
export const AwaitedStep = z.readonly(
  z.looseObject({
    step: openEnum(reviewSteps),
    level: openEnum(schemeLevels),
    role: openEnum(roles),
    actor: z.string(),
    actorEn: z.string(),
    /** Day by which it is to be taken, where the scheme says so. */
    dueOn: z.optional(CalendarDate),
  }),
);
export type AwaitedStep = z.infer<typeof AwaitedStep>;

/** An application under one scheme. */
export const ApplicationTrack = z.readonly(
  z.looseObject({
    schemeId: SchemeId,
    /** Grows with each change; to be given with the next one, so that no two decide at once. */
    version: z.int(),
    state: openEnum(trackStates),
    /** Null where nothing is awaited of a reviewer. */
    awaited: z.nullable(AwaitedStep),
    /** The revision of the dossier that is under review; null before the first submission. */
    revision: z.nullable(z.int()),
    /** First and last day of the public notice. */
    noticeFrom: z.nullable(CalendarDate),
    noticeUntil: z.nullable(CalendarDate),
    /** Objections not answered yet, and those found to be justified. */
    openObjections: z.int(),
    upheldObjections: z.int(),
    batchId: z.nullable(BatchId),
    certificateId: z.nullable(CertificateId),
    history: z.readonly(z.array(TrackEntry)),
  }),
);
export type ApplicationTrack = z.infer<typeof ApplicationTrack>;

const applicant = z.looseObject({
  supplierId: SupplierId,
  name: z.string(),
  nameEn: z.optional(z.string()),
  kind: openEnum(supplierKinds),
});

/** An application for certification: one dossier about one product, and its way through each scheme. */
export const Application = z.readonly(
  z.looseObject({
    applicationId: ApplicationId,
    /** Grows with each change of the dossier. */
    version: z.int(),
    /** Number of the dossier shown; a dossier that was submitted is kept, and mended in a new revision. */
    revision: z.int(),
    supplier: applicant,
    /** The applicant's county. */
    county: CountyReference,
    dossier: Dossier,
    /** How many members without a licence it is for. */
    memberCount: z.int(),
    evidence: z.readonly(z.array(Evidence)),
    tracks: z.readonly(z.array(ApplicationTrack)),
    createdAt: Instant,
  }),
);
export type Application = z.infer<typeof Application>;

/** An application under one scheme as it stands in a list. */
export const ApplicationSummary = z.readonly(
  z.looseObject({
    applicationId: ApplicationId,
    schemeId: SchemeId,
    state: openEnum(trackStates),
    version: z.int(),
    awaited: z.nullable(AwaitedStep),
    productName: z.nullable(z.string()),
    supplier: applicant,
    county: CountyReference,
    updatedAt: Instant,
  }),
);
export type ApplicationSummary = z.infer<typeof ApplicationSummary>;

/** What is missing or wrong before an application can be submitted under a scheme. */
export const checklistCodes = [
  'fieldMissing',
  'evidenceMissing',
  'statementMissing',
  'supplierNotEligible',
  'divisionNotEligible',
  'originNotEligible',
  'townshipOutsideCounty',
  'categoryUnknown',
  'commodityValueTooLow',
  'householdsTooFew',
  'priceComparisonsTooFew',
  'priceTooHigh',
  'membersNotAllowed',
  'alreadyUnderReview',
  'supplierBlacklisted',
] as const;
export type ChecklistCode = Open<(typeof checklistCodes)[number]>;

/** One thing to be mended before submission: where in the application (RFC 6901), and what, in words. */
export const ChecklistItem = z.readonly(
  z.looseObject({
    schemeId: SchemeId,
    code: openEnum(checklistCodes),
    pointer: z.string(),
    text: z.string(),
    textEn: z.string(),
  }),
);
export type ChecklistItem = z.infer<typeof ChecklistItem>;

/** All that is missing under each scheme that an application seeks. */
export const Checklist = z.readonly(
  z.looseObject({
    applicationId: ApplicationId,
    /** Schemes under which it can be submitted as it is. */
    complete: z.readonly(z.array(SchemeId)),
    items: z.readonly(z.array(ChecklistItem)),
  }),
);
export type Checklist = z.infer<typeof Checklist>;

/** What the public learns of an application under public notice, to object to it. */
export const PublicNotice = z.readonly(
  z.looseObject({
    applicationId: ApplicationId,
    schemeId: SchemeId,
    productId: ProductId,
    productName: z.string(),
    spec: z.string(),
    supplierName: z.string(),
    county: CountyReference,
    householdsHelped: z.int(),
    peopleHelped: z.int(),
    memberCount: z.int(),
    commodityValueFen: z.int(),
    referencePriceFen: z.int(),
    noticeFrom: CalendarDate,
    /** Last day on which an objection is taken. */
    noticeUntil: CalendarDate,
  }),
);
export type PublicNotice = z.infer<typeof PublicNotice>;
