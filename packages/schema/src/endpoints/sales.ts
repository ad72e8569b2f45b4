import type { Endpoint } from '../endpoint.ts';
import { OutletId } from '../id.ts';
import { LedgerSummary } from '../ledger.ts';
import { NewReportingSession, ReportingSession } from '../reporting-session.ts';
import { SalesReport, SalesReportEnvelope, SalesReportResult } from '../sale-line.ts';
import { CalendarDate } from '../scalar.ts';
import * as z from 'zod/mini';

const outletParams = z.object({ outletId: OutletId });

/** Sales reports and the ledger. */
export const salesEndpoints = {
  createReportingSession: {
    summary: 'Mint a short-lived key for an outlet’s back office',
    access: ['operator', 'administrator'],
    params: outletParams,
    body: NewReportingSession,
    response: ReportingSession,
    status: 201,
    problems: ['invalidInput', 'notFound'],
  },
  reportSales: {
    summary: 'Report sale lines; each is accepted, duplicate, conflict or rejected by itself',
    access: ['operator', 'session'],
    params: outletParams,
    body: SalesReport,
    envelope: SalesReportEnvelope,
    response: SalesReportResult,
    problems: ['invalidInput', 'notFound', 'payloadTooLarge'],
  },
  getLedgerSummary: {
    summary: 'Sum up the ledger: all and certified sales, by day and by origin',
    access: ['operator', 'session', 'supervisor', 'administrator'],
    query: z.object({
      /** Only this outlet; an operator sees its own outlets, a session its one. */
      outletId: z.optional(OutletId),
      /** First and last business date, both inclusive. */
      from: z.optional(CalendarDate),
      to: z.optional(CalendarDate),
    }),
    response: LedgerSummary,
    problems: ['invalidInput', 'notFound', 'conflict'],
  },
} as const satisfies Record<string, Endpoint>;
