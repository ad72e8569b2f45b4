import { Instant } from './scalar.ts';
import * as z from 'zod/mini';

/** Consecutive numbers of a terminal's lines, both ends inclusive. */
const numberRange = z.looseObject({ first: z.int(), last: z.int() });

/**
 * A terminal of an outlet within an epoch, as a device numbers the lines that it carries, and which of these have arrived.
 * A number counts as arrived once the registry has answered for its line, whatever the outcome.
 */
export const Terminal = z.readonly(
  z.looseObject({
    terminalId: z.string(),
    /** RFC 7638 thumbprint of the device's key; a device that has lost its memory begins a new one. */
    epoch: z.string(),
    /** Up to which number all have arrived, from 1; 0 where number 1 has not. */
    watermark: z.int(),
    /** The highest number that has arrived. */
    highest: z.int(),
    /** The highest number that the device says it has given; null where it never said so. */
    announced: z.nullable(z.int()),
    /** The numbers up to the highest, announced or arrived, that have not arrived: the lowest ranges, at most 100. */
    missing: z.readonly(z.array(numberRange)),
    /** How many numbers are missing in all. */
    missingCount: z.int(),
    firstHeardAt: Instant,
    lastHeardAt: Instant,
    /** By how many milliseconds the device's clock was ahead, the last time that it knew; null where it never did. */
    clockSkewMs: z.nullable(z.int()),
    /** How often runs did not add up, or contradicted what had come under the same numbers. */
    forks: z.int(),
    /** The last such run, and when it came; null where there was none. */
    lastFork: z.nullable(z.looseObject({ first: z.int(), last: z.int(), at: Instant })),
  }),
);
export type Terminal = z.infer<typeof Terminal>;
