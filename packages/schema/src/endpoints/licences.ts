import type { Endpoint } from '../endpoint.ts';
import { MarkLicenceId, OutletId } from '../id.ts';
import {
  MarkLicence,
  MarkLicenceChange,
  MarkLicenceGrant,
  MarkLicenceRenewal,
  markLicenceStatuses,
  MarkTerms,
  NewMarkLicence,
} from '../mark-licence.ts';
import { page, pageQuery } from '../page.ts';
import { line, Origin } from '../scalar.ts';
import * as z from 'zod/mini';

const licenceParams = z.object({ licenceId: MarkLicenceId });

/** Mark licences: who may show the mark, and on which origins. */
export const licencesEndpoints = {
  getMarkTerms: {
    summary: 'Get the terms on which the mark is licensed now',
    access: ['public'],
    response: MarkTerms,
    problems: [],
  },
  listMarkLicences: {
    summary: 'Search the register of mark licences; its own pending ones only an operator sees',
    access: ['public'],
    query: z.object({
      ...pageQuery,
      outletId: z.optional(OutletId),
      /** As `location.origin` writes it. */
      origin: z.optional(Origin),
      operatorName: z.optional(line(200)),
      status: z.optional(z.enum(markLicenceStatuses)),
    }),
    response: page(MarkLicence),
    problems: ['invalidInput'],
  },
  createMarkLicence: {
    summary: 'Ask for the mark for an outlet of the calling operator',
    access: ['operator'],
    body: NewMarkLicence,
    response: MarkLicence,
    status: 201,
    idempotent: true,
    problems: ['invalidInput', 'notFound', 'conflict'],
  },
  getMarkLicence: {
    summary: 'Get a mark licence; its challenges and signatory only for the licensee',
    access: ['public'],
    params: licenceParams,
    response: MarkLicence,
    problems: ['invalidInput', 'notFound'],
  },
  verifyMarkLicenceOrigins: {
    summary:
      'Have the registry look for the proofs; with all of them the licence is granted at once',
    access: ['operator'],
    params: licenceParams,
    body: z.readonly(z.strictObject({})),
    response: MarkLicence,
    problems: ['invalidInput', 'notFound', 'conflict', 'rateLimited'],
  },
  renewMarkLicence: {
    summary: 'Ask for a licence to be renewed, with new proofs',
    access: ['operator'],
    params: licenceParams,
    body: MarkLicenceRenewal,
    response: MarkLicence,
    status: 201,
    idempotent: true,
    problems: ['invalidInput', 'notFound', 'conflict'],
  },
  changeMarkLicenceStatus: {
    summary: 'Surrender a licence as its operator; suspend, reinstate or revoke it as a supervisor',
    access: ['operator', 'supervisor', 'administrator'],
    params: licenceParams,
    body: MarkLicenceChange,
    response: MarkLicence,
    status: 201,
    idempotent: true,
    problems: ['invalidInput', 'notFound', 'conflict'],
  },
  grantMarkLicence: {
    summary: 'License origins for an outlet without proof, for a reason that the register shows',
    access: ['administrator'],
    params: z.object({ outletId: OutletId }),
    body: MarkLicenceGrant,
    response: MarkLicence,
    status: 201,
    idempotent: true,
    problems: ['invalidInput', 'notFound', 'conflict'],
  },
} as const satisfies Record<string, Endpoint>;
