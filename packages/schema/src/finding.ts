import { DivisionCode } from './division.ts';
import { findingRules } from './finding-rule.ts';
import { CertificateId, FindingId, OutletId, ProductId } from './id.ts';
import { openEnum, type Open } from './open-enum.ts';
import { Instant, line } from './scalar.ts';
import * as z from 'zod/mini';

/** Where a finding stands. */
export const findingStates = ['open', 'upheld', 'dismissed'] as const;
export type FindingState = Open<(typeof findingStates)[number]>;

/**
 * Why a finding is upheld or dismissed: somebody broke the rules, the report was wrong, the directory was wrong, it has a good
 * reason, or the rule is too strict.
 */
export const findingReasons = [
  'violation',
  'reportingError',
  'directoryError',
  'explained',
  'ruleTooStrict',
  'other',
] as const;

const reasonsOf = {
  upheld: ['violation', 'reportingError', 'other'],
  dismissed: ['directoryError', 'explained', 'ruleTooStrict', 'other'],
} as const satisfies Record<string, readonly (typeof findingReasons)[number][]>;

/** What a finding is about; null where it is about none. */
export const FindingSubject = z.readonly(
  z.looseObject({
    /** One outlet, of a duplicate claim two, of an operator's own alone where it asks. */
    outletIds: z.readonly(z.array(OutletId)),
    productId: z.nullable(ProductId),
    certificateId: z.nullable(CertificateId),
    terminalId: z.nullable(z.string()),
    /** Of the county in whose name it is looked into; null where that is the whole country's. */
    countyCode: z.nullable(DivisionCode),
  }),
);

/** What a finding rests on. */
export const FindingEvidence = z.readonly(
  z.looseObject({
    /** How many lines, orders, days or numbers it is of; it grows as long as the finding is open. */
    occurrences: z.int(),
    /** When the first and the last of them was. */
    firstAt: Instant,
    lastAt: Instant,
    /** Up to ten of the lines it is of. */
    lineIds: z.readonly(z.array(z.string())),
    /** What was found, in figures, by name. */
    facts: z.readonly(z.record(z.string(), z.union([z.string(), z.number()]))),
    /** The thresholds of the rule that were applied. */
    thresholds: z.readonly(z.record(z.string(), z.number())),
  }),
);
export type FindingEvidence = z.infer<typeof FindingEvidence>;

/** How a finding was resolved, and by whom. */
export const FindingResolution = z.readonly(
  z.looseObject({
    reasonCode: openEnum(findingReasons),
    reason: z.string(),
    at: Instant,
    /** Id of the key that resolved it; null for operators. */
    keyId: z.nullable(z.string()),
    /** When the status change of its certificate takes effect to which it led; null where it led to none. */
    statusChangedAt: z.nullable(Instant),
  }),
);

/** Something in the ledger that does not fit together. It corrects nothing: people decide what it means. */
export const Finding = z.readonly(
  z.looseObject({
    findingId: FindingId,
    rule: openEnum(findingRules),
    /** The version of the rule by which it was raised. */
    ruleVersion: z.int(),
    state: openEnum(findingStates),
    subject: FindingSubject,
    evidence: FindingEvidence,
    raisedAt: Instant,
    /** When evidence was last added. */
    updatedAt: Instant,
    /** Null while it is open. */
    resolution: z.nullable(FindingResolution),
  }),
);
export type Finding = z.infer<typeof Finding>;

/** Upholds or dismisses a finding. What follows for a certificate is an operation of its own, which can be pointed at. */
export const NewFindingResolution = z.readonly(
  z
    .strictObject({
      state: z.enum(['upheld', 'dismissed']),
      reasonCode: z.enum(findingReasons),
      /** Shown to the operators whose outlets it is about. */
      reason: line(500),
      /** When a change of its certificate's status takes effect, where one was made for it. */
      statusChangedAt: z.optional(Instant),
    })
    .check(
      z.refine(
        ({ state, reasonCode }) => (reasonsOf[state] as readonly string[]).includes(reasonCode),
        { error: 'must be a reason that goes with the state', path: ['reasonCode'] },
      ),
      z.refine(
        ({ state, statusChangedAt }) => state === 'upheld' || statusChangedAt === undefined,
        { error: 'must be left out unless the finding is upheld', path: ['statusChangedAt'] },
      ),
    ),
);
export type NewFindingResolution = z.infer<typeof NewFindingResolution>;
