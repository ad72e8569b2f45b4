import { openEnum, type Open } from './open-enum.ts';
import { CalendarDate, Instant } from './scalar.ts';
import * as z from 'zod/mini';

/** What a spot check looks at. */
export const spotCheckAspects = ['mechanism', 'quality', 'price'] as const;
export type SpotCheckAspect = Open<(typeof spotCheckAspects)[number]>;

/** What a spot check came to; a failure suspends the certificate, a remedy is owed by a day. */
export const spotCheckOutcomes = ['passed', 'failed', 'remedy'] as const;
export type SpotCheckOutcome = Open<(typeof spotCheckOutcomes)[number]>;

/** A spot check that has come to its result, as everybody may read it. */
export const SpotCheckFinding = z.readonly(
  z.looseObject({
    aspects: z.readonly(z.array(openEnum(spotCheckAspects))),
    outcome: openEnum(spotCheckOutcomes),
    finding: z.string(),
    /** The day by which the fault is to be remedied; null where none is. */
    remedyBy: z.nullable(CalendarDate),
    concludedAt: Instant,
  }),
);
export type SpotCheckFinding = z.infer<typeof SpotCheckFinding>;

/** How many complaints about a certificate there are, by where they stand. */
export const ComplaintCounts = z.readonly(
  z.looseObject({
    received: z.int(),
    /** Of those, neither upheld nor dismissed yet. */
    open: z.int(),
    upheld: z.int(),
    dismissed: z.int(),
  }),
);
export type ComplaintCounts = z.infer<typeof ComplaintCounts>;

/** What supervision has found about a certificate: the latest spot checks, the latest first, and complaints in numbers. */
export const CertificateSupervision = z.readonly(
  z.looseObject({ spotChecks: z.readonly(z.array(SpotCheckFinding)), complaints: ComplaintCounts }),
);
export type CertificateSupervision = z.infer<typeof CertificateSupervision>;
