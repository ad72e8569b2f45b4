import type { MarkLicence } from '@fupin/schema';
import type { Connection } from '../database/database.ts';
import type { Handlers } from '../http/handler.ts';
import { invalidInput, ProblemError } from '../http/problem-error.ts';
import type { Caller } from '../keys/caller.ts';
import { divisionOfKey, isOfDivision, wholeCountry } from '../keys/division-of-key.ts';
import { existingOutlet, ownOutlet } from '../outlets/own-outlet.ts';
import { askForLicence, askForRenewal, readOrigins } from './ask-licence.ts';
import { changeOnRequest } from './change-on-request.ts';
import type { Actor } from './change-status.ts';
import { grantWithoutProof } from './grant-licence.ts';
import { licenceOnWire } from './licence-on-wire.ts';
import { daysAfter, licencePolicy } from './licence-policy.ts';
import {
  claimLook,
  findMarkLicence,
  lockMarkLicence,
  type StoredLicence,
} from './licence-store.ts';
import { isLicensee, isShown, listLicences, registerViewOf } from './list-licences.ts';
import { lookForProof } from './look-for-proof.ts';
import { markTerms } from './mark-terms.ts';
import type { SiteReader } from './site-reader.ts';
import {
  hasChallengeExpired,
  refuseUnlessVerifiable,
  takeDownLooks,
  textsToFind,
} from './verify-licence.ts';

type LicenceOperation =
  | 'getMarkTerms'
  | 'listMarkLicences'
  | 'createMarkLicence'
  | 'getMarkLicence'
  | 'verifyMarkLicenceOrigins'
  | 'renewMarkLicence'
  | 'changeMarkLicenceStatus'
  | 'grantMarkLicence';

/** Handlers of the register of mark licences. A sandbox licenses origins on this machine as well. */
export function licenceHandlers(
  reader: SiteReader,
  { isSandbox }: { readonly isSandbox: boolean },
): Handlers<LicenceOperation> {
  return {
    getMarkTerms: () => markTerms,

    listMarkLicences: ({ connection, query, caller, now }) =>
      listLicences(connection, query, registerViewOf(caller), now),

    async createMarkLicence({ connection, body, caller, now }) {
      const { outletId, operatorId } = await ownOutlet(connection, caller, body.outletId);
      const origins = readOrigins(body.origins, isSandbox);
      const asked = { ...body, origins };
      const licenceId = await askForLicence(connection, { outletId, operatorId }, asked, now);
      return shown(connection, licenceId, caller, now);
    },

    getMarkLicence: ({ connection, params, caller, now }) =>
      shown(connection, params.licenceId, caller, now),

    verifyMarkLicenceOrigins: {
      async inquire({ connection, params: { licenceId }, caller, now }) {
        const licence = await ownLicence(connection, licenceId, caller);
        refuseUnlessVerifiable(licence, now);
        await refuseTooSoon(connection, licenceId, now);
        const looks = await Promise.all(
          licence.origins
            .filter((origin) => !hasChallengeExpired(origin, now))
            .map((origin) =>
              lookForProof(reader, origin.origin, textsToFind(origin, { ofOld: false })),
            ),
        );
        const byOrigin = new Map(looks.map((look) => [look.origin, look]));
        return async ({ connection: transaction }) => {
          const locked = await lockedLicence(transaction, licenceId, caller);
          await takeDownLooks(transaction, locked, byOrigin, actorOf(caller), now);
          return shown(transaction, licenceId, caller, now);
        };
      },
    },

    async renewMarkLicence({ connection, params: { licenceId }, body, caller, now }) {
      const licence = await lockedLicence(connection, licenceId, caller);
      await askForRenewal(connection, licence, body, now);
      return shown(connection, licenceId, caller, now);
    },

    async changeMarkLicenceStatus({ connection, params: { licenceId }, body, caller, now }) {
      const licence = await lockedLicence(connection, licenceId, caller);
      if (caller.access === 'supervisor') await checkOutletDivision(connection, caller, licence);
      await changeOnRequest(connection, licence, body, actorOf(caller), now);
      return shown(connection, licenceId, caller, now);
    },

    async grantMarkLicence({ connection, params, body, caller, now }) {
      const { outletId, operatorId } = await existingOutlet(connection, params.outletId);
      const licenceId = await grantWithoutProof(
        connection,
        {
          outletId,
          operatorId,
          origins: readOrigins(body.origins, isSandbox),
          reason: body.reason,
          validUntil: endOfGrant(body.validUntil, now),
          keyId: caller.key?.keyId ?? null,
        },
        now,
      );
      return shown(connection, licenceId, caller, now);
    },
  };
}

// What is sold online alone is a matter of no county, so of the whole country's supervisors.
async function checkOutletDivision(
  connection: Connection,
  caller: Caller,
  { outletId }: StoredLicence,
): Promise<void> {
  const { divisionCode } = await existingOutlet(connection, outletId);
  if (isOfDivision(divisionCode ?? wholeCountry, divisionOfKey(caller))) return;
  throw new ProblemError(
    'forbidden',
    divisionCode === null
      ? 'The outlet is online and in no division: a supervisor of the whole country decides.'
      : `The outlet is in the division ${divisionCode}, which the key is not for.`,
  );
}

function actorOf({ access, key }: Caller): Actor {
  const keyId = key?.keyId ?? null;
  if (access === 'operator' || access === 'supervisor' || access === 'administrator') {
    return { role: access, keyId };
  }
  throw new ProblemError('forbidden', 'The key may not change licences.');
}

async function shown(
  connection: Connection,
  licenceId: string,
  caller: Caller,
  now: Date,
): Promise<MarkLicence> {
  const view = registerViewOf(caller);
  const licence = await findMarkLicence(connection, licenceId);
  if (!licence || !isShown(licence, view)) throw noLicence(licenceId);
  return licenceOnWire(licence, { at: now, isLicensee: isLicensee(licence, view) });
}

/** A licence that the caller may change: an operator its own. */
async function ownLicence(
  connection: Connection,
  licenceId: string,
  caller: Caller,
): Promise<StoredLicence> {
  const view = registerViewOf(caller);
  const licence = await findMarkLicence(connection, licenceId);
  if (!licence || !isShown(licence, view)) throw noLicence(licenceId);
  if (view.isSupervising || isLicensee(licence, view)) return licence;
  throw new ProblemError('forbidden', 'The key is not for this licence.');
}

async function lockedLicence(
  connection: Connection,
  licenceId: string,
  caller: Caller,
): Promise<StoredLicence> {
  await lockMarkLicence(connection, licenceId);
  return ownLicence(connection, licenceId, caller);
}

const noLicence = (licenceId: string) =>
  new ProblemError('notFound', `There is no licence ${licenceId}.`);

async function refuseTooSoon(connection: Connection, licenceId: string, now: Date): Promise<void> {
  const seconds = licencePolicy.secondsBetweenLooks;
  if (await claimLook(connection, licenceId, now)) return;
  throw new ProblemError(
    'rateLimited',
    `The proofs of a licence are looked for once in ${seconds} seconds. Try again a little later.`,
    { headers: { 'retry-after': String(seconds) } },
  );
}

function endOfGrant(text: string | undefined, now: Date): Date | undefined {
  if (text === undefined) return undefined;
  const end = new Date(text);
  const latest = daysAfter(now, licencePolicy.longestGrantDays);
  if (end > now && end <= latest) return end;
  throw invalidInput('body', '/validUntil', 'must be ahead, by 5 years at most');
}
