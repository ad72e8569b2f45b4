import { CampaignId, OutletId } from './id.ts';
import { LedgerTotals } from './ledger.ts';
import { ledgerDimensionNames, ledgerSides, ledgerSpans } from './ledger-dimension.ts';
import { openEnum } from './open-enum.ts';
import { buyerKinds, cooperations, fundSources, saleKinds } from './sale-line.ts';
import { AmountFen, CalendarDate, Instant, line, SumFen } from './scalar.ts';
import * as z from 'zod/mini';

/** A calendar month, `YYYY-MM`. */
export const CalendarMonth = z
  .string()
  .check(z.regex(/^(?:19|20)\d\d-(?:0[1-9]|1[0-2])$/, 'must be a month such as "2020-09"'));

/** What some lines come to: both totals, and what of them needs a second look. */
export const LedgerFigure = z.readonly(
  z.looseObject({
    /** The member of the dimension that is grouped by; null without one, and for lines of which it is not known. */
    member: z.nullable(z.string()),
    /** The member's name, where it has one. */
    name: z.nullable(z.string()),
    nameEn: z.nullable(z.string()),
    /** The span of time: `2020-10-17`, `2020-10`, `2020-Q4`, `2020` or a campaign's id; null where time is not cut. */
    period: z.nullable(z.string()),
    /** The campaign's name, where it is one. */
    periodName: z.nullable(z.string()),
    periodNameEn: z.nullable(z.string()),
    all: LedgerTotals,
    certified: LedgerTotals,
    /** Returns and voids for which no sale in this ledger is known. */
    unmatchedLines: z.int(),
    /** Lines of a closed month, which count on the day on which they came: adjustments, in `all` and `certified` as well. */
    lateLines: z.int(),
    /** Sales − returns − voids of these. */
    lateFen: SumFen,
  }),
);
export type LedgerFigure = z.infer<typeof LedgerFigure>;

/** One page of the ledger's figures, all up to one place of the log. */
export const LedgerFigures = z.readonly(
  z.looseObject({
    /** When lines were last added to the figures. */
    asOf: Instant,
    /** Place of the last batch of lines that is in them; give it to listLedgerLines for the very lines behind a figure. */
    upTo: z.int(),
    from: z.nullable(CalendarDate),
    to: z.nullable(CalendarDate),
    groupBy: z.nullable(openEnum(ledgerDimensionNames)),
    every: z.nullable(openEnum(ledgerSpans)),
    /** From which side of the trade the figures look at sales; figures of two sides are never to be added. */
    side: z.nullable(openEnum(ledgerSides)),
    /** Whether the figures of different members or spans may be added: not where a line stands under several. */
    addsUp: z.boolean(),
    items: z.readonly(z.array(LedgerFigure)),
    nextCursor: z.nullable(z.string()),
  }),
);
export type LedgerFigures = z.infer<typeof LedgerFigures>;

/** An accepted sale line as the ledger counts it. */
export const LedgerLine = z.readonly(
  z.looseObject({
    outletId: OutletId,
    lineId: z.string(),
    kind: openEnum(saleKinds),
    terminalId: z.string(),
    businessDate: CalendarDate,
    /** The day on which the ledger counts it: its business date, or where that month was closed the day on which it came. */
    bookedOn: CalendarDate,
    /** Whether it is an adjustment: a line of a closed month. */
    late: z.boolean(),
    receiptNo: z.string(),
    lineNo: z.int(),
    soldAt: Instant,
    acceptedAt: Instant,
    certified: z.boolean(),
    unmatched: z.boolean(),
    productId: z.nullable(z.string()),
    certificateId: z.nullable(z.string()),
    /** County of origin of the product. */
    countyCode: z.nullable(z.string()),
    sku: z.nullable(z.string()),
    name: z.nullable(z.string()),
    quantity: z.string(),
    unit: z.string(),
    amountFen: AmountFen,
    originalLineId: z.nullable(z.string()),
    buyerKind: z.nullable(openEnum(buyerKinds)),
    fundSource: z.nullable(openEnum(fundSources)),
    cooperation: z.nullable(openEnum(cooperations)),
  }),
);
export type LedgerLine = z.infer<typeof LedgerLine>;

/** One page of lines behind figures. */
export const LedgerLines = z.readonly(
  z.looseObject({
    /** Place of the last batch whose lines are listed. */
    upTo: z.int(),
    items: z.readonly(z.array(LedgerLine)),
    /** Null on the last page; a page may hold few lines, or none, and go on. */
    nextCursor: z.nullable(z.string()),
  }),
);
export type LedgerLines = z.infer<typeof LedgerLines>;

/** A month whose figures don't change any more. */
export const LedgerPeriod = z.readonly(
  z.looseObject({
    month: CalendarMonth,
    closedAt: Instant,
    /** When the last line taken before was in the figures, which are final from then; null until then. */
    settledAt: z.nullable(Instant),
  }),
);
export type LedgerPeriod = z.infer<typeof LedgerPeriod>;

/** Which month is to be closed. */
export const NewLedgerPeriod = z.readonly(z.strictObject({ month: CalendarMonth }));

/** A campaign: days whose sales are looked at together, such as the month of poverty alleviation through consumption. */
export const Campaign = z.readonly(
  z.looseObject({
    campaignId: CampaignId,
    name: z.string(),
    nameEn: z.optional(z.string()),
    from: CalendarDate,
    to: CalendarDate,
  }),
);
export type Campaign = z.infer<typeof Campaign>;

/** What the administrator says of a new campaign. */
export const NewCampaign = z.readonly(
  z
    .strictObject({
      name: line(120),
      nameEn: z.optional(line(160)),
      from: CalendarDate,
      to: CalendarDate,
    })
    .check(
      z.refine(({ from, to }) => from <= to, { error: 'must not be before from', path: ['to'] }),
    ),
);
