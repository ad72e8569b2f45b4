import type { FindingRuleName, FindingThresholds } from '@fupin/schema';

/** Thresholds of a rule with what speaks for them. */
type DefaultRules = {
  readonly [Rule in FindingRuleName]: {
    readonly thresholds: FindingThresholds[Rule];
    readonly reasoning: string;
  };
};

/** The rules as they come with the registry: version 1 of each, in force until it is set. */
export const defaultRules: DefaultRules = {
  notCertified: {
    thresholds: {},
    reasoning:
      'One line suffices: a number of the directory is claimed for goods that never had a certificate.',
  },
  outsideValidity: {
    thresholds: { graceHours: 1 },
    reasoning: 'Clocks of tills go wrong by minutes, and a basket may be paid for after midnight.',
  },
  overCapacity: {
    thresholds: { factor: 1, settleHours: 48 },
    reasoning:
      'The supply was certified to the pack. Returns and voids of a sale mostly come within two days.',
  },
  priceAboveReference: {
    thresholds: { factor: 1.5, minimumLines: 3, settleHours: 24 },
    reasoning:
      'Prices that were complained of in public were 1.7 times those elsewhere and more; two lines may be slips of a till.',
  },
  priceJumpAfterListing: {
    thresholds: {
      factor: 1.25,
      aboveReference: 1.2,
      baselineWeeks: 4,
      sustainedWeeks: 3,
      settleHours: 24,
    },
    reasoning:
      'Sellers differ by a tenth and seasons by another; after a promotion a price goes back to the usual one, not beyond.',
  },
  duplicateClaim: {
    thresholds: { withinHours: 72, minimumOrderLength: 6, minimumAgreement: 0.5, settleHours: 24 },
    reasoning:
      'Short numbers begin anew every day. Two outlets that merely number alike share numbers, but seldom the goods.',
  },
  silentOutlet: {
    thresholds: { minimumDays: 3, newcomerDays: 14, factor: 2 },
    reasoning:
      'A weekend and a day; whoever reports once a week is silent after two weeks, as is whoever has only begun.',
  },
  sequenceGap: {
    thresholds: { graceHours: 24 },
    reasoning:
      'A device that was without a network sends what it has kept within a day of its return.',
  },
};

/**
 * When a case that was resolved is raised again: what was sold up to so many days after the resolution never counts. Whoever was
 * found out has time to put it right; what was found to be in order is left alone for a season.
 */
export const reopening = {
  upheld: 14,
  dismissed: 90,
  /** Of a certificate's capacity: by so much more must have been sold than when the finding was resolved. */
  furtherSupply: 0.1,
} as const;
