import type { NewDossier } from '@fupin/schema';
import type { Connection } from '../database/database.ts';
import { findSuppliers } from '../directory/supplier-store.ts';
import type { Handlers } from '../http/handler.ts';
import { invalidInput, ProblemError } from '../http/problem-error.ts';
import { findSchemes } from '../schemes/scheme-store.ts';
import {
  addApplication,
  carryObjectionsOver,
  findDossier,
  markSubmitted,
  removeDraftTracks,
  setRevision,
  writeDossier,
  type StoredApplication,
} from './application-store.ts';
import { addDraftTracks } from './draft-tracks.ts';
import type { TrackRow } from './application-tables.ts';
import { changeTracks } from './change-tracks.ts';
import {
  answeredApplication,
  checkVersion,
  schemeOf,
  seenApplication,
} from './seen-application.ts';
import { checklistFor, refuseIncomplete } from './submission-checklist.ts';
import { isSubmittable, isWithdrawable, submitted, withdrawn } from './track-flow.ts';
import { productOf } from './product-of.ts';

/** Handlers of what an applicant does with its applications. */
export const applicantHandlers = {
  async createApplication({ connection, caller, body, now }) {
    const { schemeIds, dossier = {} } = body;
    const supplierId = caller.key?.supplierId;
    const supplier = supplierId && (await findSuppliers(connection, [supplierId])).get(supplierId);
    if (!supplier) throw new ProblemError('forbidden', 'The key belongs to no supplier.');
    await checkSchemes(connection, schemeIds);
    const owner = { supplierId: supplier.supplierId, countyCode: supplier.county.code };
    const applicationId = await addApplication(connection, owner, dossier, now);
    await addDraftTracks(connection, { ...owner, applicationId }, schemeIds, now);
    return answeredApplication(connection, caller, applicationId);
  },

  async updateApplication({ connection, params: { applicationId }, caller, body, now }) {
    const { application } = await seenApplication(connection, caller, applicationId, {
      lock: true,
    });
    checkVersion(application.version, body.version);
    const { tracks } = application;
    let canBeMended = tracks.some(isSubmittable);
    if (body.schemeIds) {
      const wanted = new Set(body.schemeIds);
      await checkSchemes(connection, body.schemeIds);
      const known = new Set(tracks.map(({ schemeId }) => schemeId));
      const dropped = tracks.filter(({ schemeId }) => !wanted.has(schemeId));
      const kept = dropped.find((track) => track.revision !== null && isWithdrawable(track));
      if (kept) {
        throw new ProblemError(
          'conflict',
          `The application was submitted under ${kept.schemeId}: withdraw it there.`,
        );
      }
      await removeDraftTracks(
        connection,
        applicationId,
        dropped.map(({ schemeId }) => schemeId),
      );
      const added = body.schemeIds.filter((schemeId) => !known.has(schemeId));
      await addDraftTracks(connection, application, added, now);
      if (added.length > 0) canBeMended = true;
    }
    if (!canBeMended) {
      throw new ProblemError('conflict', 'Nothing of the application is to be mended now.');
    }
    const revision = await writableRevision(connection, application);
    await writeDossier(connection, { applicationId, revision, dossier: body.dossier });
    await setRevision(connection, applicationId, revision);
    return answeredApplication(connection, caller, applicationId);
  },

  async submitApplication({ connection, params: { applicationId }, caller, body, now }) {
    const seen = await seenApplication(connection, caller, applicationId, { lock: true });
    const { application, schemes } = seen;
    checkVersion(application.version, body.version);
    const tracks = chosenTracks(application, body.schemeIds, isSubmittable, 'be submitted');
    const checklist = await checklistFor(connection, seen, tracks, now, { lock: true });
    refuseIncomplete(checklist);
    const { dossier } = await findDossier(connection, applicationId, application.revision);
    const revision = (await needsNewRevision(connection, application, tracks))
      ? await copiedRevision(connection, application, dossier)
      : application.revision;
    const { productId, productName, townshipCode } = productOf(application, dossier);
    const changes = tracks.map((track) =>
      submitted(
        track,
        schemeOf(schemes, track),
        { revision, productId, productName, townshipCode },
        now,
      ),
    );
    await changeTracks(connection, changes, caller, { now });
    await markSubmitted(connection, { applicationId, revision });
    await carryObjectionsOver(connection, tracks, revision);
    await setRevision(connection, applicationId, revision);
    return answeredApplication(connection, caller, applicationId);
  },

  async withdrawApplication({ connection, params: { applicationId }, caller, body, now }) {
    const { application } = await seenApplication(connection, caller, applicationId, {
      lock: true,
    });
    const tracks = chosenTracks(application, body.schemeIds, isWithdrawable, 'be withdrawn');
    const changes = tracks.map((track) => withdrawn(track, now));
    await changeTracks(connection, changes, caller, { now, reason: body.reason });
    return answeredApplication(connection, caller, applicationId);
  },
} satisfies Partial<Handlers>;

async function checkSchemes(connection: Connection, schemeIds: readonly string[]): Promise<void> {
  const schemes = await findSchemes(connection, schemeIds);
  schemeIds.forEach((schemeId, place) => {
    if (!schemes.has(schemeId)) {
      throw invalidInput('body', `/schemeIds/${place}`, 'must be a scheme of the registry');
    }
    if (schemeIds.indexOf(schemeId) !== place) {
      throw invalidInput('body', `/schemeIds/${place}`, 'must not be named twice');
    }
  });
}

/** The tracks that are named, or all that it can be done to; throws `conflict` where it can't be done to one named, or to any. */
function chosenTracks(
  { tracks }: StoredApplication,
  schemeIds: readonly string[] | undefined,
  canBe: (track: TrackRow) => boolean,
  what: string,
): readonly TrackRow[] {
  const chosen = tracks.filter((track) =>
    schemeIds ? schemeIds.includes(track.schemeId) : canBe(track),
  );
  const unable = chosen.find((track) => !canBe(track));
  if (chosen.length > 0 && !unable && (!schemeIds || chosen.length === new Set(schemeIds).size)) {
    return chosen;
  }
  const why = unable ? `${unable.schemeId} is ${unable.state}` : 'there is none of these schemes';
  throw new ProblemError('conflict', `The application can’t ${what}: ${why}.`);
}

// What was submitted is never written over.
async function writableRevision(
  connection: Connection,
  { applicationId, revision }: StoredApplication,
): Promise<number> {
  const { submitted: isSubmitted } = await findDossier(connection, applicationId, revision);
  return isSubmitted ? revision + 1 : revision;
}

// A track that is submitted again gets a revision of its own, and so does evidence that came after the last submission:
// what is under review under another scheme stays as it is.
async function needsNewRevision(
  connection: Connection,
  { applicationId, revision, evidence }: StoredApplication,
  tracks: readonly TrackRow[],
): Promise<boolean> {
  if (tracks.some((track) => track.revision === revision)) return true;
  const { submitted: isSubmitted } = await findDossier(connection, applicationId, revision);
  return isSubmitted && evidence.some(({ submittedRevision }) => submittedRevision === null);
}

async function copiedRevision(
  connection: Connection,
  { applicationId, revision }: StoredApplication,
  dossier: NewDossier,
): Promise<number> {
  await writeDossier(connection, { applicationId, revision: revision + 1, dossier });
  return revision + 1;
}
