import { openEnum } from './open-enum.ts';
import { Instant, line } from './scalar.ts';
import * as z from 'zod/mini';

/** What supervision looks for in the ledger, in the order in which it is shown. */
export const findingRules = [
  'notCertified',
  'outsideValidity',
  'overCapacity',
  'priceAboveReference',
  'priceJumpAfterListing',
  'duplicateClaim',
  'silentOutlet',
  'sequenceGap',
] as const;
export type FindingRuleName = (typeof findingRules)[number];

const factor = z.number().check(z.minimum(1), z.maximum(100));
const hours = z.number().check(z.minimum(0), z.maximum(24 * 366));
const days = z.number().check(z.minimum(0.1), z.maximum(366));
const count = z.int().check(z.minimum(1), z.maximum(10_000));

/** What can be set of each rule. A factor of 1.5 means half as much again. */
export const findingThresholds = {
  notCertified: z.readonly(z.strictObject({})),
  outsideValidity: z.readonly(
    z.strictObject({
      /** How far outside the validity a sale may be, for clocks that are off and shelves that are being cleared. */
      graceHours: hours,
    }),
  ),
  overCapacity: z.readonly(
    z.strictObject({
      /** By which factor what was sold in a year may exceed the certified annual supply. */
      factor,
      /** How long returns and voids are waited for. */
      settleHours: hours,
    }),
  ),
  priceAboveReference: z.readonly(
    z.strictObject({
      /** By which factor a price may exceed the reference price. */
      factor,
      /** How many lines at such a price make a finding. */
      minimumLines: count,
      settleHours: hours,
    }),
  ),
  priceJumpAfterListing: z.readonly(
    z.strictObject({
      /** By which factor the price may exceed the dearest week before certification, or else of the first weeks. */
      factor,
      /** Only prices that exceed the reference price by this factor count. */
      aboveReference: factor,
      /** How many weeks from the first sale on say what the price was where nothing was sold before certification. */
      baselineWeeks: count,
      /** How many weeks at such a price make a finding. */
      sustainedWeeks: count,
      settleHours: hours,
    }),
  ),
  duplicateClaim: z.readonly(
    z.strictObject({
      /** How far apart in time the two reports may say that the order was sold. */
      withinHours: z.number().check(z.minimum(0), z.maximum(240)),
      /** Shorter order numbers are not compared. */
      minimumOrderLength: count,
      /** Which share of the order numbers that both outlets use must be of the same goods. */
      minimumAgreement: z.number().check(z.minimum(0), z.maximum(1)),
      settleHours: hours,
    }),
  ),
  silentOutlet: z.readonly(
    z.strictObject({
      /** For how many days at least nothing was heard. */
      minimumDays: days,
      /** The same of an outlet that has paused so seldom yet that one can't say what is usual with it. */
      newcomerDays: days,
      /** By which factor the silence exceeds the longest of the outlet's last pauses between days with reports. */
      factor,
    }),
  ),
  sequenceGap: z.readonly(
    z.strictObject({
      /** How long a missing number may take to arrive. */
      graceHours: hours,
    }),
  ),
} as const satisfies Record<FindingRuleName, z.ZodMiniType>;

/** The thresholds of each rule. */
export type FindingThresholds = {
  readonly [Rule in FindingRuleName]: z.infer<(typeof findingThresholds)[Rule]>;
};

const Thresholds = z.readonly(z.record(z.string(), z.number()));

/** A rule as it is applied from a time on, until it is set again. */
export const FindingRule = z.readonly(
  z.looseObject({
    rule: openEnum(findingRules),
    /** 1 as it comes with the registry, one more each time that it is set. */
    version: z.int(),
    enabled: z.boolean(),
    thresholds: Thresholds,
    /** Why they are what they are. */
    reasoning: z.string(),
    /** Null as it comes with the registry. */
    setAt: z.nullable(Instant),
  }),
);
export type FindingRule = z.infer<typeof FindingRule>;

/** How a rule is to be applied from now on; thresholds are given in full. */
export const NewFindingRule = z.readonly(
  z.strictObject({ enabled: z.boolean(), thresholds: Thresholds, reasoning: line(500) }),
);
export type NewFindingRule = z.infer<typeof NewFindingRule>;

/** How the findings of a rule fared: a rule of which many are dismissed cries wolf. */
export const FindingRuleStatistics = z.readonly(
  z.looseObject({
    rule: openEnum(findingRules),
    raised: z.int(),
    open: z.int(),
    upheld: z.int(),
    dismissed: z.int(),
    /** Dismissed ÷ (upheld + dismissed); null where none is resolved. */
    dismissedShare: z.nullable(z.number()),
    /** The middle time from raising to resolving, in hours; null where none is resolved. */
    medianHoursToResolution: z.nullable(z.number()),
  }),
);
export type FindingRuleStatistics = z.infer<typeof FindingRuleStatistics>;
