import type { Connection } from '../database/database.ts';
import { ProblemError } from '../http/problem-error.ts';
import type { Caller } from '../keys/caller.ts';
import { findOutlet, type StoredOutlet } from './outlet-store.ts';

/** The outlet with an id; throws `notFound` where there is none. */
export async function existingOutlet(
  connection: Connection,
  outletId: string,
): Promise<StoredOutlet> {
  const outlet = await findOutlet(connection, outletId);
  if (!outlet) throw new ProblemError('notFound', `There is no outlet ${outletId}.`);
  return outlet;
}

/**
 * The outlet with an id, which the caller may act for: an operator for its own outlets, a reporting session for its one,
 * any other caller for all. Throws `forbidden` for another's outlet.
 */
export async function ownOutlet(
  connection: Connection,
  { access, key }: Caller,
  outletId: string,
): Promise<StoredOutlet> {
  const outlet = await existingOutlet(connection, outletId);
  const isOwn =
    (access !== 'operator' || outlet.operatorId === key?.operatorId) &&
    (access !== 'session' || outletId === key?.outletId);
  if (!isOwn) throw new ProblemError('forbidden', 'The key is not for this outlet.');
  return outlet;
}
