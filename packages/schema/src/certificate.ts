import { CountyReference, DivisionCode } from './division.ts';
import { CertificateId, ProductId, SupplierId } from './id.ts';
import { openEnum, type Open } from './open-enum.ts';
import { CalendarDate, CommodityValueFen, Instant } from './scalar.ts';
import * as z from 'zod/mini';

/** What a certifier or supervisor has declared about a certificate; lapse of time is not a status. */
export const certificateStatuses = ['active', 'suspended', 'withdrawn'] as const;
export type CertificateStatus = Open<(typeof certificateStatuses)[number]>;

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
    directoryNo: z.string(),
    status: openEnum(certificateStatuses),
    validFrom: CalendarDate,
    validUntil: CalendarDate,
    statusChanges: z.readonly(z.array(StatusChange)),
    linkage: InterestLinkage,
  }),
);
export type CertificateSummary = z.infer<typeof CertificateSummary>;

/** A county's certification of one product, listed in the National Directory. */
export const Certificate = z.readonly(
  z.looseObject({
    certificateId: CertificateId,
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
  }),
);
export type Certificate = z.infer<typeof Certificate>;
