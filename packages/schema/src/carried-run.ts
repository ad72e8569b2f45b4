import { openEnum } from './open-enum.ts';
import { line } from './scalar.ts';
import * as z from 'zod/mini';

// That of the last line of a run is then a safe integer as well.
const highestNumber = Number.MAX_SAFE_INTEGER - 1000;
const digest = z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/));

/**
 * Consecutive lines of one terminal in a batch, as the device that carries them has numbered them: the runs of a terminal cover
 * its lines in the batch in their order. It says nothing of the sales; it lets the registry see which lines never arrived.
 */
export const CarriedRun = z.readonly(
  z.strictObject({
    terminalId: line(64),
    /** The device's count: a new one begins where a device has lost its memory. RFC 7638 thumbprint of the device's key. */
    epoch: digest,
    /** Number of the first line within the epoch and terminal, from 1. */
    first: z.int().check(z.minimum(1), z.maximum(highestNumber)),
    /** How many lines they are. */
    count: z.int().check(z.minimum(1), z.maximum(1000)),
    /** Hash chain before the first line and after the last; see saleChainInput. Before line 1 it is the epoch. */
    previous: digest,
    head: digest,
    /** By how many milliseconds the device's clock was ahead of the registry's when the lines were sold; absent where unknown. */
    clockSkewMs: z.optional(z.int()),
  }),
);
export type CarriedRun = z.infer<typeof CarriedRun>;

/** The runs of a batch. */
export const CarriedRuns = z.readonly(z.array(CarriedRun).check(z.maxLength(1000)));

/**
 * What is hashed (SHA-256, base64url) for the next link of a terminal's chain: the link before, a line feed, and the line's
 * canonical content, see saleLineContent.
 */
export function saleChainInput(previous: string, content: string): string {
  return `${previous}\n${content}`;
}

/**
 * What is wrong with what a batch says of its runs; no line is refused for it. `invalidRun` and `otherLines` (the runs of a
 * terminal cover more or fewer lines than the batch has of it): the run counts for nothing. `chainBroken` and `contradiction`
 * (the same numbers came before with other lines): the numbers count as received, and the terminal has forked.
 */
export const CarriedFault = z.readonly(
  z.looseObject({
    /** Place of the run among the runs, from 0; null where `carried` as a whole can't be read. */
    index: z.nullable(z.int()),
    code: openEnum(['invalidRun', 'otherLines', 'chainBroken', 'contradiction']),
    detail: z.string(),
  }),
);
export type CarriedFault = z.infer<typeof CarriedFault>;
