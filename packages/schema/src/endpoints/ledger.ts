import { linkageKinds } from '../certificate.ts';
import { CategoryCode } from '../category.ts';
import { DivisionCode } from '../division.ts';
import type { Endpoint } from '../endpoint.ts';
import { CampaignId, OperatorId, OutletId, ProductId, SupplierId } from '../id.ts';
import { LedgerSummary } from '../ledger.ts';
import { ledgerDimensionNames, ledgerSpans } from '../ledger-dimension.ts';
import {
  Campaign,
  LedgerFigures,
  LedgerLines,
  LedgerPeriod,
  NewCampaign,
  NewLedgerPeriod,
} from '../ledger-figures.ts';
import { LedgerIndicator } from '../ledger-indicator.ts';
import { outletKinds } from '../outlet.ts';
import { page, pageQuery } from '../page.ts';
import { buyerKinds, cooperations, fundSources } from '../sale-line.ts';
import { CalendarDate } from '../scalar.ts';
import * as z from 'zod/mini';

const readers = ['operator', 'session', 'supervisor', 'administrator'] as const;

/** Which lines are meant; all filters apply together. `none` stands for lines of which the thing is not known. */
const filter = {
  from: z.optional(CalendarDate),
  to: z.optional(CalendarDate),
  /** In place of `from` and `to`: the days of a campaign. */
  campaignId: z.optional(CampaignId),
  /** Only this outlet; an operator sees its own outlets, a session its one, a supervisor those of its division. */
  outletId: z.optional(OutletId),
  operatorId: z.optional(OperatorId),
  outletKind: z.optional(z.enum(outletKinds)),
  productId: z.optional(ProductId),
  supplierId: z.optional(SupplierId),
  categoryCode: z.optional(CategoryCode),
  /** Origin of the goods: a county, prefecture or province. */
  divisionCode: z.optional(DivisionCode),
  linkageKind: z.optional(z.enum([...linkageKinds, 'none'])),
  buyerKind: z.optional(z.enum([...buyerKinds, 'none'])),
  fundSource: z.optional(z.enum([...fundSources, 'none'])),
  cooperation: z.optional(z.enum([...cooperations, 'none'])),
};
const grouping = {
  groupBy: z.optional(z.enum(ledgerDimensionNames)),
  /** Cuts time into spans as well. */
  every: z.optional(z.enum(ledgerSpans)),
};
const upTo = z.optional(z.coerce.number().check(z.int()));
const format = z.optional(z.enum(['csv', 'jsonl', 'xlsx']));
/** Language of the headings. */
const language = z.optional(z.enum(['zh', 'en']));

/** The ledger: figures, the lines behind them, closed months and campaigns. */
export const ledgerEndpoints = {
  getLedgerSummary: {
    summary: 'Sum up the ledger: all and certified sales, by day and by origin',
    access: readers,
    query: z.object({
      /** Only this outlet; an operator sees its own outlets, a session its one. */
      outletId: z.optional(OutletId),
      /** First and last day on which lines count, both inclusive. */
      from: z.optional(CalendarDate),
      to: z.optional(CalendarDate),
    }),
    response: LedgerSummary,
    problems: ['invalidInput', 'notFound', 'conflict'],
  },
  getLedgerFigures: {
    summary: 'Get figures of the ledger, grouped by one dimension, by time, or both',
    access: readers,
    query: z.object({ ...filter, ...grouping, ...pageQuery }),
    response: LedgerFigures,
    problems: ['invalidInput', 'notFound', 'conflict', 'unavailable'],
  },
  getLedgerFiguresFile: {
    summary: 'Download figures of the ledger as CSV, JSON Lines or XLSX',
    access: readers,
    query: z.object({ ...filter, ...grouping, format, language }),
    response: z.file(),
    answersFile: true,
    isStreamed: true,
    mediaType: '*/*',
    problems: ['invalidInput', 'notFound', 'notAcceptable', 'conflict', 'unavailable'],
  },
  listLedgerLines: {
    summary: 'List the lines behind a figure, with the same filters and up to the same place',
    access: readers,
    query: z.object({ ...filter, ...pageQuery, upTo }),
    response: LedgerLines,
    problems: ['invalidInput', 'notFound'],
  },
  getLedgerLinesFile: {
    summary: 'Download the lines behind a figure as CSV, JSON Lines or XLSX',
    access: readers,
    query: z.object({ ...filter, upTo, format, language }),
    response: z.file(),
    answersFile: true,
    isStreamed: true,
    mediaType: '*/*',
    problems: ['invalidInput', 'notFound', 'notAcceptable'],
  },
  listIndicators: {
    summary: 'List the ledger’s indicators: what each means, how it is reckoned and by whose word',
    access: ['public'],
    response: page(LedgerIndicator),
    problems: [],
  },
  listLedgerPeriods: {
    summary: 'List the closed months, the latest first',
    access: readers,
    query: z.object(pageQuery),
    response: page(LedgerPeriod),
    problems: ['invalidInput'],
  },
  closeLedgerPeriod: {
    summary: 'Close a month: lines of it that come later are adjustments of the day they come',
    access: ['administrator'],
    body: NewLedgerPeriod,
    response: LedgerPeriod,
    status: 201,
    idempotent: true,
    problems: ['invalidInput', 'conflict'],
  },
  listCampaigns: {
    summary: 'List the campaigns, the latest first',
    access: ['public'],
    query: z.object(pageQuery),
    response: page(Campaign),
    problems: ['invalidInput'],
  },
  createCampaign: {
    summary: 'Create a campaign: a name for some days, under which their sales are found',
    access: ['administrator'],
    body: NewCampaign,
    response: Campaign,
    status: 201,
    idempotent: true,
    problems: ['invalidInput', 'conflict'],
  },
} as const satisfies Record<string, Endpoint>;
