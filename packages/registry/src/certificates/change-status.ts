import {
  certificateStatusChanges,
  type Certificate,
  type certificateStatuses,
  type StatusReason,
} from '@fupin/schema';
import { isBlacklisted } from '../blacklist/blacklist-store.ts';
import type { Connection } from '../database/database.ts';
import { ProblemError } from '../http/problem-error.ts';
import { existingCertificate, lockCertificate } from './certificate-store.ts';
import { addStatusChanges, lastChangeMs } from './status-change-store.ts';

type Status = (typeof certificateStatuses)[number];

/** What a certificate's status is to become, and why. */
export interface StatusOrder {
  readonly status: Status;
  readonly reasonCode: StatusReason;
  readonly reason: string;
  /** Id of the key with which it is ordered. */
  readonly keyId: string | undefined;
}

/** Whether a status can change to another. */
export function canChange(from: Certificate['status'], to: Status): boolean {
  const allowed: Readonly<Record<string, readonly Status[]>> = certificateStatusChanges;
  return (allowed[from] ?? []).includes(to);
}

/**
 * Changes a certificate's status from now on, and with it that of the certificates which renew it: what suspends or
 * withdraws the one must not leave the next to begin as if nothing had been. A reinstatement reaches those renewals that
 * were suspended together with it. Throws `conflict` where the status can't change so.
 */
export async function changeStatus(
  connection: Connection,
  certificateId: string,
  order: StatusOrder,
  now: Date,
): Promise<Certificate> {
  await lockCertificate(connection, certificateId);
  const at = await instantOfChange(connection, certificateId, now);
  const certificate = await existingCertificate(connection, certificateId, at);
  if (!canChange(certificate.status, order.status)) {
    throw new ProblemError('conflict', whyNot(certificate, order.status));
  }
  if (order.status === 'active' && (await isBlacklisted(connection, certificate.supplierId, now))) {
    throw new ProblemError(
      'conflict',
      'The supplier is on the blacklist. Take it off before its certificates are reinstated.',
    );
  }
  const { status, reasonCode, reason, keyId } = order;
  const changed = [certificate, ...(await changingRenewals(connection, certificate, status, at))];
  await addStatusChanges(
    connection,
    changed.map((each) => ({
      certificateId: each.certificateId,
      status,
      at: at.toISOString(),
      reasonCode,
      reason,
      keyId,
    })),
  );
  return existingCertificate(connection, certificateId, at);
}

/** Changes a certificate's status where that can still be done; where it is as bad already or worse, it stays. */
export async function restrictStatus(
  connection: Connection,
  certificateId: string,
  order: StatusOrder & { readonly status: 'suspended' | 'withdrawn' },
  now: Date,
): Promise<void> {
  await lockCertificate(connection, certificateId);
  const at = await instantOfChange(connection, certificateId, now);
  const { status } = await existingCertificate(connection, certificateId, at);
  if (canChange(status, order.status)) await changeStatus(connection, certificateId, order, now);
}

// The clock of another process may be a little ahead of this one's: a change must not be dated before the one it follows.
async function instantOfChange(
  connection: Connection,
  certificateId: string,
  now: Date,
): Promise<Date> {
  const last = await lastChangeMs(connection, { certificateId }, now);
  return new Date(Math.max(now.getTime(), last + 1));
}

function whyNot({ status }: Certificate, wanted: Status): string {
  if (status === 'withdrawn') return 'The certificate is withdrawn, which is final.';
  if (status === wanted) return `The certificate is ${status} already.`;
  return `The certificate is ${status}, which can’t become ${wanted}.`;
}

async function changingRenewals(
  connection: Connection,
  certificate: Certificate,
  status: Status,
  at: Date,
): Promise<readonly Certificate[]> {
  const { renewedBy } = certificate;
  if (renewedBy === undefined) return [];
  await lockCertificate(connection, renewedBy);
  const renewal = await existingCertificate(connection, renewedBy, at);
  const isTogether =
    status !== 'active' ||
    renewal.statusChanges.at(-1)?.at === certificate.statusChanges.at(-1)?.at;
  if (!isTogether || !canChange(renewal.status, status)) return [];
  return [renewal, ...(await changingRenewals(connection, renewal, status, at))];
}
