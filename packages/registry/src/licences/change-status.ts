import type { MarkLicenceStatus } from '@fupin/schema';
import type { Connection } from '../database/database.ts';
import { appendToLog } from '../log/append-to-log.ts';
import type { StoredLicence } from './licence-store.ts';
import { refreshOutletOrigins, updateMarkLicence } from './licence-store.ts';
import type { MarkLicenceRow } from './licence-tables.ts';

/** Who changes a licence: the role of a key, or the registry by itself. */
export interface Actor {
  readonly role: 'operator' | 'supervisor' | 'administrator' | 'registry';
  readonly keyId: string | null;
}

/** The registry itself. */
export const registryItself: Actor = { role: 'registry', keyId: null };

/** A change of a licence's status. */
export interface StatusStep {
  readonly status: Exclude<MarkLicenceStatus, 'pending' | 'expired'>;
  readonly actor: Actor;
  readonly reason?: string;
}

/**
 * Changes the status of a licence and what goes with it, promises that to the log, and lets its outlet be shown with the
 * origins that are licensed from now on. To be called in a transaction that has locked the licence.
 */
export async function changeStatus(
  connection: Connection,
  licence: StoredLicence,
  { status, actor, reason }: StatusStep,
  now: Date,
  changes: Partial<MarkLicenceRow> = {},
): Promise<void> {
  const { licenceId, outletId } = licence;
  const at = now.toISOString();
  await updateMarkLicence(connection, licenceId, { ...changes, status, statusAt: at });
  await connection.db
    .insertInto('markLicenceChange')
    .values({
      licenceId,
      sequence: licence.changes.length + 1,
      status,
      at,
      actor: actor.role,
      keyId: actor.keyId,
      reason: reason ?? null,
    })
    .execute();
  // What was never granted is nobody's business but the asker's.
  if (status === 'granted' || licence.licenceNo !== null) {
    const origins = licence.origins.map(({ origin }) => origin);
    await appendToLog(connection, [
      { type: 'markLicence', licenceId, outletId, origins, status, at },
    ]);
  }
  await refreshOutletOrigins(connection, [outletId], now);
}
