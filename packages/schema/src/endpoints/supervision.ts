import { BlacklistEntry, NewBlacklistEntry } from '../blacklist.ts';
import {
  Complaint,
  ComplaintFollowUp,
  ComplaintProgress,
  ComplaintReceipt,
  complaintStates,
  ComplaintStateChange,
  ComplaintSummary,
  NewComplaint,
} from '../complaint.ts';
import { DivisionCode } from '../division.ts';
import type { Endpoint } from '../endpoint.ts';
import { BlacklistEntryId, CertificateId, ComplaintId, SpotCheckId, SupplierId } from '../id.ts';
import { page, pageQuery } from '../page.ts';
import { line } from '../scalar.ts';
import { NewSpotCheck, SpotCheck, SpotCheckResult } from '../spot-check.ts';
import { flag } from './query.ts';
import * as z from 'zod/mini';

const certificateParams = z.object({ certificateId: CertificateId });
const handledBy = ['certifier', 'supervisor', 'administrator'] as const;

/** Spot checks, complaints and the blacklist of suppliers. */
export const supervisionEndpoints = {
  listSpotChecks: {
    summary: 'List the spot checks of the key’s division, planned ones included',
    access: handledBy,
    query: z.object({
      ...pageQuery,
      divisionCode: z.optional(DivisionCode),
      certificateId: z.optional(CertificateId),
      /** Only checks that have, or have not, come to a result. */
      concluded: z.optional(flag),
    }),
    response: page(SpotCheck),
    problems: ['invalidInput'],
  },
  createSpotCheck: {
    summary: 'Plan a spot check, or record one with its result; a failure suspends the certificate',
    access: handledBy,
    params: certificateParams,
    body: NewSpotCheck,
    response: SpotCheck,
    status: 201,
    idempotent: true,
    problems: ['invalidInput', 'notFound', 'conflict'],
  },
  setSpotCheckResult: {
    summary: 'Record what a planned spot check came to; a failure suspends the certificate',
    access: handledBy,
    params: z.object({ spotCheckId: SpotCheckId }),
    body: SpotCheckResult,
    response: SpotCheck,
    problems: ['invalidInput', 'notFound', 'conflict'],
  },
  createComplaint: {
    summary: 'Complain about a certified product',
    access: ['public'],
    keyless: true,
    params: certificateParams,
    body: NewComplaint,
    response: ComplaintReceipt,
    status: 201,
    problems: ['invalidInput', 'notFound', 'rateLimited'],
  },
  followComplaint: {
    summary: 'Ask how a complaint stands, with the numbers on its receipt',
    access: ['public'],
    keyless: true,
    body: ComplaintFollowUp,
    response: ComplaintProgress,
    problems: ['invalidInput', 'notFound', 'rateLimited'],
  },
  listComplaints: {
    summary: 'List the complaints of the key’s division, the oldest first',
    access: handledBy,
    query: z.object({
      ...pageQuery,
      divisionCode: z.optional(DivisionCode),
      certificateId: z.optional(CertificateId),
      state: z.optional(z.enum(complaintStates)),
      /** Only complaints that should have been acknowledged by now and are not, or only the others. */
      overdue: z.optional(flag),
    }),
    response: page(ComplaintSummary),
    problems: ['invalidInput'],
  },
  getComplaint: {
    summary: 'Get a complaint in full, with order number and contact',
    access: handledBy,
    params: z.object({ complaintId: ComplaintId }),
    response: Complaint,
    problems: ['invalidInput', 'notFound'],
  },
  changeComplaintState: {
    summary: 'Acknowledge, investigate, uphold or dismiss a complaint',
    access: handledBy,
    params: z.object({ complaintId: ComplaintId }),
    body: ComplaintStateChange,
    response: Complaint,
    status: 201,
    idempotent: true,
    problems: ['invalidInput', 'notFound', 'conflict'],
  },
  listBlacklist: {
    summary: 'List the suppliers on the blacklist, the latest first',
    access: ['public'],
    query: z.object({
      ...pageQuery,
      /** Of the county where a supplier is registered, or what that lies in. */
      divisionCode: z.optional(DivisionCode),
      supplierId: z.optional(SupplierId),
      /** Also entries that have ended or were removed. */
      past: z.optional(flag),
    }),
    response: page(BlacklistEntry),
    problems: ['invalidInput'],
  },
  createBlacklistEntry: {
    summary: 'Put a supplier on the blacklist, and suspend or withdraw all its certificates',
    access: ['supervisor', 'administrator'],
    body: NewBlacklistEntry,
    response: BlacklistEntry,
    status: 201,
    idempotent: true,
    problems: ['invalidInput', 'conflict'],
  },
  removeBlacklistEntry: {
    summary: 'Take a supplier off the blacklist; its certificates stay as they are',
    access: ['supervisor', 'administrator'],
    params: z.object({ blacklistEntryId: BlacklistEntryId }),
    body: z.readonly(z.strictObject({ reason: line(500) })),
    response: BlacklistEntry,
    status: 201,
    idempotent: true,
    problems: ['invalidInput', 'notFound', 'conflict'],
  },
} as const satisfies Record<string, Endpoint>;
