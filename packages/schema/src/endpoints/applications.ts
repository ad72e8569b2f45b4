import {
  Application,
  ApplicationSummary,
  Checklist,
  PublicNotice,
  reviewDecisions,
  trackStates,
} from '../application.ts';
import { Batch } from '../batch.ts';
import { Certificate } from '../certificate.ts';
import { DivisionCode } from '../division.ts';
import { NewDossier } from '../dossier.ts';
import type { Endpoint } from '../endpoint.ts';
import { EvidenceFileName, evidenceKinds, evidenceMediaTypes } from '../evidence.ts';
import { ApplicationId, BatchId, EvidenceId, ObjectionId } from '../id.ts';
import { NewObjection, Objection, ObjectionReceipt } from '../objection.ts';
import { page, pageQuery } from '../page.ts';
import { CalendarDate, line, paragraphs } from '../scalar.ts';
import { SchemeId } from '../scheme-id.ts';
import { NewScheme, Scheme } from '../scheme.ts';
import { NewSupplier, Supplier } from '../supplier.ts';
import { flag } from './query.ts';
import * as z from 'zod/mini';

const applicationParams = z.object({ applicationId: ApplicationId });
const trackParams = z.object({ applicationId: ApplicationId, schemeId: SchemeId });
const batchParams = z.object({ batchId: BatchId });
const readers = ['supplier', 'certifier', 'supervisor', 'administrator'] as const;
const reviewers = ['certifier', 'supervisor'] as const;
const schemeIds = z.readonly(z.array(SchemeId).check(z.minLength(1), z.maxLength(10)));
const version = z.int().check(z.minimum(1));
const reason = paragraphs(1000);

/** Certification schemes, applications under them, their evidence, and the batches they are announced in. */
export const applicationsEndpoints = {
  listSchemes: {
    summary: 'List the certification schemes: criteria, review chain and validity of each',
    access: ['public'],
    response: page(Scheme),
    problems: [],
  },
  createScheme: {
    summary: 'State a certification scheme; it never changes afterwards',
    access: ['administrator'],
    body: NewScheme,
    response: Scheme,
    status: 201,
    idempotent: true,
    problems: ['invalidInput', 'conflict'],
  },
  getScheme: {
    summary: 'Get a certification scheme',
    access: ['public'],
    params: z.object({ schemeId: SchemeId }),
    response: Scheme,
    problems: ['invalidInput', 'notFound'],
  },
  createSupplier: {
    summary: 'Register a supplier, so that it can be given a key and apply',
    access: ['certifier', 'administrator'],
    body: NewSupplier,
    response: Supplier,
    status: 201,
    idempotent: true,
    problems: ['invalidInput', 'conflict'],
  },
  listApplications: {
    summary: 'List applications by scheme: a supplier’s own, or those of a reviewer’s division',
    access: readers,
    query: z.object({
      ...pageQuery,
      schemeId: z.optional(SchemeId),
      trackState: z.optional(z.enum(trackStates)),
      divisionCode: z.optional(DivisionCode),
      /** Only those in a batch. */
      batchId: z.optional(BatchId),
      /**
       * Only those whose next step is, or is not, for this key to take now. While a public notice lasts, none is, unless an
       * objection is to be answered.
       */
      awaitsMe: z.optional(flag),
    }),
    response: page(ApplicationSummary),
    problems: ['invalidInput'],
  },
  createApplication: {
    summary: 'Begin an application for certification of one product under one or more schemes',
    access: ['supplier'],
    body: z.readonly(z.strictObject({ schemeIds, dossier: z.optional(NewDossier) })),
    response: Application,
    status: 201,
    idempotent: true,
    problems: ['invalidInput', 'conflict'],
  },
  getApplication: {
    summary: 'Get an application with its dossier and its way through each scheme',
    access: readers,
    params: applicationParams,
    query: z.object({
      /**
       * Shows the dossier, with its evidence, as it was submitted under this scheme. Where absent, a reviewer is shown what it
       * is to decide on; of several, the oldest.
       */
      submittedUnder: z.optional(SchemeId),
    }),
    response: Application,
    problems: ['invalidInput', 'notFound'],
  },
  updateApplication: {
    summary: 'Replace the dossier of an application and the schemes it seeks',
    access: ['supplier'],
    params: applicationParams,
    body: z.readonly(
      z.strictObject({ version, schemeIds: z.optional(schemeIds), dossier: NewDossier }),
    ),
    response: Application,
    problems: ['invalidInput', 'notFound', 'conflict'],
  },
  getApplicationChecklist: {
    summary: 'Say what is missing under each scheme before the application can be submitted',
    access: readers,
    params: applicationParams,
    response: Checklist,
    problems: ['invalidInput', 'notFound'],
  },
  submitApplication: {
    summary: 'Submit an application under some or all of its schemes, for the first time or mended',
    access: ['supplier'],
    params: applicationParams,
    body: z.readonly(z.strictObject({ version, schemeIds: z.optional(schemeIds) })),
    response: Application,
    status: 201,
    idempotent: true,
    problems: ['invalidInput', 'notFound', 'conflict'],
  },
  withdrawApplication: {
    summary: 'Withdraw an application under some or all of its schemes, for good',
    access: ['supplier'],
    params: applicationParams,
    body: z.readonly(z.strictObject({ schemeIds: z.optional(schemeIds), reason })),
    response: Application,
    status: 201,
    idempotent: true,
    problems: ['invalidInput', 'notFound', 'conflict'],
  },
  takeReviewStep: {
    summary: 'Pass the step that is awaited, return the application to be mended, or refuse it',
    access: reviewers,
    params: trackParams,
    body: z.readonly(
      z.strictObject({
        /** Of the track, as it was read. */
        version,
        decision: z.enum(reviewDecisions),
        /** Needed unless the step is passed. */
        reason: z.optional(reason),
      }),
    ),
    response: Application,
    status: 201,
    idempotent: true,
    problems: ['invalidInput', 'notFound', 'conflict'],
  },
  addEvidence: {
    summary: 'Upload a file as evidence; one of the same kind and name is replaced',
    access: ['supplier'],
    params: z.object({
      applicationId: ApplicationId,
      evidenceKind: z.enum(evidenceKinds),
      fileName: EvidenceFileName,
    }),
    bodyMediaTypes: evidenceMediaTypes,
    response: Application,
    problems: ['invalidInput', 'notFound', 'conflict'],
  },
  getEvidence: {
    summary: 'Download a file of evidence',
    access: readers,
    params: z.object({ applicationId: ApplicationId, evidenceId: EvidenceId }),
    response: z.file(),
    answersFile: true,
    mediaType: '*/*',
    problems: ['invalidInput', 'notFound'],
  },
  removeEvidence: {
    summary: 'Remove a file of evidence that has not been submitted yet',
    access: ['supplier'],
    params: z.object({ applicationId: ApplicationId, evidenceId: EvidenceId }),
    response: Application,
    problems: ['invalidInput', 'notFound', 'conflict'],
  },
  listPublicNotices: {
    summary: 'List the applications under public notice today',
    access: ['public'],
    query: z.object({
      ...pageQuery,
      schemeId: z.optional(SchemeId),
      divisionCode: z.optional(DivisionCode),
    }),
    response: page(PublicNotice),
    problems: ['invalidInput'],
  },
  fileObjection: {
    summary: 'Object to an application under public notice, without a key',
    access: ['public'],
    keyless: true,
    params: trackParams,
    body: NewObjection,
    response: ObjectionReceipt,
    status: 201,
    problems: ['invalidInput', 'notFound', 'conflict', 'rateLimited'],
  },
  listObjections: {
    summary: 'List the objections to an application and their answers',
    access: readers,
    params: applicationParams,
    response: page(Objection),
    problems: ['invalidInput', 'notFound'],
  },
  answerObjection: {
    summary: 'Answer an objection, as justified or not; determination waits for all answers',
    access: reviewers,
    params: z.object({ applicationId: ApplicationId, objectionId: ObjectionId }),
    body: z.readonly(z.strictObject({ text: reason, upheld: z.boolean() })),
    response: Objection,
    status: 201,
    idempotent: true,
    problems: ['invalidInput', 'notFound', 'conflict'],
  },
  listBatches: {
    summary:
      'List batches of certificates, the latest first: those published, or a reviewer’s open ones',
    access: ['public'],
    query: z.object({
      ...pageQuery,
      schemeId: z.optional(SchemeId),
      /** Published where absent; open ones are listed for the division that collates them alone. */
      batchState: z.optional(z.enum(['open', 'published'])),
    }),
    response: page(Batch),
    problems: ['invalidInput'],
  },
  createBatch: {
    summary: 'Collate applications that await listing under a scheme',
    access: reviewers,
    body: z.readonly(
      z.strictObject({
        schemeId: SchemeId,
        name: line(40),
        /** Which applications; all that await listing by this key where absent, 1,000 at most. */
        applicationIds: z.optional(
          z.readonly(z.array(ApplicationId).check(z.minLength(1), z.maxLength(1000))),
        ),
      }),
    ),
    response: Batch,
    status: 201,
    idempotent: true,
    problems: ['invalidInput', 'conflict'],
  },
  getBatch: {
    summary: 'Get a batch; an open one for the division that collates it alone',
    access: ['public'],
    params: batchParams,
    response: Batch,
    problems: ['invalidInput', 'notFound'],
  },
  discardBatch: {
    summary: 'Give up an open batch; its applications await listing again',
    access: reviewers,
    params: batchParams,
    response: Batch,
    problems: ['invalidInput', 'notFound', 'conflict'],
  },
  publishBatch: {
    summary: 'Publish a batch: its certificates are numbered and given, all or none',
    access: reviewers,
    params: batchParams,
    body: z.readonly(
      z.strictObject({
        /** First day of validity, today or within a year; today where absent. */
        validFrom: z.optional(CalendarDate),
      }),
    ),
    response: Batch,
    status: 201,
    idempotent: true,
    problems: ['invalidInput', 'notFound', 'conflict'],
  },
  listBatchCertificates: {
    summary: 'List the certificates of a published batch by their numbers',
    access: ['public'],
    params: batchParams,
    query: z.object(pageQuery),
    response: page(Certificate),
    problems: ['invalidInput', 'notFound'],
  },
} as const satisfies Record<string, Endpoint>;
