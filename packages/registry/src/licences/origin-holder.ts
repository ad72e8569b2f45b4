import type { Connection } from '../database/database.ts';
import { upsertRows } from '../database/write-rows.ts';
import { ProblemError } from '../http/problem-error.ts';
import type { MarkLicenceRow } from './licence-tables.ts';

/** A licence by what decides whether it may cover origins. */
type Asking = Pick<MarkLicenceRow, 'licenceId' | 'operatorId'>;

/**
 * Makes an operator the holder of origins, and keeps other grants of them waiting until the transaction ends. Throws
 * `conflict` where another operator holds a licence in force for one of them: an origin belongs to one operator at a time,
 * who may license it for several outlets.
 */
export async function holdOrigins(
  connection: Connection,
  asking: Asking,
  origins: readonly string[],
  now: Date,
): Promise<void> {
  const { operatorId } = asking;
  // In one order everywhere, so that two grants never wait for each other.
  const rows = origins.toSorted().map((origin) => ({ origin, operatorId }));
  await upsertRows(connection, 'originHolder', ['origin'], rows);
  await refuseOriginsOfOthers(connection, asking, origins, now);
}

/** Throws `conflict` where another operator holds a licence in force for one of the origins. */
export async function refuseOriginsOfOthers(
  { db }: Connection,
  { operatorId }: Asking,
  origins: readonly string[],
  now: Date,
): Promise<void> {
  const held = await db
    .selectFrom('markLicenceOrigin')
    .innerJoin('markLicence', 'markLicence.licenceId', 'markLicenceOrigin.licenceId')
    .select(['origin', 'licenceNo'])
    .where('origin', 'in', origins)
    .where('operatorId', '<>', operatorId)
    .where('status', '=', 'granted')
    .where('validUntil', '>', now.toISOString())
    .orderBy('validFrom')
    .limit(1)
    .executeTakeFirst();
  if (!held) return;
  throw new ProblemError(
    'conflict',
    `${held.origin} is licensed to another operator (${held.licenceNo}). If it is yours now, have that licence ended: ` +
      'its operator can surrender it, a supervisor revoke it.',
  );
}

/**
 * Throws `conflict` where the last that was decided about one of the origins, for this operator, was to suspend or revoke
 * its licence: a new one is not to be had by asking again, but from an administrator.
 */
export async function refuseBarredOrigins(
  { db }: Connection,
  { licenceId, operatorId }: Asking,
  origins: readonly string[],
): Promise<void> {
  const decided = await db
    .selectFrom('markLicenceOrigin')
    .innerJoin('markLicence', 'markLicence.licenceId', 'markLicenceOrigin.licenceId')
    .select(['origin', 'licenceNo', 'status'])
    .where('origin', 'in', origins)
    .where('operatorId', '=', operatorId)
    .where('markLicence.licenceId', '<>', licenceId)
    .where('status', 'in', ['granted', 'expired', 'suspended', 'revoked'])
    .orderBy('statusAt')
    .execute();
  const last = new Map(decided.map((row) => [row.origin, row]));
  const barred = [...last.values()].find(
    ({ status }) => status === 'suspended' || status === 'revoked',
  );
  if (!barred) return;
  throw new ProblemError(
    'conflict',
    `The licence ${barred.licenceNo} for ${barred.origin} is ${barred.status}. ` +
      (barred.status === 'suspended'
        ? 'Have it reinstated first.'
        : 'Only an administrator can license this origin again.'),
  );
}
