import { reviewSteps } from './certificate.ts';
import { DivisionCode } from './division.ts';
import { evidenceKinds } from './evidence.ts';
import { openEnum, type Open } from './open-enum.ts';
import { CommodityValueFen, line } from './scalar.ts';
import { SchemeId } from './scheme-id.ts';
import { supplierKinds } from './supplier.ts';
import * as z from 'zod/mini';

/** The levels of administration at which a step of a review is taken. */
export const schemeLevels = ['township', 'county', 'prefecture', 'province', 'national'] as const;
export type SchemeLevel = Open<(typeof schemeLevels)[number]>;

/** What a scheme can demand. The registry judges by these alone; no scheme has code of its own. */
export const criterionKinds = [
  'origin',
  'originIn832Counties',
  'supplierKind',
  'minimumCommodityValue',
  'linkage',
  'price',
  'statement',
  'evidence',
] as const;
export type CriterionKind = Open<(typeof criterionKinds)[number]>;

/** What an applicant can be asked to state in its own words. */
export const statementKinds = [
  'productStandard',
  'traceability',
  'afterSales',
  'ownBrand',
  'useOfMark',
] as const;
export type StatementKind = Open<(typeof statementKinds)[number]>;

/** One criterion of a scheme as the administrator of a registry states it. */
export const NewCriterion = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('origin'),
    /** Divisions in one of which the product has to be made. */
    divisionCodes: z.readonly(z.array(DivisionCode).check(z.minLength(1), z.maxLength(100))),
  }),
  z.strictObject({ kind: z.literal('originIn832Counties') }),
  z.strictObject({
    kind: z.literal('supplierKind'),
    supplierKinds: z.readonly(z.array(z.enum(supplierKinds)).check(z.minLength(1))),
  }),
  z.strictObject({
    kind: z.literal('minimumCommodityValue'),
    /** Least worth of a year's goods, in fen. */
    amountFen: CommodityValueFen,
  }),
  z.strictObject({
    kind: z.literal('linkage'),
    /** Fewest households that are helped. */
    minimumHouseholds: z.int().check(z.minimum(1)),
  }),
  z.strictObject({
    kind: z.literal('price'),
    /** Fewest prices of comparable goods to be named as evidence. */
    minimumComparisons: z.int().check(z.minimum(1), z.maximum(10)),
    /** How far the reference price may be above their average, in per cent. */
    maximumAbovePercent: z.int().check(z.minimum(0), z.maximum(100)),
  }),
  z.strictObject({ kind: z.literal('statement'), statementKind: z.enum(statementKinds) }),
  z.strictObject({ kind: z.literal('evidence'), evidenceKind: z.enum(evidenceKinds) }),
]);
export type NewCriterion = z.infer<typeof NewCriterion>;

/** One criterion of a scheme; which members it has follows from its kind. */
export const Criterion = z.readonly(
  z.looseObject({
    kind: openEnum(criterionKinds),
    divisionCodes: z.optional(z.readonly(z.array(DivisionCode))),
    supplierKinds: z.optional(z.readonly(z.array(openEnum(supplierKinds)))),
    amountFen: z.optional(CommodityValueFen),
    minimumHouseholds: z.optional(z.int()),
    minimumComparisons: z.optional(z.int()),
    maximumAbovePercent: z.optional(z.int()),
    statementKind: z.optional(openEnum(statementKinds)),
    evidenceKind: z.optional(openEnum(evidenceKinds)),
  }),
);
export type Criterion = z.infer<typeof Criterion>;

const dayCounts = ['working', 'calendar'] as const;
const days = z.int().check(z.minimum(1), z.maximum(365));

/** One step of a scheme's review chain as the administrator of a registry states it. */
export const NewSchemeStep = z.strictObject({
  step: z.enum(reviewSteps),
  level: z.enum(schemeLevels),
  /** Role of the key that takes it. */
  role: z.enum(['certifier', 'supervisor']),
  /** Who takes it, as certificates name it. */
  actor: line(60),
  actorEn: line(120),
  /** Of a public notice how long it lasts, of any other step within how many days it is to be taken. */
  days: z.optional(z.strictObject({ count: days, counted: z.enum(dayCounts) })),
});
export type NewSchemeStep = z.infer<typeof NewSchemeStep>;

/** One step of a scheme's review chain: who takes it at which level, and within or for how many days. */
export const SchemeStep = z.readonly(
  z.looseObject({
    step: openEnum(reviewSteps),
    level: openEnum(schemeLevels),
    role: openEnum(['certifier', 'supervisor']),
    actor: z.string(),
    actorEn: z.string(),
    days: z.optional(z.looseObject({ count: days, counted: openEnum(dayCounts) })),
  }),
);
export type SchemeStep = z.infer<typeof SchemeStep>;

/** A new certification scheme. Its chain has one public notice, one determination after that, and listing as its end. */
export const NewScheme = z.strictObject({
  schemeId: SchemeId,
  name: line(60),
  nameEn: line(160),
  /** Who answers for the scheme. */
  owner: line(60),
  ownerEn: line(160),
  /** On what rules it rests, and which of its figures are this registry's own. */
  basis: line(1000),
  /** What the numbers of its certificates begin with. */
  numberPrefix: z.string().check(z.regex(/^[A-Z]{2,6}$/, 'must be 2 to 6 capital letters')),
  /** Divisions whose market entities may apply; `000000` for all. */
  divisionCodes: z.readonly(z.array(DivisionCode).check(z.minLength(1), z.maxLength(100))),
  criteria: z.readonly(z.array(NewCriterion).check(z.maxLength(50))),
  reviewChain: z.readonly(
    z
      .array(NewSchemeStep)
      .check(
        z.minLength(3),
        z.maxLength(12),
        z.refine(isChain, {
          error:
            'must have one publicNotice of a number of days, then one determined, and as its end one listed',
        }),
      ),
  ),
  /** For how many months a certificate is valid. */
  validityMonths: z.int().check(z.minimum(1), z.maximum(120)),
});
export type NewScheme = z.infer<typeof NewScheme>;

/** A certification scheme: who may apply, what it demands, which steps an application passes, how long a certificate is valid. */
export const Scheme = z.readonly(
  z.looseObject({
    schemeId: SchemeId,
    name: z.string(),
    nameEn: z.string(),
    owner: z.string(),
    ownerEn: z.string(),
    basis: z.string(),
    numberPrefix: z.string(),
    divisionCodes: z.readonly(z.array(DivisionCode)),
    criteria: z.readonly(z.array(Criterion)),
    reviewChain: z.readonly(z.array(SchemeStep)),
    validityMonths: z.int(),
  }),
);
export type Scheme = z.infer<typeof Scheme>;

function isChain(chain: readonly NewSchemeStep[]): boolean {
  const places = (step: NewSchemeStep['step']) =>
    chain.flatMap((each, place) => (each.step === step ? [place] : []));
  const [notice, ...moreNotices] = places('publicNotice');
  const [determined, ...moreDetermined] = places('determined');
  const [listed, ...moreListed] = places('listed');
  return (
    notice !== undefined &&
    chain[notice]?.days !== undefined &&
    determined !== undefined &&
    notice < determined &&
    listed === chain.length - 1 &&
    [...moreNotices, ...moreDetermined, ...moreListed].length === 0
  );
}
