import type { CertificateSupervision } from '@fupin/schema';
import { currentCountyCode } from '@fupin/schema/counties';
import { countComplaints } from '../complaints/complaint-store.ts';
import type { Connection } from '../database/database.ts';
import type { Handlers } from '../http/handler.ts';
import { ProblemError } from '../http/problem-error.ts';
import { checkDivision } from '../keys/division-of-key.ts';
import { findSpotCheckFindings } from '../spot-checks/spot-check-store.ts';
import { existingCertificate } from './certificate-store.ts';
import { changeStatus } from './change-status.ts';
import { listCertificates } from './list-certificates.ts';
import { renewCertificate } from './renew-certificate.ts';

/** Handlers of certificates and their status. */
export const certificateHandlers = {
  listCertificates: ({ connection, query, now }) => listCertificates(connection, query, now),

  async getCertificate({ connection, params: { certificateId }, now }) {
    const certificate = await existingCertificate(connection, certificateId, now);
    return { ...certificate, supervision: await supervisionOf(connection, certificateId) };
  },

  async changeCertificateStatus({ connection, params: { certificateId }, body, caller, now }) {
    const { certifiedBy } = await existingCertificate(connection, certificateId, now);
    checkDivision(caller, certifiedBy);
    const { status, reasonCode = 'other', reason } = body;
    const order = { status, reasonCode, reason, keyId: caller.key?.keyId };
    return changeStatus(connection, certificateId, order, now);
  },

  async renewCertificate({ connection, params: { certificateId }, body, caller, now }) {
    const { certifiedBy } = await existingCertificate(connection, certificateId, now);
    checkDivision(caller, certifiedBy);
    const division = caller.key?.divisionCode ?? '';
    // Prefecture and province supervise; what a county has certified, it renews itself.
    if (
      caller.access === 'certifier' &&
      (currentCountyCode(division) ?? division) !== certifiedBy.code
    ) {
      throw new ProblemError(
        'forbidden',
        `Only the certifying county, ${certifiedBy.name} (${certifiedBy.code}), renews this certificate.`,
      );
    }
    return renewCertificate(connection, certificateId, body, now);
  },
} satisfies Partial<Handlers>;

async function supervisionOf(
  connection: Connection,
  certificateId: string,
): Promise<CertificateSupervision> {
  return {
    spotChecks: await findSpotCheckFindings(connection, certificateId),
    complaints: await countComplaints(connection, certificateId),
  };
}
