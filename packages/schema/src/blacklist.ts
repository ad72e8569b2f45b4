import { CountyReference } from './division.ts';
import { BlacklistEntryId, SupplierId } from './id.ts';
import { openEnum } from './open-enum.ts';
import { CalendarDate, Instant, line } from './scalar.ts';
import { Uscc } from './uscc.ts';
import * as z from 'zod/mini';

/** A supplier on the blacklist: it can neither apply nor renew, and its certificates were suspended or withdrawn. */
export const BlacklistEntry = z.readonly(
  z.looseObject({
    blacklistEntryId: BlacklistEntryId,
    supplierId: SupplierId,
    supplierName: z.string(),
    uscc: Uscc,
    /** Where the supplier is registered. */
    county: CountyReference,
    reason: z.string(),
    addedAt: Instant,
    /** The last day of the period; null where it has no end. */
    until: z.nullable(CalendarDate),
    removedAt: z.nullable(Instant),
    removalReason: z.nullable(z.string()),
    /** What the supplier's certificates were changed to, and how many. */
    certificateStatus: openEnum(['suspended', 'withdrawn']),
    certificatesChanged: z.int(),
  }),
);
export type BlacklistEntry = z.infer<typeof BlacklistEntry>;

/** A supplier to be put on the blacklist, from now on. */
export const NewBlacklistEntry = z.readonly(
  z.strictObject({
    supplierId: SupplierId,
    reason: line(500),
    /** The last day of the period; without an end where absent. */
    until: z.optional(CalendarDate),
    /** What becomes of all the supplier's certificates. */
    certificateStatus: z.enum(['suspended', 'withdrawn']),
  }),
);
export type NewBlacklistEntry = z.infer<typeof NewBlacklistEntry>;
