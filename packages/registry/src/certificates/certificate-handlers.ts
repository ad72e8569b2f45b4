import { isWithinDivision, statusAt, type Certificate } from '@fupin/schema';
import type { Connection } from '../database/database.ts';
import type { Handlers } from '../http/handler.ts';
import { ProblemError } from '../http/problem-error.ts';
import type { Caller } from '../keys/caller.ts';
import { findCertificate, lockCertificate } from './certificate-store.ts';
import { addStatusChanges } from './status-change-store.ts';

/** Handlers of certificates and their status. */
export const certificateHandlers = {
  getCertificate: ({ connection, params, now }) =>
    existingCertificate(connection, params.certificateId, now),

  async changeCertificateStatus({ connection, params: { certificateId }, body, caller, now }) {
    await lockCertificate(connection, certificateId);
    const certificate = await existingCertificate(connection, certificateId, now);
    checkDivision(caller, certificate);
    const current = statusAt(certificate, now);
    if (current === 'withdrawn') {
      throw new ProblemError('conflict', 'The certificate is withdrawn, which is final.');
    }
    if (current === body.status) {
      throw new ProblemError('conflict', `The certificate is ${body.status} already.`);
    }
    const { status, reason } = body;
    await addStatusChanges(connection, [{ certificateId, status, reason, at: now.toISOString() }]);
    return existingCertificate(connection, certificateId, now);
  },
} satisfies Partial<Handlers>;

async function existingCertificate(
  connection: Connection,
  certificateId: string,
  at: Date,
): Promise<Certificate> {
  const certificate = await findCertificate(connection, certificateId, at);
  if (!certificate) throw new ProblemError('notFound', `There is no certificate ${certificateId}.`);
  return certificate;
}

function checkDivision({ access, key }: Caller, { certifiedBy }: Certificate): void {
  const bound = key?.divisionCode ?? (access === 'certifier' ? undefined : '000000');
  if (bound !== undefined && isWithinDivision(certifiedBy.code, bound)) return;
  throw new ProblemError('forbidden', 'The certificate is of a county outside the key’s division.');
}
