import { CountyReference } from './division.ts';
import { CalendarDate, Instant, SumFen } from './scalar.ts';
import * as z from 'zod/mini';

/** Sums over ledger lines, in fen. Returns and voids are given as positive sums; net = sales − returns − voids. */
export const LedgerTotals = z.readonly(
  z.looseObject({
    lines: z.int(),
    salesFen: SumFen,
    returnsFen: SumFen,
    voidsFen: SumFen,
    netFen: SumFen,
  }),
);
export type LedgerTotals = z.infer<typeof LedgerTotals>;

/** Both totals: everything that was sold, and what of it was certified when it was sold. */
const bothTotals = { all: LedgerTotals, certified: LedgerTotals };

/** The ledger summed up, by day and by origin, over business dates from `from` to `to`, both inclusive. */
export const LedgerSummary = z.readonly(
  z.looseObject({
    /** The instant at which the sums held. */
    asOf: Instant,
    /** First and last business date that the sums cover; null where there are no lines. */
    from: z.nullable(CalendarDate),
    to: z.nullable(CalendarDate),
    ...bothTotals,
    /** Returns and voids for which no sale in this ledger is known. */
    unmatchedLines: z.int(),
    /** Days with lines, in order. */
    byDay: z.readonly(z.array(z.looseObject({ date: CalendarDate, ...bothTotals }))),
    /** Certified sales by county of origin, the greatest net first. */
    byOrigin: z.readonly(
      z.array(z.looseObject({ county: CountyReference, certified: LedgerTotals })),
    ),
  }),
);
export type LedgerSummary = z.infer<typeof LedgerSummary>;
