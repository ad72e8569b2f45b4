import type { MarkLicenceRenewal, NewMarkLicence } from '@fupin/schema';
import type { Connection } from '../database/database.ts';
import { invalidInput, ProblemError } from '../http/problem-error.ts';
import { randomId } from '../record-id.ts';
import { daysAfter, licencePolicy } from './licence-policy.ts';
import { standingOf } from './licence-standing.ts';
import {
  insertMarkLicence,
  setLicenceOrigins,
  updateMarkLicence,
  type StoredLicence,
} from './licence-store.ts';
import type { MarkLicenceRow } from './licence-tables.ts';
import { markTerms } from './mark-terms.ts';
import { newChallenge, newOrigin } from './origin-challenge.ts';
import { refuseBarredOrigins, refuseOriginsOfOthers } from './origin-holder.ts';
import { readSiteOrigin } from './site-origin.ts';

/** The outlet that a licence is for. */
interface Licensee {
  readonly outletId: string;
  readonly operatorId: string;
}

/**
 * The origins as browsers write them, each once. Throws `invalidInput` with a pointer where one is none that the mark can be
 * licensed for.
 */
export function readOrigins(written: readonly string[], isSandbox: boolean): readonly string[] {
  const origins = written.map((text, place) => {
    const { origin, fault } = readSiteOrigin(text, isSandbox);
    if (fault !== undefined) throw invalidInput('body', `/origins/${place}`, fault);
    return origin;
  });
  return [...new Set(origins)];
}

/** A licence that nothing is decided about yet. */
export function newLicence({ outletId, operatorId }: Licensee, now: Date): MarkLicenceRow {
  return {
    licenceId: randomId('lic'),
    licenceNo: null,
    outletId,
    operatorId,
    status: 'pending',
    statusAt: now.toISOString(),
    termsVersion: null,
    termsDigest: null,
    acceptedAt: null,
    signatory: null,
    requestedAt: now.toISOString(),
    renewalRequestedAt: null,
    validFrom: null,
    validUntil: null,
    lookedAt: null,
    nextCheckAt: null,
  };
}

/** Takes down that a licence is asked for, with a challenge for each origin; returns its id. */
export async function askForLicence(
  connection: Connection,
  licensee: Licensee,
  asked: Pick<NewMarkLicence, 'termsVersion' | 'signatory'> & {
    readonly origins: readonly string[];
  },
  now: Date,
): Promise<string> {
  const licence = { ...newLicence(licensee, now), ...acceptanceOf(asked, now) };
  await refuseOriginsOfOthers(connection, licence, asked.origins, now);
  await refuseBarredOrigins(connection, licence, asked.origins);
  const origins = asked.origins.map((origin, position) => ({
    ...newOrigin(licence.licenceId, position, origin),
    ...newChallenge(now),
  }));
  await insertMarkLicence(connection, licence, origins);
  return licence.licenceId;
}

/** Takes down that a licence is to be renewed, with a new challenge for each origin; it stays as it is meanwhile. */
export async function askForRenewal(
  connection: Connection,
  licence: StoredLicence,
  asked: MarkLicenceRenewal,
  now: Date,
): Promise<void> {
  refuseUnlessRenewable(licence, now);
  const origins = licence.origins.map(({ origin }) => origin);
  await refuseBarredOrigins(connection, licence, origins);
  await updateMarkLicence(connection, licence.licenceId, {
    ...acceptanceOf(asked, now),
    renewalRequestedAt: now.toISOString(),
  });
  await setLicenceOrigins(
    connection,
    licence.origins.map((origin) => ({ ...origin, ...newChallenge(now), finding: null })),
  );
}

function refuseUnlessRenewable(licence: StoredLicence, now: Date): void {
  const standing = standingOf(licence, now);
  if (standing !== 'granted' && standing !== 'expired') {
    throw new ProblemError('conflict', `The licence is ${standing}: there is nothing to renew.`);
  }
  const end = new Date(licence.validUntil ?? now);
  const from = daysAfter(end, -licencePolicy.renewableDays);
  if (now < from) {
    throw new ProblemError(
      'conflict',
      `The licence lasts until ${end.toISOString()} and can be renewed from ${from.toISOString()} on.`,
    );
  }
}

function acceptanceOf(
  { termsVersion, signatory }: MarkLicenceRenewal,
  now: Date,
): Pick<MarkLicenceRow, 'termsVersion' | 'termsDigest' | 'acceptedAt' | 'signatory'> {
  if (termsVersion !== markTerms.version) {
    throw invalidInput(
      'body',
      '/termsVersion',
      `must be "${markTerms.version}", the terms in force: read them (GET /v1/mark-terms) and accept them`,
    );
  }
  return {
    termsVersion,
    termsDigest: markTerms.digest,
    acceptedAt: now.toISOString(),
    signatory: JSON.stringify(signatory),
  };
}
