import { dateInShanghai, endOfDay } from '@fupin/schema';
import type { Connection } from '../database/database.ts';
import { newLicence } from './ask-licence.ts';
import { changeStatus, type Actor } from './change-status.ts';
import { licenceNoOf } from './licence-number.ts';
import { daysAfter, licencePolicy } from './licence-policy.ts';
import { findMarkLicence, insertMarkLicence, type StoredLicence } from './licence-store.ts';
import { newOrigin } from './origin-challenge.ts';
import { holdOrigins } from './origin-holder.ts';

/** How a licence is granted. */
interface Grant {
  readonly actor: Actor;
  readonly reason?: string;
  /** Its end; as the terms say where absent. */
  readonly validUntil?: Date | undefined;
  /** When the registry is to look at its origins again; null for never. */
  readonly nextCheckAt: Date | null;
}

/**
 * Grants a licence, or prolongs one that was granted before. Throws `conflict` where another operator is licensed for one of
 * its origins.
 */
export async function grantLicence(
  connection: Connection,
  licence: StoredLicence,
  grant: Grant,
  now: Date,
): Promise<void> {
  const { actor, reason, validUntil = usualEnd(licence, now), nextCheckAt } = grant;
  const origins = licence.origins.map(({ origin }) => origin);
  await holdOrigins(connection, licence, origins, now);
  await changeStatus(
    connection,
    licence,
    { status: 'granted', actor, ...(reason !== undefined && { reason }) },
    now,
    {
      licenceNo: licence.licenceNo ?? licenceNoOf(licence.licenceId, now),
      validFrom: licence.validFrom ?? now.toISOString(),
      validUntil: validUntil.toISOString(),
      renewalRequestedAt: null,
      nextCheckAt: nextCheckAt?.toISOString() ?? null,
    },
  );
}

/** Lets a suspended licence be in force again, for what remains of its term. Throws `conflict` as a grant does. */
export async function reinstate(
  connection: Connection,
  licence: StoredLicence,
  { actor, reason, nextCheckAt }: Omit<Grant, 'validUntil'>,
  now: Date,
): Promise<void> {
  const origins = licence.origins.map(({ origin }) => origin);
  await holdOrigins(connection, licence, origins, now);
  const step = { status: 'granted', actor, ...(reason !== undefined && { reason }) } as const;
  const next = { nextCheckAt: nextCheckAt?.toISOString() ?? null };
  await changeStatus(connection, licence, step, now, next);
}

/** What an administrator vouches for: origins of an outlet, for a reason that the register shows. */
export interface AdministratorGrant {
  readonly outletId: string;
  readonly operatorId: string;
  /** As `location.origin` writes them. */
  readonly origins: readonly string[];
  readonly reason: string;
  readonly validUntil?: Date | undefined;
  /** The administrator's key; null where a program that has the database vouches. */
  readonly keyId?: string | null;
}

/** Licenses origins for an outlet without looking at them; returns the licence's id. */
export async function grantWithoutProof(
  connection: Connection,
  { outletId, operatorId, origins, reason, validUntil, keyId = null }: AdministratorGrant,
  now: Date,
): Promise<string> {
  const licence = newLicence({ outletId, operatorId }, now);
  const { licenceId } = licence;
  const at = now.toISOString();
  const proof = { proofKind: 'administrator', provedAt: at, checkedAt: at, proofSeen: reason };
  const rows = [...new Set(origins)].map((origin, position) => ({
    ...newOrigin(licenceId, position, origin),
    ...proof,
  }));
  await insertMarkLicence(connection, licence, rows);
  const stored = await findMarkLicence(connection, licenceId);
  if (!stored) throw new Error(`licence ${licenceId} is not there after it was stored`);
  const actor = { role: 'administrator', keyId } as const;
  await grantLicence(connection, stored, { actor, reason, validUntil, nextCheckAt: null }, now);
  return licenceId;
}

// The end of a day in Shanghai; a licence that is in force goes on from where it would have ended.
function usualEnd({ validUntil }: StoredLicence, now: Date): Date {
  const isInForce = validUntil !== null && validUntil > now.toISOString();
  const from = isInForce ? new Date(validUntil) : endOfDay(dateInShanghai(now));
  return daysAfter(from, licencePolicy.validityDays);
}
