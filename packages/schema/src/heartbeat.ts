import { CarriedRun } from './carried-run.ts';
import { OutletId } from './id.ts';
import { outletKinds } from './outlet.ts';
import { openEnum } from './open-enum.ts';
import { Instant } from './scalar.ts';
import * as z from 'zod/mini';

const { terminalId, epoch, first } = CarriedRun.def.innerType.shape;

/** A sign of life of an outlet that has nothing to report, with the numbers that its terminals have reached. */
export const Heartbeat = z.readonly(
  z.strictObject({
    terminals: z.optional(
      z.readonly(
        z
          .array(
            z.readonly(
              z.strictObject({
                terminalId,
                epoch,
                /** The highest number given to a line at the terminal within the epoch: see CarriedRun. */
                last: first,
              }),
            ),
          )
          .check(z.maxLength(100)),
      ),
    ),
  }),
);
export type Heartbeat = z.infer<typeof Heartbeat>;

/** That a heartbeat was taken, by the registry's clock. */
export const HeartbeatReceipt = z.readonly(
  z.looseObject({ outletId: OutletId, receivedAt: Instant }),
);
export type HeartbeatReceipt = z.infer<typeof HeartbeatReceipt>;

/** When an outlet was last heard of; null where it never was. */
export const OutletActivity = z.readonly(
  z.looseObject({
    outletId: OutletId,
    name: z.string(),
    kind: openEnum(outletKinds),
    operatorName: z.string(),
    /** When lines of it were last accepted. */
    lastReportAt: z.nullable(Instant),
    /** When the last of its sales was. */
    lastSoldAt: z.nullable(Instant),
    lastHeartbeatAt: z.nullable(Instant),
    /** The longest of its last pauses between days with reports, in days; null before the second such day. */
    usualPauseDays: z.nullable(z.int()),
  }),
);
export type OutletActivity = z.infer<typeof OutletActivity>;
