import { CertificateSupervision } from './certificate-supervision.ts';
import { CountyReference, DivisionCode } from './division.ts';
import { CertificateId, ProductId, SupplierId } from './id.ts';
import { openEnum, type Open } from './open-enum.ts';
import { SchemeId } from './scheme-id.ts';
import { CalendarDate, CommodityValueFen, Instant } from './scalar.ts';
import * as z from 'zod/mini';

/** What a certifier or supervisor has declared about a certificate; lapse of time is not a status. */
export const certificateStatuses = ['active', 'suspended', 'withdrawn'] as const;
export type CertificateStatus = Open<(typeof certificateStatuses)[number]>;

/** The status that each status can change to; nothing leads out of a withdrawal. */
export const certificateStatusChanges = {
  active: ['suspended', 'withdrawn'],
  suspended: ['active', 'withdrawn'],
  withdrawn: [],
} as const satisfies Record<
  (typeof certificateStatuses)[number],
  readonly (typeof certificateStatuses)[number][]
>;

/** Why a certificate's status was changed. */
export const statusReasons = [
  'spotCheckFailed',
  'complaintUpheld',
  'foodSafety',
  'overpriced',
  'linkageBroken',
  'supplierBlacklisted',
  'applicantRequest',
  'other',
] as const;
export type StatusReason = Open<(typeof statusReasons)[number]>;

/** How a product brings income to registered poor households. */
export const linkageKinds = [
  'seedSupply',
  'technicalGuidance',
  'guaranteedPurchase',
  'employment',
  'processing',
  'shareholding',
  'other',
] as const;
export type LinkageKind = Open<(typeof linkageKinds)[number]>;

/** The steps of the review chain that a product passes before it is listed. */
export const reviewSteps = [
  'firstReview',
  'recheck',
  'publicNotice',
  'determined',
  'listed',
] as const;
export type ReviewStep = Open<(typeof reviewSteps)[number]>;

/** The interest linkage mechanism behind a product: kinds, and how many households and people it helps. */
export const InterestLinkage = z.readonly(
  z.looseObject({
    kinds: z.readonly(z.array(openEnum(linkageKinds))),
    householdsHelped: z.int().check(z.minimum(0)),
    peopleHelped: z.int().check(z.minimum(0)),
  }),
);
export type InterestLinkage = z.infer<typeof InterestLinkage>;

/** A quantity that can be supplied in a year, as a decimal string with its unit. */
export const AnnualSupply = z.readonly(z.looseObject({ quantity: z.string(), unit: z.string() }));
export type AnnualSupply = z.infer<typeof AnnualSupply>;

/** A change of a certificate's status, in force from `at` until the next change. */
export const StatusChange = z.readonly(
  z.looseObject({
    status: openEnum(certificateStatuses),
    at: Instant,
    /** Of which kind the reason is; absent where a record from elsewhere does not say. */
    reasonCode: z.optional(openEnum(statusReasons)),
    /** The reason in words. */
    reason: z.optional(z.string()),
  }),
);
export type StatusChange = z.infer<typeof StatusChange>;

/** What {@link isInForce} needs: days of validity (both inclusive, Asia/Shanghai) and the changes of status in order. */
export const CertificateValidity = z.readonly(
  z.looseObject({
    validFrom: CalendarDate,
    validUntil: CalendarDate,
    statusChanges: z.readonly(z.array(StatusChange)),
  }),
);
export type CertificateValidity = z.infer<typeof CertificateValidity>;

/** The certificate as it stands beside a product in a list. */
export const CertificateSummary = z.readonly(
  z.looseObject({
    certificateId: CertificateId,
    /** The scheme under which it was given; the National Directory where absent. */
    schemeId: z.optional(SchemeId),
    directoryNo: z.string(),
    status: openEnum(certificateStatuses),
    validFrom: CalendarDate,
    validUntil: CalendarDate,
    statusChanges: z.readonly(z.array(StatusChange)),
    linkage: InterestLinkage,
  }),
);
export type CertificateSummary = z.infer<typeof CertificateSummary>;

/** The certification of one product under a scheme. */
export const Certificate = z.readonly(
  z.looseObject({
    certificateId: CertificateId,
    /** The scheme under which it was given; the National Directory where absent. */
    schemeId: z.optional(SchemeId),
    schemeName: z.optional(z.string()),
    schemeNameEn: z.optional(z.string()),
    /** Number in the directory, in this registry's own format. */
    directoryNo: z.string(),
    batch: z.string(),
    productId: ProductId,
    productName: z.string(),
    supplierId: SupplierId,
    supplierName: z.string(),
    /** The certifying county. */
    certifiedBy: CountyReference,
    reviewChain: z.readonly(
      z.array(
        z.looseObject({
          step: openEnum(reviewSteps),
          actor: z.string(),
          divisionCode: z.optional(DivisionCode),
          on: CalendarDate,
        }),
      ),
    ),
    linkage: InterestLinkage,
    /** Value of the goods that can be supplied in a year, in fen. */
    commodityValueFen: CommodityValueFen,
    annualSupply: AnnualSupply,
    validFrom: CalendarDate,
    validUntil: CalendarDate,
    status: openEnum(certificateStatuses),
    statusChanges: z.readonly(z.array(StatusChange)),
    /** The certificate that this one takes over from, without a gap or an overlap. */
    renews: z.optional(CertificateId),
    /** The certificate that takes over from this one. */
    renewedBy: z.optional(CertificateId),
    /** What supervision has found; only where one certificate is asked for. */
    supervision: z.optional(CertificateSupervision),
  }),
);
export type Certificate = z.infer<typeof Certificate>;
