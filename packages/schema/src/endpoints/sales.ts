import type { Endpoint } from '../endpoint.ts';
import { OutletId } from '../id.ts';
import { NewReportingSession, ReportingSession } from '../reporting-session.ts';
import { SalesReport, SalesReportEnvelope, SalesReportResult } from '../sale-line.ts';
import * as z from 'zod/mini';

const outletParams = z.object({ outletId: OutletId });

/** Sales reports. */
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
    isRepeatable: true,
    body: SalesReport,
    envelope: SalesReportEnvelope,
    response: SalesReportResult,
    problems: ['invalidInput', 'notFound', 'payloadTooLarge'],
  },
} as const satisfies Record<string, Endpoint>;
