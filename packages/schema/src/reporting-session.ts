import { OutletId } from './id.ts';
import { Instant } from './scalar.ts';
import * as z from 'zod/mini';

/** How long a reporting session is to last, in minutes, at most 12 hours. */
export const NewReportingSession = z.readonly(
  z.strictObject({ minutes: z.optional(z.int().check(z.minimum(1), z.maximum(720))) }),
);
export type NewReportingSession = z.infer<typeof NewReportingSession>;

/** A key for one outlet's sales reports and dashboard, short-lived enough to be used in a back office's browser. */
export const ReportingSession = z.readonly(
  z.looseObject({
    /** The key, `rs_…`; shown once. */
    session: z.string(),
    outletId: OutletId,
    expiresAt: Instant,
  }),
);
export type ReportingSession = z.infer<typeof ReportingSession>;
