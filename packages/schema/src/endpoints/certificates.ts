import { Certificate, certificateStatuses, statusReasons } from '../certificate.ts';
import { CertificateRenewal } from '../certificate-renewal.ts';
import { DivisionCode } from '../division.ts';
import type { Endpoint } from '../endpoint.ts';
import { CertificateId, SupplierId } from '../id.ts';
import { page, pageQuery } from '../page.ts';
import { CalendarDate, line } from '../scalar.ts';
import { SchemeId } from '../scheme-id.ts';
import { flag } from './query.ts';
import * as z from 'zod/mini';

const certificateParams = z.object({ certificateId: CertificateId });

/** Certificates and their status. */
export const certificatesEndpoints = {
  listCertificates: {
    summary: 'List certificates, those that end first coming first',
    access: ['public'],
    query: z.object({
      ...pageQuery,
      /** Of a certifying county, or the prefecture or province that it lies in. */
      divisionCode: z.optional(DivisionCode),
      schemeId: z.optional(SchemeId),
      supplierId: z.optional(SupplierId),
      status: z.optional(z.enum(certificateStatuses)),
      /** Only certificates that have not ended and whose last day comes before this one. */
      expiringBefore: z.optional(CalendarDate),
      /** Only certificates that have, or have not, been renewed. */
      renewed: z.optional(flag),
    }),
    response: page(Certificate),
    problems: ['invalidInput'],
  },
  getCertificate: {
    summary: 'Get a certificate with its review chain and what supervision has found',
    access: ['public'],
    params: certificateParams,
    response: Certificate,
    problems: ['invalidInput', 'notFound'],
  },
  changeCertificateStatus: {
    summary: 'Suspend, reinstate or withdraw a certificate, at once',
    access: ['certifier', 'supervisor', 'administrator'],
    params: certificateParams,
    body: z.readonly(
      z.strictObject({
        status: z.enum(certificateStatuses),
        /** `other` where absent. */
        reasonCode: z.optional(z.enum(statusReasons)),
        reason: line(500),
      }),
    ),
    response: Certificate,
    status: 201,
    idempotent: true,
    problems: ['invalidInput', 'notFound', 'conflict'],
  },
  renewCertificate: {
    summary: 'Renew a certificate: its successor takes over without a gap or an overlap',
    access: ['certifier', 'administrator'],
    params: certificateParams,
    body: CertificateRenewal,
    response: Certificate,
    status: 201,
    idempotent: true,
    problems: ['invalidInput', 'notFound', 'conflict'],
  },
} as const satisfies Record<string, Endpoint>;
