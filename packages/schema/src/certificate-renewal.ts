import { linkageKinds } from './certificate.ts';
import { CalendarDate, CommodityValueFen, line, Quantity } from './scalar.ts';
import * as z from 'zod/mini';

const confirmed = z.boolean().check(z.refine((holds) => holds, 'must be confirmed'));

/**
 * What the certifying county confirms when it renews a certificate. The successor begins on the day after the old one's
 * last, or today where that has passed.
 */
export const CertificateRenewal = z.readonly(
  z.strictObject({
    /** The successor's number in the directory; made from the old one's where absent. */
    directoryNo: z.optional(line(64)),
    batch: z.optional(line(64)),
    /** Not beyond what the scheme gives, which it is where absent. */
    validUntil: z.optional(CalendarDate),
    /** The interest linkage as it is today. */
    linkage: z.strictObject({
      kinds: z
        .readonly(z.array(z.enum(linkageKinds)).check(z.minLength(1)))
        .check(z.refine((kinds) => new Set(kinds).size === kinds.length, 'must not repeat itself')),
      householdsHelped: z.int().check(z.minimum(1)),
      peopleHelped: z.int().check(z.minimum(1)),
    }),
    /** As before where absent. */
    commodityValueFen: z.optional(CommodityValueFen),
    annualSupply: z.optional(z.strictObject({ quantity: Quantity, unit: line(20) })),
    /** What the county has seen to hold still. */
    checklist: z.strictObject({ mechanism: confirmed, quality: confirmed, price: confirmed }),
  }),
);
export type CertificateRenewal = z.infer<typeof CertificateRenewal>;
