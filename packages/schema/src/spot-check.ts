import { spotCheckAspects, spotCheckOutcomes } from './certificate-supervision.ts';
import { CertificateId, SpotCheckId } from './id.ts';
import { openEnum } from './open-enum.ts';
import { CalendarDate, Instant, line, paragraphs } from './scalar.ts';
import * as z from 'zod/mini';

/** A spot check as those who supervise see it: planned until it has an outcome. */
export const SpotCheck = z.readonly(
  z.looseObject({
    spotCheckId: SpotCheckId,
    certificateId: CertificateId,
    aspects: z.readonly(z.array(openEnum(spotCheckAspects))),
    plannedFor: CalendarDate,
    /** Null while the check is planned. */
    outcome: z.nullable(openEnum(spotCheckOutcomes)),
    finding: z.nullable(z.string()),
    /** What the finding rests on, e.g. the number of a laboratory's report; not public. */
    evidence: z.nullable(z.string()),
    remedyBy: z.nullable(CalendarDate),
    createdAt: Instant,
    concludedAt: z.nullable(Instant),
  }),
);
export type SpotCheck = z.infer<typeof SpotCheck>;

/** What a spot check came to; a day for the remedy goes with the outcome `remedy` alone. */
export const SpotCheckResult = z.readonly(
  z
    .strictObject({
      outcome: z.enum(spotCheckOutcomes),
      /** Public, on the certificate. */
      finding: line(500),
      evidence: z.optional(paragraphs(2000)),
      remedyBy: z.optional(CalendarDate),
    })
    .check(
      z.refine(({ outcome, remedyBy }) => (outcome === 'remedy') === (remedyBy !== undefined), {
        error: 'must be given where the outcome is "remedy", and only there',
        path: ['remedyBy'],
      }),
    ),
);
export type SpotCheckResult = z.infer<typeof SpotCheckResult>;

/** A spot check to be planned for a day, or recorded with its result where it was made without a plan. */
export const NewSpotCheck = z.readonly(
  z
    .strictObject({
      aspects: z
        .readonly(z.array(z.enum(spotCheckAspects)).check(z.minLength(1)))
        .check(
          z.refine((aspects) => new Set(aspects).size === aspects.length, 'must not repeat itself'),
        ),
      plannedFor: z.optional(CalendarDate),
      result: z.optional(SpotCheckResult),
    })
    .check(
      z.refine(({ plannedFor, result }) => (plannedFor === undefined) !== (result === undefined), {
        error: 'must be given where there is no result yet, and only there',
        path: ['plannedFor'],
      }),
    ),
);
export type NewSpotCheck = z.infer<typeof NewSpotCheck>;
