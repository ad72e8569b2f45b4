import { Certificate, certificateStatuses } from '../certificate.ts';
import type { Endpoint } from '../endpoint.ts';
import { CertificateId } from '../id.ts';
import { line } from '../scalar.ts';
import * as z from 'zod/mini';

const certificateParams = z.object({ certificateId: CertificateId });

/** Certificates and their dynamic management. */
export const certificatesEndpoints = {
  getCertificate: {
    summary: 'Get a certificate with its review chain',
    tag: 'certificates',
    access: ['public'],
    params: certificateParams,
    response: Certificate,
    problems: ['invalidInput', 'notFound'],
  },
  changeCertificateStatus: {
    summary: 'Suspend, reinstate or withdraw a certificate, at once',
    tag: 'certificates',
    access: ['certifier', 'supervisor', 'administrator'],
    params: certificateParams,
    body: z.readonly(z.strictObject({ status: z.enum(certificateStatuses), reason: line(500) })),
    response: Certificate,
    status: 201,
    idempotent: true,
    problems: ['invalidInput', 'notFound', 'conflict'],
  },
} as const satisfies Record<string, Endpoint>;
