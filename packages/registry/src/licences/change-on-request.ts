import type { MarkLicenceChange, MarkLicenceStatus } from '@fupin/schema';
import type { Connection } from '../database/database.ts';
import { ProblemError } from '../http/problem-error.ts';
import { changeStatus, type Actor } from './change-status.ts';
import { reinstate } from './grant-licence.ts';
import { hoursAfter, licencePolicy } from './licence-policy.ts';
import { standingOf } from './licence-standing.ts';
import type { StoredLicence } from './licence-store.ts';
import { isSuspendedByRegistry } from './verify-licence.ts';

type Aim = MarkLicenceChange['status'];

/** From which standings a licence can be changed into which. */
const ways: Readonly<Record<Aim, readonly MarkLicenceStatus[]>> = {
  granted: ['suspended'],
  suspended: ['granted', 'suspended'],
  revoked: ['granted', 'suspended', 'expired'],
  surrendered: ['pending', 'granted', 'suspended'],
};

/**
 * Changes a licence as a person asks for: an operator surrenders its own, a supervisor or administrator suspends, reinstates
 * and revokes. Throws `forbidden` for another's part and `conflict` where the licence does not stand so.
 */
export async function changeOnRequest(
  connection: Connection,
  licence: StoredLicence,
  { status, reason }: MarkLicenceChange,
  actor: Actor,
  now: Date,
): Promise<void> {
  if ((status === 'surrendered') !== (actor.role === 'operator')) {
    throw new ProblemError(
      'forbidden',
      status === 'surrendered'
        ? 'Only its operator can surrender a licence; a supervisor revokes it.'
        : 'An operator can only surrender a licence.',
    );
  }
  const standing = standingOf(licence, now);
  if (!ways[status].includes(standing) || isBarred(licence, status)) {
    throw new ProblemError('conflict', `The licence is ${standing}: it can't become ${status}.`);
  }
  if (status === 'granted') {
    const isProved = licence.origins.every(({ provedChallenge }) => provedChallenge !== null);
    const nextCheckAt = isProved ? hoursAfter(now, licencePolicy.recheckHours) : null;
    await reinstate(connection, licence, { actor, reason, nextCheckAt }, now);
  } else {
    await changeStatus(connection, licence, { status, actor, reason }, now, { nextCheckAt: null });
  }
}

// What a person suspended can't be made good by surrendering it and asking anew, nor need it be suspended twice.
function isBarred(licence: StoredLicence, status: Aim): boolean {
  const isSuspendedByPerson = licence.status === 'suspended' && !isSuspendedByRegistry(licence);
  return isSuspendedByPerson && (status === 'surrendered' || status === 'suspended');
}
