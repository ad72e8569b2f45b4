import { dateInShanghai } from '@fupin/schema';
import { isBlacklisted, lockSupplier } from '../blacklist/blacklist-store.ts';
import type { Handlers } from '../http/handler.ts';
import { invalidInput, ProblemError } from '../http/problem-error.ts';
import type { Caller } from '../keys/caller.ts';
import { findObjections, type StoredApplication } from './application-store.ts';
import { isAgainst, isSubmittedBy } from './application-view.ts';
import { applicantHandlers } from './applicant-handlers.ts';
import { changeTracks } from './change-tracks.ts';
import { listApplications } from './list-applications.ts';
import { objectionHandlers } from './objection-handlers.ts';
import { isStepOf } from './review-chain.ts';
import {
  answeredApplication,
  checkVersion,
  revisionBefore,
  schemeOf,
  seenApplication,
  trackOf,
  type SeenApplication,
} from './seen-application.ts';
import { reviewerOf } from './sight.ts';
import { checklistFor } from './submission-checklist.ts';
import { awaitedStepFor, decided, isSubmittable } from './track-flow.ts';

type ReviewOperation =
  'listApplications' | 'getApplication' | 'getApplicationChecklist' | 'takeReviewStep';

const reviewHandlers: Handlers<ReviewOperation> = {
  listApplications: ({ connection, caller, query, now }) =>
    listApplications(connection, caller, query, dateInShanghai(now)),

  getApplication: ({ connection, caller, params, query }) =>
    answeredApplication(connection, caller, params.applicationId, query.submittedUnder),

  async getApplicationChecklist({ connection, params: { applicationId }, caller, now }) {
    const seen = await seenApplication(connection, caller, applicationId);
    const isApplicant = seen.sight === 'applicant';
    const tracks = seen.application.tracks.filter(
      (track) => isSubmittable(track) && (isApplicant || track.revision !== null),
    );
    // What the applicant is working on is nobody else's business before it is submitted.
    const judged = isApplicant ? seen : { ...seen, application: asSubmitted(caller, seen) };
    const items = await checklistFor(connection, judged, tracks, now);
    const wanting = new Set(items.map(({ schemeId }) => schemeId));
    const complete = tracks
      .map(({ schemeId }) => schemeId)
      .filter((schemeId) => !wanting.has(schemeId));
    return { applicationId, complete, items };
  },

  async takeReviewStep({ connection, params, caller, body, now }) {
    const { applicationId, schemeId } = params;
    const { application, schemes } = await seenApplication(connection, caller, applicationId, {
      lock: true,
    });
    const track = trackOf(application, schemeId);
    const scheme = schemeOf(schemes, track);
    // First, so that who comes second hears that somebody has decided, whoever the next step is for.
    checkVersion(track.version, body.version);
    const step = awaitedStepFor(track, scheme);
    if (step && !isStepOf(step, reviewerOf(caller), track)) {
      throw new ProblemError(
        'forbidden',
        `The next step is ${step.step}, for a ${step.role} of the application’s own ${step.level} level.`,
      );
    }
    if (body.decision !== 'pass' && body.reason === undefined) {
      throw invalidInput('body', '/reason', 'must be given where the step is not passed');
    }
    if (step?.step === 'determined' && body.decision === 'pass') {
      await lockSupplier(connection, application.supplierId);
      if (await isBlacklisted(connection, application.supplierId, now)) {
        throw new ProblemError('conflict', 'The supplier is on the blacklist.');
      }
    }
    const objections = (await findObjections(connection, applicationId)).filter((objection) =>
      isAgainst(objection, track),
    );
    const counts = {
      open: objections.filter(({ answer }) => answer === null).length,
      upheld: objections.filter(({ upheld }) => Boolean(upheld)).length,
    };
    const change = decided(track, scheme, body.decision, counts, now);
    await changeTracks(connection, [change], caller, { now, reason: body.reason });
    return answeredApplication(connection, caller, applicationId, schemeId);
  },
};

function asSubmitted(caller: Caller, seen: SeenApplication): StoredApplication {
  const revision = revisionBefore(caller, seen);
  const evidence = seen.application.evidence.filter((row) => isSubmittedBy(row, revision));
  return { ...seen.application, revision, evidence };
}

/** Handlers of applications, from draft to determination. */
export function applicationHandlers() {
  return { ...applicantHandlers, ...objectionHandlers(), ...reviewHandlers };
}
