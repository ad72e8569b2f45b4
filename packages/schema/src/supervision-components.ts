import { BlacklistEntry, NewBlacklistEntry } from './blacklist.ts';
import { CertificateRenewal } from './certificate-renewal.ts';
import { CertificateSupervision } from './certificate-supervision.ts';
import {
  Complaint,
  ComplaintEvent,
  ComplaintFollowUp,
  ComplaintProgress,
  ComplaintReceipt,
  ComplaintStateChange,
  ComplaintSummary,
  NewComplaint,
} from './complaint.ts';
import { BlacklistEntryId, ComplaintId, SpotCheckId } from './id.ts';
import type { Component } from './openapi-components.ts';
import { NewSpotCheck, SpotCheck, SpotCheckResult } from './spot-check.ts';
import * as fixtures from './supervision-fixtures.ts';

/** The named schemas of dynamic management in the OpenAPI document. */
export const supervisionComponents: Readonly<Record<string, Component>> = {
  BlacklistEntry: {
    schema: BlacklistEntry,
    description:
      'A supplier’s time on the blacklist: it can neither apply nor renew, and its certificates were suspended or withdrawn.',
    example: fixtures.blacklistEntry,
  },
  BlacklistEntryId: {
    schema: BlacklistEntryId,
    description: 'Identifier of an entry of the blacklist.',
    example: fixtures.blacklistEntry.blacklistEntryId,
  },
  CertificateRenewal: {
    schema: CertificateRenewal,
    description: 'What the certifying county confirms when it renews a certificate.',
    example: fixtures.renewal,
  },
  CertificateSupervision: {
    schema: CertificateSupervision,
    description:
      'What supervision has found about a certificate: spot checks, and complaints in numbers.',
    example: fixtures.supervision,
  },
  Complaint: {
    schema: Complaint,
    description: 'A complaint in full, for those who handle it.',
    example: fixtures.complaint,
  },
  ComplaintEvent: {
    schema: ComplaintEvent,
    description: 'A step in the handling of a complaint.',
    example: fixtures.complaint.events[0],
  },
  ComplaintFollowUp: {
    schema: ComplaintFollowUp,
    description: 'The numbers on a receipt, by which its holder follows a complaint.',
    example: fixtures.complaintFollowUp,
  },
  ComplaintId: {
    schema: ComplaintId,
    description: 'Identifier of a complaint.',
    example: fixtures.complaint.complaintId,
  },
  ComplaintProgress: {
    schema: ComplaintProgress,
    description: 'How a complaint stands, as its complainant sees it.',
    example: fixtures.complaintProgress,
  },
  ComplaintReceipt: {
    schema: ComplaintReceipt,
    description: 'What a complainant is given; the code is shown this once.',
    example: fixtures.complaintReceipt,
  },
  ComplaintStateChange: {
    schema: ComplaintStateChange,
    description: 'The next step of a complaint.',
    example: fixtures.complaintStateChange,
  },
  ComplaintSummary: {
    schema: ComplaintSummary,
    description: 'A complaint as it stands in the list of those who handle it.',
    example: fixtures.complaintSummary,
  },
  NewBlacklistEntry: {
    schema: NewBlacklistEntry,
    description: 'A supplier to be put on the blacklist.',
    example: fixtures.newBlacklistEntry,
  },
  NewComplaint: {
    schema: NewComplaint,
    description:
      'What somebody complains of. Order number and contact are shown to nobody but those who handle the complaint.',
    example: fixtures.newComplaint,
  },
  NewSpotCheck: {
    schema: NewSpotCheck,
    description: 'A spot check to be planned for a day, or recorded with its result.',
    example: fixtures.newSpotCheck,
  },
  SpotCheck: {
    schema: SpotCheck,
    description: 'A spot check as those who supervise see it; planned until it has an outcome.',
    example: fixtures.spotCheck,
  },
  SpotCheckId: {
    schema: SpotCheckId,
    description: 'Identifier of a spot check.',
    example: fixtures.spotCheck.spotCheckId,
  },
  SpotCheckResult: {
    schema: SpotCheckResult,
    description: 'What a spot check came to; `remedyBy` goes with the outcome `remedy` alone.',
    example: fixtures.spotCheckResult,
  },
};
